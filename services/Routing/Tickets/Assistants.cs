using Dispatch.Routing.Catalogue.Domain;
using Dispatch.Routing.Catalogue.Domain.Rows;
using Dispatch.Routing.Dispatching;
using Dispatch.Routing.Dispatching.Domain;

namespace Dispatch.Routing.Tickets;

/// <summary>Those who assist the lead of a case (协办), and have not reported yet.</summary>
static class Assistants
{
    sealed record Row(TicketId Id, OrganisationId Organisation, bool Late);

    /// <summary>Who has not reported when the lead replies, and who of them is late.</summary>
    public static async Task<IReadOnlyList<UnfinishedAssistant>> Unfinished(Work work, CaseId of) =>
    [
        .. (await Working(work, of))
            .Select(row => new UnfinishedAssistant(row.Id, row.Organisation, row.Late)),
    ];

    /// <summary>The lead's reply has passed: those who assisted owe nothing more; who was late stays named.</summary>
    /// <remarks>Publishes <see cref="TicketClosed"/> for each.</remarks>
    public static async Task<HeldTicket> Settle(Work work, HeldTicket held)
    {
        foreach (var row in await Working(work, held.Case.CaseId))
            held = Close(
                work, held, row.Id, row.Late ? new("assistant_late", "主办单位已办结，协办单位逾期未反馈，予以记录。")
                    : new("lead_passed", "主办单位已办结，协办事项随之结束。"));
        return held;
    }

    /// <summary>
    /// Whoever assisted and leads from now on has one ticket, the lead's: nobody answers for a case twice.
    /// </summary>
    /// <remarks>Publishes <see cref="TicketClosed"/> for the ticket that it assisted with.</remarks>
    public static async Task<HeldTicket> Promote(Work work, HeldTicket held, OrganisationRow lead)
    {
        foreach (var row in (await Working(work, held.Case.CaseId)).Where(row => row.Organisation == lead.Code))
            held = Close(work, held, row.Id, new("assistant_leads", $"{lead.Name}转为主办，原协办事项并入主办。"));
        return held;
    }

    /// <summary>
    /// The case turns out to be about another matter: whom the grass-roots shield (减负) keeps from it assists no more.
    /// </summary>
    /// <remarks>Publishes <see cref="TicketClosed"/> for each such ticket.</remarks>
    public static async Task<HeldTicket> Shielded(
        Work work, RoutingPolicy policy, HeldTicket held, MatterRow matter)
    {
        var under = held.Circumstances(policy, work);
        foreach (var row in await Working(work, held.Case.CaseId))
        {
            if (policy.Catalogue.Organisation(row.Organisation) is { } organisation
                && Shield.Forbids(matter, organisation, TicketRole.Assisting)
                && policy.Exemptions.For(matter, organisation, under.Place, under.At) is null)
                held = Close(work, held, row.Id, DecisionReasons.Shield(matter, organisation));
        }
        return held;
    }

    /// <summary>Those of whom none has a ticket on the case yet.</summary>
    public static async Task<IReadOnlyList<OrganisationRow>> New(
        Work work, HeldTicket held, IReadOnlyList<OrganisationRow> organisations)
    {
        var there = (await Working(work, held.Case.CaseId)).Select(row => row.Organisation).ToHashSet();
        return [.. organisations.Where(one => !there.Contains(one.Code))];
    }

    static HeldTicket Close(Work work, HeldTicket held, TicketId id, Reason why)
    {
        held = held.Then(held.Ticket);
        work.Publish(new TicketClosed(held.Head(work, ActedBy.System), id, [why]));
        work.Later("update ticket set status = 'closed' where id = @id", new { id = id.Value });
        return held;
    }

    static Task<List<Row>> Working(Work work, CaseId of) => work.List<Row>(Open, new { of, work.Now });

    const string Open = """
        select id, organisation, reply_due < @Now or (status = 'dispatched' and claim_due < @Now is true) as late
        from ticket
        where case_id = @of and role = 'assisting' and status in ('dispatched', 'claimed')
        order by id
        """;
}
