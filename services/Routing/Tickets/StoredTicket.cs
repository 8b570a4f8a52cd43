using Dispatch.Routing.Tickets.Domain;

namespace Dispatch.Routing.Tickets;

/// <summary>A ticket's row: how it is read for its rules, and the statement that writes what they answered.</summary>
static class StoredTicket
{
    /// <summary>The columns of <c>ticket t</c> in the order of <see cref="Ticket"/>.</summary>
    public const string Columns = """
        t.id, t.role, t.organisation, t.status, t.hop, t.bound, t.contacted_at is not null as contacted,
        t.dispatched_at, t.claimed_at, t.return_until, t.reopened_at, t.claim_due,
        nullif(t.reply_due, 'infinity') as reply_due, t.extendable
        """;

    /// <summary>
    /// Writes the tickets with the commit, or before the next statement. No other statement changes the status of a
    /// ticket. The caller holds the locks on their cases.
    /// </summary>
    public static void Write(Work work, params IReadOnlyCollection<Ticket> decided)
    {
        if (decided.Count == 0)
            return;
        foreach (var ticket in decided.DistinctBy(t => ChinaTime.DayOf(t.DispatchedAt)))
            ChangedDays.Mark(work, ticket.DispatchedAt);
        work.Later(Update, new
        {
            ids = decided.Select(t => t.Id.Value).ToArray(),
            statuses = decided.Select(t => t.Status.ToWireName()).ToArray(),
            bound = decided.Select(t => t.Bound).ToArray(),
            claims = decided.Select(t => t.ClaimedAt).ToArray(),
        });
    }

    /// <summary>The tickets of a page of rows, to tell what can be done with each.</summary>
    public static async Task<Dictionary<TicketId, Ticket>> Read(
        Database database, IEnumerable<TicketId> ids, CancellationToken cancel) =>
        (await database.Read<Ticket>(SelectMany, new { ids = ids.Select(id => id.Value).ToArray() }, cancel))
            .ToDictionary(ticket => ticket.Id);

    const string SelectMany = $"select {Columns} from ticket t where t.id = any(@ids)";

    const string Update = """
        update ticket t
        set status = n.status, bound = n.bound, claimed_at = n.claimed_at
        from unnest(@ids, @statuses, @bound, @claims) as n (id, status, bound, claimed_at)
        where t.id = n.id
        """;
}
