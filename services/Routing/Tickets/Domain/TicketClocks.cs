namespace Dispatch.Routing.Tickets.Domain;

/// <summary>What a clock has come to: when it is due, and how pressing it is.</summary>
public readonly record struct ClockState(DateTimeOffset Due, Colour Colour)
{
    /// <summary>
    /// A later due time is a new clock; of the same clock the higher colour counts. Any order leads to the same.
    /// </summary>
    public ClockState With(ClockState other) =>
        other.Due > Due ? other : other.Due < Due ? this
            : this with { Colour = (Colour)Math.Max((int)Colour, (int)other.Colour) };
}

/// <summary>The two clocks that a worklist shows, for each ticket, as a run of events leaves them.</summary>
public sealed class TicketClocks
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
            Set(warning.TicketId, warning.Clock, new(warning.Due, warning.Colour));
        else if (what is ClocksStarted started)
        {
            if (started.Lead is { } lead)
                terms[lead.TicketId] = lead;
            foreach (var clock in started.Clocks)
                Set(clock.TicketId, clock.Kind, new(clock.Due, Colour.None));
        }
    }

    /// <summary>The tickets whose clocks this event shows.</summary>
    public static IEnumerable<TicketId> TicketsOf(ICaseEvent what)
    {
        var alone = new TicketClocks();
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
