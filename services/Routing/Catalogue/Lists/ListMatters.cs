using Dispatch.Routing.Catalogue.Domain.Rows;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Dispatch.Routing.Catalogue.Lists;

/// <summary>Anyone signed in reads the matters in force (事项).</summary>
public static class ListMatters
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/matters", Handle)
        .Allow([.. Roles.All]);

    /// <param name="q">The beginning of a code, or part of a name.</param>
    static Ok<Page<MatterRow>> Handle(
        int? level, MatterId? parent, string? q, Paging paging, CurrentCatalogue catalogue) =>
        TypedResults.Ok(CataloguePage.Of(
            catalogue.Value.Rows.Matters.Where(m =>
                (level is null || m.Level == level) && (parent is null || m.Parent == parent)
                && CataloguePage.Matches(q, m.Code.Value, m.Name)),
            paging, m => m.Code.Value));
}
