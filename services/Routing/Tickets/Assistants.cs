using Dispatch.Routing.Catalogue.Domain;
using Dispatch.Routing.Catalogue.Domain.Rows;
using Dispatch.Routing.Dispatching;
using Dispatch.Routing.Dispatching.Domain;
using Dispatch.Routing.Tickets.Domain;

namespace Dispatch.Routing.Tickets;

/// <summary>The organisations that assist the lead of a case (协办) and have not reported yet.</summary>
static class Assistants
{
    /// <summary>Who has not reported when the lead replies, and who of them is late.</summary>
    public static async Task<IReadOnlyList<UnfinishedAssistant>> Unfinished(Work work, CaseId caseId) =>
        [.. (await Owing(work, caseId)).Select(t => new UnfinishedAssistant(t.Id, t.Organisation, t.IsLate(work.Now)))];

    /// <summary>
    /// The lead's reply has passed its audit, so no report is owed any more; the reason says who was late.
    /// </summary>
    /// <remarks>Publishes <see cref="TicketClosed"/> for each; so do the two below.</remarks>
    public static Task<HeldTicket> CloseByLead(Work work, HeldTicket held) =>
        End(work, held, ticket => ticket.CloseByLead(), ticket => ticket.IsLate(work.Now)
            ? new("assistant_late", "主办单位已办结，协办单位逾期未反馈，予以记录。")
            : new("lead_passed", "主办单位已办结，协办事项随之结束。"));

    /// <summary>Whoever assisted and leads from now on keeps only the lead's ticket.</summary>
    public static Task<HeldTicket> BecomeLead(Work work, HeldTicket held, OrganisationRow lead) =>
        End(work, held, ticket => ticket.Organisation == lead.Code ? ticket.BecomeLead() : null,
            _ => new("assistant_leads", $"{lead.Name}转为主办，原协办事项并入主办。"));

    /// <summary>
    /// The case turns out to be about another matter: an organisation that the grass-roots shield (减负) keeps from that
    /// matter stops assisting.
    /// </summary>
    public static Task<HeldTicket> StandDown(Work work, RoutingPolicy policy, HeldTicket held, MatterRow matter)
    {
        var under = held.Circumstances(policy, work);
        OrganisationRow? Shielded(Ticket ticket) =>
            policy.Catalogue.Organisation(ticket.Organisation) is { } organisation
                && Shield.Forbids(matter, organisation, TicketRole.Assisting)
                && policy.Exemptions.For(matter, organisation, under.Place, under.At) is null ? organisation : null;
        return End(work, held, ticket => Shielded(ticket) is null ? null : ticket.StandDown(),
            ticket => DecisionReasons.Shield(matter, Shielded(ticket)!));
    }

    /// <summary>Those of the organisations that do not assist on the case yet.</summary>
    public static async Task<IReadOnlyList<OrganisationRow>> New(
        Work work, HeldTicket held, IReadOnlyList<OrganisationRow> organisations)
    {
        var there = (await Owing(work, held.Case.CaseId)).Select(ticket => ticket.Organisation).ToHashSet();
        return [.. organisations.Where(one => !there.Contains(one.Code))];
    }

    /// <param name="end">The transition; null for a ticket that goes on.</param>
    /// <param name="why">The reason, from the ticket as it was before.</param>
    /// <returns>The case after these steps, to be saved by the caller.</returns>
    static async Task<HeldTicket> End(
        Work work, HeldTicket held, Func<Ticket, Ticket?> end, Func<Ticket, Reason> why)
    {
        var ended = new List<Ticket>();
        foreach (var ticket in await Owing(work, held.Case.CaseId))
        {
            if (end(ticket) is not { } then)
                continue;
            ended.Add(then);
            held = held.Then(held.Ticket);
            work.Publish(new TicketClosed(held.Head(work, ActedBy.System), ticket.Id, [why(ticket)]));
        }
        StoredTicket.Write(work, ended);
        return held;
    }

    static async Task<IEnumerable<Ticket>> Owing(Work work, CaseId caseId) =>
        (await work.List<Ticket>(SelectAssisting, new { of = caseId })).Where(ticket => ticket.OwesReport);

    const string SelectAssisting = $"""
        select {StoredTicket.Columns}
        from ticket t
        where t.case_id = @of and t.role = 'assisting'
        order by t.id
        """;
}
