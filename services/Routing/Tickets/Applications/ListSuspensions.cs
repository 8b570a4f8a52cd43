using Dispatch.Routing.Catalogue.Lists;

namespace Dispatch.Routing.Tickets.Applications;

/// <summary>The register of suspensions (挂账台账), the next review first; the citizen clock of each runs on.</summary>
public static class ListSuspensions
{
    /// <param name="Status">Suspended; or replied to as suspended, where only the centre ends the entry.</param>
    public sealed record Item(
        TicketApplicationId Id, TicketId TicketId, CaseNumber CaseNumber, string Text, string? MatterName,
        OrganisationId Organisation, string OrganisationName, TicketStatus Status, string Reason, string Plan,
        DateTimeOffset ReviewAt, DateTimeOffset RuledAt, string RuledByName, string Grounds)
    {
        /// <summary>What the caller may do next: <c>endSuspension</c>.</summary>
        public required IReadOnlyList<NextAction> Actions { get; init; } = [];
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/suspensions", Handle)
        .Allow(Roles.Handler, Roles.Head, Roles.Dispatcher, Roles.Director, Roles.Leader, Roles.Auditor)
        .Produces<Page<Item>>();

    static async Task<IResult> Handle(
        Paging paging, Actor actor, NextActions next, Database database, CurrentCatalogue catalogue,
        CancellationToken cancel)
    {
        var rows = await database.Read<Item>(
            $"""
            select r.id, r.ticket_id, c.case_number, c.text, c.matter_name, r.organisation,
                r.organisation as organisation_name, t.status, r.reason, r.plan, r.review_at, r.ruled_at,
                r.ruled_by_name, r.grounds
            from ticket_application r
            join ticket t on t.id = r.ticket_id
            join routed_case c on c.case_id = r.case_id
            where r.kind = 'suspension' and r.granted and r.ended_at is null and {TicketItem.Visibility.Sees(actor)}
                and (r.review_at, r.id) > (@after::timestamptz, @id)
            order by r.review_at, r.id
            limit @Take
            """,
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
                Actions = next.For([EndSuspension.Possible(tickets[r.TicketId], ended: false)]),
                OrganisationName = catalogue.Value.Organisation(r.Organisation)?.Name ?? r.OrganisationName,
            })],
            last => [TimeCursor.Of(last.ReviewAt), last.Id.ToString()]));
    }
}
