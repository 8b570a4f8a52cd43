namespace Dispatch.Escalation.Clocks.Domain;

/// <summary>The clocks of one case, oldest first.</summary>
public sealed class ClockSet(IEnumerable<Clock> known)
{
    readonly List<Clock> clocks = [.. known.OrderBy(clock => clock.StartedAt)];

    public IReadOnlyList<Clock> All => clocks;

    public Colour Worst => clocks.Where(clock => clock.Running).Select(clock => clock.Colour).DefaultIfEmpty().Max();

    public Clock Start(
        Terms terms, BoundedTerm term, CaseId caseId, TicketId ticket, OrganisationId? organisation, DateTimeOffset at)
    {
        var clock = Clock.Start(terms, term, caseId, ticket, organisation, at.ToUniversalTime());
        clocks.Add(clock);
        return clock;
    }

    /// <returns>Those that were running and have stopped now.</returns>
    public List<Clock> Stop(Func<Clock, bool> which, DateTimeOffset at, StopCause cause) =>
    [
        .. clocks.FindAll(clock => clock.Running && which(clock))
            .Select(clock => Replace(clock, clock.Stop(at.ToUniversalTime(), cause))),
    ];

    public Clock Replace(Clock old, Clock with)
    {
        clocks[clocks.IndexOf(old)] = with;
        return with;
    }

    public bool Knows(TicketId ticket) => clocks.Exists(clock => clock.TicketId == ticket);

    public Clock? Last(ClockKind kind, TicketId ticket) =>
        clocks.FindLast(clock => clock.Kind == kind && clock.TicketId == ticket);
}
