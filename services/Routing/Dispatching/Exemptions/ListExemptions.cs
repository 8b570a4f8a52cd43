using Dispatch.Routing.Catalogue.Lists;

namespace Dispatch.Routing.Dispatching.Exemptions;

/// <summary>Lists the exemptions from the grass-roots shield (减负例外), past ones too, the newest first.</summary>
public static class ListExemptions
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/shield/exemptions", Handle)
        .Allow(Roles.Dispatcher, Roles.Director, Roles.Arbiter, Roles.Leader, Roles.Auditor)
        .Produces<Page<ExemptionItem>>();

    /// <param name="live">True: only those that are neither withdrawn nor over.</param>
    static async Task<IResult> Handle(
        bool? live, Paging paging, Actor actor, Database database, CurrentCatalogue catalogue, TimeProvider clock,
        CancellationToken cancel)
    {
        // Ids are made when an exemption is granted and are in the order of time.
        var rows = await database.Read<ExemptionItem>(
            $"""
            select {ExemptionItem.Columns}
            from shield_exemption o
            where o.scope like @Scope and (@after::uuid is null or o.id < @after)
                {(live is true ? "and o.withdrawn_at is null and o.until > @now" : "")}
            order by o.id desc
            limit @Take
            """,
            new { actor.Scope, after = paging.AfterId, paging.Take, now = clock.GetUtcNow() }, cancel);
        return TypedResults.Ok(paging.Page(
            [.. rows.Select(row => row.Named(catalogue.Value))], last => [last.Id.ToString()]));
    }
}
