using Dispatch.Routing.Catalogue.Lists;

namespace Dispatch.Routing.Tickets.Handling;

/// <summary>
/// A worklist: an organisation's tickets, or for the centre all of its jurisdiction, the next due first.
/// </summary>
/// <remarks>
/// Without a status it lists what is still to be done, or every ticket of the case that is named. Each status is one
/// scan of an index in the order of the list, so that a page costs the same among thousands and among millions.
/// </remarks>
public static class ListTickets
{
    static readonly TicketStatus[] ToDo =
        [TicketStatus.Dispatched, TicketStatus.Claimed, TicketStatus.ReturnAsked, TicketStatus.Replied];

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/tickets", Handle)
        .Allow(
            Roles.Handler, Roles.Head, Roles.Mediator, Roles.Operator, Roles.Dispatcher, Roles.Director, Roles.Arbiter,
            Roles.Leader, Roles.Auditor)
        .Produces<Page<TicketItem>>();

    static async Task<IResult> Handle(
        EnumParameter<TicketStatus>[] status, OrganisationId? organisation, EnumParameter<Colour>? colour,
        CaseNumber? @case, AccountId? officer, Paging paging, Actor actor, NextActions next, Database database,
        CurrentCatalogue catalogue, TimeProvider clock, CancellationToken cancel)
    {
        var statuses = status.Length > 0 ? status.Select(s => s.Value) : @case is null ? ToDo
            : Enum.GetValues<TicketStatus>();
        // The colour is a literal and no parameter, so that the planner can use the partial index on coloured tickets.
        var where = $"""
            {TicketItem.Visibility.Sees(actor)}
            and t.status = s.status and (t.reply_due, t.id) > (@due::timestamptz, @id)
            {(organisation is null ? "" : "and t.organisation = @wanted")}
            {(officer is null ? "" : "and t.officer = @officer")}
            {(colour is { } only ? $"and t.colour = {(int)only.Value}" : "")}
            {(@case is null ? "" : "and t.case_id = (select case_id from routed_case where case_number = @number)")}
            """;
        var rows = await database.Read<TicketItem>(
            $"""
            select {TicketItem.Columns}
            from (
                select t.*
                from unnest(@statuses) as s (status)
                cross join lateral (
                    select * from ticket t where {where} order by t.reply_due, t.id limit @Take
                ) t
                order by t.reply_due, t.id
                limit @Take
            ) t
            join routed_case c using (case_id)
            order by t.reply_due, t.id
            """,
            new
            {
                statuses = statuses.Distinct().Select(s => s.ToWireName()).ToArray(), wanted = organisation,
                number = @case, officer,
                due = TimeCursor.Time(paging), id = paging.AfterId ?? Guid.Empty, paging.Take, actor.Organisation,
                actor.Scope,
            },
            cancel);
        var (tickets, now) = (await StoredTicket.Read(database, rows.Select(r => r.Id), cancel), clock.GetUtcNow());
        return TypedResults.Ok(paging.Page(
            [
                .. rows.Select(row => row.Named(catalogue) with
                {
                    Actions = tickets.TryGetValue(row.Id, out var ticket)
                        ? next.For(TicketActions.OfListed(ticket, row.Organisation == actor.Organisation, now)) : [],
                }),
            ],
            last => [TimeCursor.Of(last.ReplyDue), last.Id.ToString()]));
    }
}
