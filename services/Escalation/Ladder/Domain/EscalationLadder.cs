namespace Dispatch.Escalation.Ladder.Domain;

/// <summary>
/// The ladder (提级): a case starts at its owner's handler, and an expired claim, reply or citizen clock lifts it one
/// rung, up to the centre.
/// </summary>
public static class EscalationLadder
{
    /// <summary>The rung that this clock lifts the case to; null when it does not.</summary>
    public static Rung? Climb(ClockKind kind, Colour colour, Rung from) =>
        colour == Colour.Red && from != Rung.Centre && kind is ClockKind.Claim or ClockKind.Reply or ClockKind.Citizen
            ? from + 1 : null;

    /// <summary>Whose head, or which centre's director, must act at this rung.</summary>
    /// <param name="owes">Who owes the clock.</param>
    public static OrganisationId? WhoActs(Rung rung, OrganisationId? owes, OrganisationId? centre) =>
        rung == Rung.Centre ? centre : owes;

    /// <summary>A new owner starts at its handler; whoever keeps the case stands where it stood.</summary>
    public static Rung Begin(Rung rung, OrganisationId? before, OrganisationId owner) =>
        before == owner ? rung : Rung.Handler;
}
