using Dispatch.Routing.Dispatching.Domain;

namespace Dispatch.Routing.Dispatching.ManualDispatch;

/// <summary>
/// Lists the undecided cases, the oldest first, each with the suggestions that were made when it came in.
/// </summary>
public static class ListUndecided
{
    /// <param name="Places">Where it may have happened; each place has its code as id, the likeliest first.</param>
    public sealed record Item(
        CaseNumber CaseNumber, CaseId CaseId, string Text, CaseKind Kind, Urgency Urgency, JurisdictionId Jurisdiction,
        string? Address, DateTimeOffset Since, IReadOnlyList<Reason> Reasons, IReadOnlyList<Suggestion> Suggestions,
        IReadOnlyList<Considered> Places);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/undecided", Handle)
        .Allow(Roles.Dispatcher, Roles.Director)
        .Produces<Page<Item>>();

    static async Task<IResult> Handle(Paging paging, Actor actor, Database database, CancellationToken cancel)
    {
        var rows = await database.Read<Item>(
            Select,
            new
            {
                actor.Scope, actor.Organisation, after = TimeCursor.Time(paging), id = paging.AfterId ?? Guid.Empty,
                paging.Take,
            },
            cancel);
        return TypedResults.Ok(paging.Page(rows, last => [TimeCursor.Of(last.Since), last.CaseId.ToString()]));
    }

    static readonly string Select = $"""
        select case_number, case_id, text, kind, urgency, jurisdiction, address, since,
        decision -> 'reasons' as reasons,
            decision -> 'suggestions' as suggestions,
            jsonb_path_query_array(decision, '$.considered[*] ? (@.rule == "place")') as places
        from routed_case c
        where undecided and {Visibility.OfCase("c").SeenInJurisdiction}
            and (since, case_id) > (@after::timestamptz, @id)
        order by since, case_id
        limit @Take
        """;
}
