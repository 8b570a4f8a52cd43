namespace Dispatch.Routing.Tickets.Following;

/// <summary>
/// A claim window that runs out claims by itself (自动签收), so that nobody gains time by not claiming.
/// </summary>
/// <remarks>
/// Publishes <see cref="TicketClaimed"/> by the platform for each ticket that nobody has claimed or returned yet. Such
/// warnings are few, and usually none is among what has arrived.
/// </remarks>
static class AutoClaim
{
    sealed record Row(TicketId Id, TicketRole Role, CaseId CaseId, CaseNumber CaseNumber, int Version,
        DateTimeOffset DispatchedAt);

    public static async Task Claim(IReadOnlyList<ICaseEvent> events, Work work)
    {
        var expired = events.OfType<WarningRaised>()
            .Where(e => e is { Clock: ClockKind.Claim, Colour: Colour.Red, TicketId: not null })
            .DistinctBy(e => e.TicketId).ToDictionary(e => e.TicketId!.Value);
        if (expired.Count == 0)
            return;
        var versions = new Dictionary<CaseId, int>();
        foreach (var row in await work.List<Row>(Open, new { ids = expired.Keys.Select(t => t.Value).ToArray() }))
        {
            var version = versions[row.CaseId] = versions.GetValueOrDefault(row.CaseId, row.Version) + 1;
            var because = expired[row.Id];
            work.Publish(
                new TicketClaimed(
                    work.Head(row.CaseId, row.CaseNumber, version, ActedBy.System, because), row.Id, row.Role,
                    [new("auto_claimed", "签收时限已到而未签收，系统自动签收，办结时限照常计算。")]),
                because);
            ChangedDays.Mark(work, row.DispatchedAt);
            work.Later(Save, new { id = row.Id.Value, of = row.CaseId.Value, version, now = work.Now });
        }
    }

    // The cases are locked with their tickets, and before any other ticket, as everywhere.
    const string Open = """
        select t.id, t.role, c.case_id, c.case_number, c.version, t.dispatched_at
        from ticket t
        join routed_case c using (case_id)
        where t.id = any(@ids) and t.status = 'dispatched'
        order by c.case_id, t.id
        for update of c, t
        """;

    const string Save = """
        with of_case as (update routed_case set version = @version where case_id = @of)
        update ticket set status = 'claimed', claimed_at = @now where id = @id
        """;
}
