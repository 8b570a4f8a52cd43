using Dispatch.Routing.Catalogue.Domain;
using Dispatch.Routing.Catalogue.Lists;
using Dispatch.Routing.Dispatching;

namespace Dispatch.Routing.Tickets.Returns;

/// <summary>The returns (退单) that wait for a ruling, the oldest first.</summary>
public static class ListReturns
{
    /// <param name="Hop">
    /// How often the case was dispatched so far; after the second upheld return the centre takes it.
    /// </param>
    public sealed record Item(
        ReturnId Id, TicketId TicketId, CaseNumber CaseNumber, string Text, OrganisationId Organisation,
        string OrganisationName, ReturnReason Reason, string Explanation, OrganisationId? Suggested,
        string? SuggestedName, MatterId? Duty, string? DutyName, string? Basis, MatterId? Matter, string? MatterName,
        DateTimeOffset AskedAt, int Hop)
    {
        /// <summary>What the caller may do next: <c>ruling</c>.</summary>
        public required IReadOnlyList<NextAction> Actions { get; init; } = [];

        internal Item Named(CatalogueIndex catalogue) => this with
        {
            OrganisationName = catalogue.Organisation(Organisation)?.Name ?? OrganisationName,
            SuggestedName = Suggested is { } other ? catalogue.Organisation(other)?.Name : null,
            DutyName = Duty is { } duty ? catalogue.Matter(duty)?.Name : null,
        };
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/returns", Handle)
        .Allow(Roles.Arbiter, Roles.Dispatcher, Roles.Director)
        .Produces<Page<Item>>();

    static async Task<IResult> Handle(
        Paging paging, Actor actor, NextActions next, Database database, CurrentCatalogue catalogue,
        TimeProvider clock, CancellationToken cancel)
    {
        var rows = await database.Read<Item>(
            Select,
            new
            {
                actor.Scope, actor.Organisation, after = TimeCursor.Time(paging), id = paging.AfterId ?? Guid.Empty,
                paging.Take,
            },
            cancel);
        var (tickets, now) = (await StoredTicket.Read(database, rows.Select(r => r.TicketId), cancel),
            clock.GetUtcNow());
        return TypedResults.Ok(paging.Page(
            [
                .. rows.Select(r => r.Named(catalogue.Value) with
                {
                    Actions = next.For(DecideReturn.Possible(tickets[r.TicketId], now)),
                }),
            ],
            last => [TimeCursor.Of(last.AskedAt), last.Id.ToString()]));
    }

    internal const string Columns = """
        r.id, r.ticket_id, c.case_number, c.text, r.organisation, r.organisation as organisation_name, r.reason,
        r.explanation, r.suggested, null::text as suggested_name, r.duty, null::text as duty_name, r.basis, c.matter,
        c.matter_name, r.asked_at, t.hop
        """;

    static readonly string Select = $"""
        select {Columns}
        from ticket_return r
        join ticket t on t.id = r.ticket_id
        join routed_case c on c.case_id = r.case_id
        where r.upheld is null and t.status = 'returnAsked' and {Visibility.Of("r").SeenInJurisdiction}
            and (r.asked_at, r.id) > (@after::timestamptz, @id)
        order by r.asked_at, r.id
        limit @Take
        """;
}
