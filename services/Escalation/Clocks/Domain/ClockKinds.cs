namespace Dispatch.Escalation.Clocks.Domain;

/// <summary>What differs between the kinds of clock.</summary>
public static class ClockKinds
{
    /// <summary>
    /// Whether the archive of the case stops it. A kind that is not named here goes on: what an agreement or a court
    /// still demands is owed after the petitioner's case is closed.
    /// </summary>
    public static bool EndsWithCase(this ClockKind kind) => kind is ClockKind.Citizen or ClockKind.Claim
        or ClockKind.FirstContact or ClockKind.Reply or ClockKind.Callback or ClockKind.Mediation or ClockKind.Ruling
        or ClockKind.Objection;

    /// <summary>
    /// Whether the grade and the citizen clock bound it after the first dispatch (<see cref="LaterTerms"/>): only what
    /// an organisation owes on its ticket.
    /// </summary>
    public static bool IsOwedOnTicket(this ClockKind kind) =>
        kind is ClockKind.Claim or ClockKind.FirstContact or ClockKind.Reply;
}
