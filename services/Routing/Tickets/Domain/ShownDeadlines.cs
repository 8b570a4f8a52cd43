namespace Dispatch.Routing.Tickets.Domain;

/// <summary>A clock as the worklist shows it: when it is due, and its colour.</summary>
/// <param name="Version">Escalation's version of the case in the event that said so.</param>
public readonly record struct ClockState(DateTimeOffset Due, Colour Colour, int Version)
{
    /// <summary>The newer event counts, in whatever order they arrive.</summary>
    public ClockState With(ClockState other) => other.Version > Version ? other : this;
}

/// <summary>The claim and reply clocks of each ticket, as a batch of events leaves them.</summary>
public sealed class ShownDeadlines
{
    readonly Dictionary<(TicketId, ClockKind), ClockState> states = [];
    readonly Dictionary<TicketId, LeadTerms> terms = [];

    public IEnumerable<TicketId> Tickets => states.Keys.Select(k => k.Item1).Union(terms.Keys);

    /// <summary>Until when it may be returned, and by how much extended.</summary>
    public LeadTerms? TermsOf(TicketId ticket) => terms.GetValueOrDefault(ticket);

    public ClockState? Of(TicketId ticket, ClockKind kind) =>
        states.TryGetValue((ticket, kind), out var state) ? state : null;

    public void Apply(ICaseEvent what)
    {
        if (what is WarningRaised warning)
            Set(warning.TicketId, warning.Clock, new(warning.Due, warning.Colour, warning.Head.Version));
        else if (what is ClocksStarted started)
        {
            if (started.Lead is { } lead)
                terms[lead.TicketId] = lead;
            foreach (var clock in started.Clocks)
                Set(clock.TicketId, clock.Kind, new(clock.Due, Colour.None, what.Head.Version));
        }
    }

    /// <summary>The tickets whose clocks this event shows.</summary>
    public static IEnumerable<TicketId> TicketsOf(ICaseEvent what)
    {
        var alone = new ShownDeadlines();
        alone.Apply(what);
        return alone.Tickets;
    }

    void Set(TicketId? ticket, ClockKind kind, ClockState state)
    {
        if (ticket is not { } id || kind is not (ClockKind.Claim or ClockKind.Reply))
            return;
        states[(id, kind)] = states.TryGetValue((id, kind), out var before) ? before.With(state) : state;
    }
}
