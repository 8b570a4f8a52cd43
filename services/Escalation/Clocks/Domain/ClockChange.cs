namespace Dispatch.Escalation.Clocks.Domain;

/// <summary>What one event changed about a case's clocks.</summary>
/// <param name="Started">Also those that run again, or whose due time was moved.</param>
/// <param name="Why">In plain Chinese; empty where nothing needs saying.</param>
/// <param name="TooEarly">Which earlier event it waits for; null when it has been applied.</param>
public sealed record ClockChange(IReadOnlyList<Clock> Stopped, IReadOnlyList<Clock> Started, string Why,
    string? TooEarly = null)
{
    public static readonly ClockChange Nothing = new([], [], "");
}
