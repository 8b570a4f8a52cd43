using Dispatch.Routing.Catalogue.Lists;
using Dispatch.Routing.Dispatching;

namespace Dispatch.Routing.Tickets.Applications;

/// <summary>What waits for the centre's answer (待审批): 延期, 挂账, 终止办理; the oldest first.</summary>
public static class ListApplications
{
    public sealed record Item(
        TicketApplicationId Id, ApplicationKind Kind, TicketId TicketId, CaseNumber CaseNumber, string Text,
        string? MatterName, Urgency Urgency, OrganisationId Organisation, string OrganisationName, string Reason,
        int? Days, string? Plan, DateTimeOffset? ReviewAt, TerminationGround? Ground, string? PublicAnswer,
        DateTimeOffset AskedAt, string AskedByName, DateTimeOffset? ReplyDue)
    {
        /// <summary>What the caller may do next: <c>decision</c>.</summary>
        public required IReadOnlyList<NextAction> Actions { get; init; } = [];
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/applications", Handle)
        .Allow(Roles.Dispatcher, Roles.Director, Roles.Auditor)
        .Produces<Page<Item>>();

    static async Task<IResult> Handle(
        Paging paging, Actor actor, NextActions next, Database database, CurrentCatalogue catalogue,
        CancellationToken cancel)
    {
        var rows = await database.Read<Item>(
            Select,
            new
            {
                actor.Scope, actor.Organisation, after = TimeCursor.Time(paging), id = paging.AfterId ?? Guid.Empty,
                paging.Take,
            },
            cancel);
        var tickets = await StoredTicket.Read(database, rows.Select(r => r.TicketId), cancel);
        return TypedResults.Ok(paging.Page(
            [.. rows.Select(r => r with
            {
                Actions = next.For(DecideApplication.Possible(tickets[r.TicketId], r.Kind)),
                OrganisationName = catalogue.Value.Organisation(r.Organisation)?.Name ?? r.OrganisationName,
            })],
            last => [TimeCursor.Of(last.AskedAt), last.Id.ToString()]));
    }

    // An application that a reply or the archive has overtaken no longer waits for an answer.
    static readonly string Select = $"""
        select r.id, r.kind, r.ticket_id, c.case_number, c.text, c.matter_name, c.urgency, r.organisation,
            r.organisation as organisation_name, r.reason, r.days, r.plan, r.review_at, r.ground, r.public_answer,
            r.asked_at, r.asked_by_name, nullif(t.reply_due, 'infinity') as reply_due
        from ticket_application r
        join ticket t on t.id = r.ticket_id
        join routed_case c on c.case_id = r.case_id
        where r.granted is null and r.ended_at is null and t.status = 'claimed'
            and {Visibility.Of("r").SeenInJurisdiction}
            and (r.asked_at, r.id) > (@after::timestamptz, @id)
        order by r.asked_at, r.id
        limit @Take
        """;
}
