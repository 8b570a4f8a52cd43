using Dispatch.Routing.Catalogue.Domain.Rows;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Dispatch.Routing.Catalogue.Lists;

/// <summary>Anyone signed in reads the jurisdictions in force (辖区).</summary>
public static class ListJurisdictions
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/jurisdictions", Handle)
        .Allow([.. Roles.All]);

    /// <param name="q">The beginning of a code, or part of a name.</param>
    /// <param name="outlines">True to include the borders, which are long.</param>
    static Ok<Page<JurisdictionRow>> Handle(
        EnumParameter<Level>? level, JurisdictionId? parent, string? q, bool? outlines, Paging paging,
        CurrentCatalogue catalogue) =>
        TypedResults.Ok(CataloguePage.Of(
            catalogue.Value.Rows.Jurisdictions.Where(j =>
                (level is null || j.Level == level.Value.Value) && (parent is null || j.Parent == parent)
                && CataloguePage.Matches(q, j.Code.Value, j.Name))
                .Select(j => outlines is true || j.Outline is null ? j : j with { Outline = null }),
            paging, j => j.Code.Value));
}
