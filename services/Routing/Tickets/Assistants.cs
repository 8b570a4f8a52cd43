using Dispatch.Routing.Cases;

namespace Dispatch.Routing.Tickets;

/// <summary>Those who assist the lead of a case (协办), and have not reported yet.</summary>
static class Assistants
{
    sealed record Row(TicketId Id, OrganisationId Organisation, bool Late);

    /// <summary>Who has not reported when the lead replies, and who of them is late.</summary>
    public static async Task<IReadOnlyList<UnfinishedAssistant>> Unfinished(Work work, CaseId of) =>
    [
        .. (await work.List<Row>(Open, new { of, work.Now }))
            .Select(row => new UnfinishedAssistant(row.Id, row.Organisation, row.Late)),
    ];

    /// <summary>The lead's reply has passed: those who assisted owe nothing more; who was late stays named.</summary>
    /// <remarks>Publishes <see cref="TicketClosed"/> for each.</remarks>
    public static async Task<HeldTicket> Settle(Work work, HeldTicket held)
    {
        foreach (var row in await work.List<Row>(Open, new { of = held.Case.CaseId, work.Now }))
        {
            held = held.Then(held.Ticket);
            work.Publish(new TicketClosed(
                held.Head(work, ActedBy.System), row.Id,
                [row.Late ? new("assistant_late", "主办单位已办结，协办单位逾期未反馈，予以记录。")
                    : new("lead_passed", "主办单位已办结，协办事项随之结束。")]));
            work.Later("update ticket set status = 'closed' where id = @id", new { id = row.Id.Value });
        }
        return held;
    }

    const string Open = """
        select id, organisation, reply_due < @Now or (status = 'dispatched' and claim_due < @Now is true) as late
        from ticket
        where case_id = @of and role = 'assisting' and status in ('dispatched', 'claimed')
        order by id
        """;
}
