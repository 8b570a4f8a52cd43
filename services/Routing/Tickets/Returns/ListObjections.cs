using Dispatch.Routing.Catalogue.Lists;
using Dispatch.Routing.Dispatching;
using Dispatch.Routing.Tickets.Domain;

namespace Dispatch.Routing.Tickets.Returns;

/// <summary>The objections (异议) that wait for the director, the oldest first, with what they are against.</summary>
public static class ListObjections
{
    /// <param name="Grounds">The grounds of the ruling.</param>
    public sealed record Item(
        ObjectionId Id, TicketId TicketId, ReturnId ReturnId, CaseNumber CaseNumber, string Text, MatterId? Matter,
        string? MatterName, OrganisationId Organisation, string OrganisationName, string Explanation, MatterId? Duty,
        string? DutyName, string? Basis, OrganisationId? Suggested, string? SuggestedName, DateTimeOffset AskedAt,
        bool Upheld, string ReturnedBy, string ReturnExplanation, string Grounds, DateTimeOffset RuledAt,
        string? RuledByName)
    {
        /// <summary>
        /// What the caller may do next: <c>decision</c>, and <c>uphold</c> if the organisation may be found right.
        /// </summary>
        public required IReadOnlyList<NextAction> Actions { get; init; } = [];
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/objections", Handle)
        .Allow(Roles.Director, Roles.Dispatcher, Roles.Arbiter, Roles.Auditor)
        .Produces<Page<Item>>();

    static async Task<IResult> Handle(
        Paging paging, Actor actor, NextActions next, Database database, CurrentCatalogue current,
        CancellationToken cancel)
    {
        var catalogue = current.Value;
        var rows = await database.Read<Item>(
            Select,
            new
            {
                actor.Scope, actor.Organisation, after = TimeCursor.Time(paging), id = paging.AfterId ?? Guid.Empty,
                paging.Take,
            },
            cancel);
        var tickets = await StoredTicket.Read(database, rows.Select(r => r.TicketId), cancel);
        var waiting = (await database.Read<Waiting>(
            SelectWaiting, new { ids = rows.Select(r => r.Id.Value).ToArray() }, cancel)).ToDictionary(w => w.Id);
        IReadOnlyList<NextAction> Next(Item row) =>
            next.For(DecideObjection.Possible(tickets[row.TicketId], waiting[row.Id].Objection, actor.Account));
        return TypedResults.Ok(paging.Page(
            [.. rows.Select(r => r with
            {
                Actions = Next(r),
                OrganisationName = catalogue.Organisation(r.Organisation)?.Name ?? r.OrganisationName,
                SuggestedName = r.Suggested is { } s ? catalogue.Organisation(s)?.Name : null,
                ReturnedBy = catalogue.Organisation(new(r.ReturnedBy))?.Name ?? r.ReturnedBy,
                DutyName = r.Duty is { } duty ? catalogue.Matter(duty)?.Name : null,
            })],
            last => [TimeCursor.Of(last.AskedAt), last.Id.ToString()]));
    }

    sealed record Waiting(ObjectionId Id, bool? Upheld, AccountId RuledBy, bool Replied)
    {
        public Objection Objection => new(Upheld, RuledBy, Replied);
    }

    const string SelectWaiting = """
        select o.id, o.upheld, r.ruled_by, coalesce(t.replied_at >= o.asked_at, false) as replied
        from objection o
        join ticket t on t.id = o.ticket_id
        join ticket_return r on r.id = o.return_id
        where o.id = any(@ids)
        """;

    static readonly string Select = $"""
        select o.id, o.ticket_id, o.return_id, c.case_number, c.text, c.matter, c.matter_name, o.organisation,
            o.organisation as organisation_name, o.explanation, o.duty, null::text as duty_name, o.basis, o.suggested,
            null::text as suggested_name, o.asked_at, r.upheld, r.organisation as returned_by,
            r.explanation as return_explanation, r.grounds, r.ruled_at, r.ruled_by_name
        from objection o
        join ticket_return r on r.id = o.return_id
        join routed_case c on c.case_id = o.case_id
        where o.upheld is null and {Visibility.Of("o").SeenInJurisdiction}
            and (o.asked_at, o.id) > (@after::timestamptz, @id)
        order by o.asked_at, o.id
        limit @Take
        """;
}
