using Dispatch.Routing.Tickets.Domain;

namespace Dispatch.Routing.Tickets.Following;

/// <summary>
/// Shows on each ticket when it must be claimed, returned or replied to, and how pressing that is.
/// </summary>
/// <remarks>
/// All that has arrived is written by one statement. As in <see cref="ClockState.With"/>, only a newer event replaces
/// what is stored, so that late and repeated events do no harm.
/// </remarks>
public static class ShowDeadlines
{
    public static async Task Handle(IReadOnlyList<ICaseEvent> events, Work work)
    {
        var clocks = new ShownDeadlines();
        foreach (var what in events)
            clocks.Apply(what);
        var tickets = clocks.Tickets.OrderBy(t => t.Value).ToList();
        if (tickets.Count == 0)
            return;

        var claims = tickets.ConvertAll(t => clocks.Of(t, ClockKind.Claim));
        var replies = tickets.ConvertAll(t => clocks.Of(t, ClockKind.Reply));
        var terms = tickets.ConvertAll(clocks.TermsOf);
        await AutoClaim.Claim(events, work);
        var known = (await work.List<TicketId>(Update, new
        {
            ids = tickets.Select(t => t.Value).ToArray(),
            claims = claims.Select(c => c?.Due).ToArray(),
            claimColours = claims.Select(c => (int)(c?.Colour ?? Colour.None)).ToArray(),
            claimVersions = claims.Select(c => c?.Version).ToArray(),
            replies = replies.Select(c => c?.Due).ToArray(),
            replyColours = replies.Select(c => (int)(c?.Colour ?? Colour.None)).ToArray(),
            replyVersions = replies.Select(c => c?.Version).ToArray(),
            returns = terms.Select(t => t?.ReturnUntil).ToArray(),
            extendable = terms.Select(t => t?.Extendable).ToArray(),
        })).ToHashSet();
        if (known.Count == tickets.Count)
            return;
        // Such an event is taken again as a whole; setting its other tickets a second time changes nothing.
        foreach (var what in events.Where(e => ShownDeadlines.TicketsOf(e).Any(t => !known.Contains(t))))
            work.TooEarly(what, "the clock's ticket is not there yet");
    }

    const string Update = """
        update ticket t
        set claim_due = case when n.claim_version > t.claim_clock_version then n.claim_due else t.claim_due end,
            claim_colour = case
                when n.claim_version > t.claim_clock_version then n.claim_colour else t.claim_colour end,
            claim_clock_version = greatest(t.claim_clock_version, n.claim_version),
            reply_due = case when n.reply_version > t.reply_clock_version then n.reply_due else t.reply_due end,
            reply_colour = case
                when n.reply_version > t.reply_clock_version then n.reply_colour else t.reply_colour end,
            reply_clock_version = greatest(t.reply_clock_version, n.reply_version),
            return_until = coalesce(n.return_until, t.return_until), extendable = coalesce(n.extendable, t.extendable)
        from unnest(@ids, @claims, @claimColours, @claimVersions, @replies, @replyColours, @replyVersions, @returns,
            @extendable)
            as n (id, claim_due, claim_colour, claim_version, reply_due, reply_colour, reply_version, return_until,
                extendable)
        where t.id = n.id
        returning t.id
        """;
}
