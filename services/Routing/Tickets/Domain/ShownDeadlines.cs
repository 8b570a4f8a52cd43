namespace Dispatch.Routing.Tickets.Domain;

/// <summary>What a clock has come to: when it is due, and how pressing it is.</summary>
/// <param name="Version">Of Escalation's event that told so.</param>
public readonly record struct ClockState(DateTimeOffset Due, Colour Colour, int Version)
{
    /// <summary>The newer event counts, whatever the order in which they come.</summary>
    public ClockState With(ClockState other) => other.Version > Version ? other : this;
}

/// <summary>The two clocks that a worklist shows, for each ticket, as a run of events leaves them.</summary>
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
