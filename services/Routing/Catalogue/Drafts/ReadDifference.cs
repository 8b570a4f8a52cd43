using Dispatch.Routing.Catalogue.Domain.Lists;
using Dispatch.Routing.Catalogue.Lists;

namespace Dispatch.Routing.Catalogue.Drafts;

/// <summary>Shows what a draft changes, row by row and field by field, with old and new values.</summary>
/// <remarks>Refuses with <c>draft_not_found</c>.</remarks>
public static class ReadDifference
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/catalogue/drafts/{draftId}/difference", Handle)
        .Allow(Roles.Admin, Roles.Director)
        .Produces<Page<RowChange>>()
        .Refuses(RefusalKind.NotFound);

    static async Task<IResult> Handle(
        DraftId draftId, string? list, Paging paging, Actor actor, Database database, CurrentCatalogue current,
        CancellationToken cancel)
    {
        var result = await database.Transact<Page<RowChange>>(async work =>
        {
            if (!(await DraftRows.Find(work, draftId, actor)).Accepted(out _, out var refusal))
                return refusal;
            var changes = (await DraftRows.Changes(work, draftId)).Where(c => list is null || c.List == list);
            var rows = Draft.Difference(await CatalogueStore.Newest(work, current.Value.Rows), changes);
            return CataloguePage.Of(rows, paging, SortKey);
        }, cancel);
        return result.ToHttp(TypedResults.Ok);
    }

    // Sorts by the order of the lists, then by key.
    static string SortKey(RowChange row) => $"{CatalogueLists.All.IndexOf(CatalogueLists.Find(row.List)!)} {row.Key}";
}
