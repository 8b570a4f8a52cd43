namespace Dispatch.Escalation.Domain;

/// <summary>What one event did to a case's clocks.</summary>
/// <param name="TooEarly">Why it cannot be applied yet; null when it has been applied.</param>
public sealed record Step(IReadOnlyList<Clock> Stopped, IReadOnlyList<Clock> Started, string Why,
    string? TooEarly = null)
{
    public static readonly Step Nothing = new([], [], "");
}
