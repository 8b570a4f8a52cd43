namespace Dispatch.Escalation.Warnings.Domain;

/// <summary>A warning that was raised, and whether somebody has taken note of it.</summary>
public sealed record RaisedWarning(
    WarningId Id, Colour Colour, DateTimeOffset? AcknowledgedAt, AccountId? AcknowledgedBy = null, string? Note = null)
{
    /// <summary>The warned organisation's people, and the centre of the jurisdiction.</summary>
    public static readonly string[] Acknowledgers = [Roles.Handler, Roles.Head, Roles.Dispatcher, Roles.Director];

    static readonly Refusal Already = new(
        RefusalKind.Conflict, "warning_already_acknowledged", "这条预警已有人确认，无需重复操作。",
        "The warning has been acknowledged already.");

    /// <summary>Once only; who did so first has said what will be done.</summary>
    public Result<RaisedWarning> Acknowledge(AccountId by, string note, DateTimeOffset now) =>
        Acknowledgeable() is { } refusal ? refusal
            : this with { AcknowledgedAt = now, AcknowledgedBy = by, Note = note };

    public IReadOnlyList<PossibleAction> Actions => [new("acknowledgement", Acknowledgers, Acknowledgeable())];

    Refusal? Acknowledgeable() => AcknowledgedAt is null ? null : Already;
}
