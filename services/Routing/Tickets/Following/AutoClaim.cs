using Dispatch.Routing.Tickets.Domain;

namespace Dispatch.Routing.Tickets.Following;

/// <summary>
/// When Escalation warns that a claim window (签收时限) has run out, the platform claims (自动签收), so that nobody gains
/// time by not claiming.
/// </summary>
/// <remarks>
/// Publishes <see cref="TicketClaimed"/> by the platform for each ticket that nobody has claimed or returned yet. Such
/// warnings are few, and usually none is among what has arrived.
/// </remarks>
static class AutoClaim
{
    sealed record TicketCase(TicketId TicketId, CaseId CaseId, CaseNumber CaseNumber, int Version);

    public static async Task Claim(IReadOnlyList<ICaseEvent> events, Work work)
    {
        var expired = events.OfType<WarningRaised>()
            .Where(e => e is { Clock: ClockKind.Claim, Colour: Colour.Red, TicketId: not null })
            .DistinctBy(e => e.TicketId).ToDictionary(e => e.TicketId!.Value);
        if (expired.Count == 0)
            return;
        var args = new { ids = expired.Keys.Select(t => t.Value).ToArray() };
        var cases = await work.List<TicketCase>(LockCases, args);
        var tickets = (await work.List<Ticket>(SelectTickets, args)).ToDictionary(t => t.Id);
        var (claimed, versions) = (new List<Ticket>(), new Dictionary<CaseId, int>());
        foreach (var found in cases)
        {
            if (tickets[found.TicketId].AutoClaim(work.Now) is not { } then)
                continue;
            claimed.Add(then);
            var version = versions[found.CaseId] = versions.GetValueOrDefault(found.CaseId, found.Version) + 1;
            var because = expired[then.Id];
            work.Publish(
                new TicketClaimed(
                    work.Head(found.CaseId, found.CaseNumber, version, ActedBy.System, because), then.Id, then.Role,
                    [new("auto_claimed", "签收时限已到而未签收，系统自动签收，办结时限照常计算。")]),
                because);
        }
        if (claimed.Count == 0)
            return;
        StoredTicket.Write(work, claimed);
        work.Later(SaveVersions, new
        {
            cases = versions.Keys.Select(c => c.Value).ToArray(), versions = versions.Values.ToArray(),
        });
    }

    // Case and ticket are locked together, in the order of the cases, as everywhere: see HeldTicket.
    const string LockCases = """
        select t.id as ticket_id, c.case_id, c.case_number, c.version
        from ticket t
        join routed_case c using (case_id)
        where t.id = any(@ids)
        order by c.case_id, t.id
        for update of c, t
        """;

    const string SelectTickets = $"select {StoredTicket.Columns} from ticket t where t.id = any(@ids)";

    const string SaveVersions = """
        update routed_case c
        set version = n.version
        from unnest(@cases, @versions) as n (case_id, version)
        where c.case_id = n.case_id
        """;
}
