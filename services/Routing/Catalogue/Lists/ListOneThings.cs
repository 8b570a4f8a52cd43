using Dispatch.Routing.Catalogue.Domain.Rows;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Dispatch.Routing.Catalogue.Lists;

/// <summary>
/// Staff read the one-things in force (一件事清单), optionally of one matter or those that hold at a place.
/// </summary>
public static class ListOneThings
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/one-things", Handle)
        .Allow([.. Roles.All.Except([Roles.Client])]);

    /// <param name="jurisdiction">Those for it and those for what lies around it.</param>
    /// <param name="q">The beginning of a code, or part of a name.</param>
    static Ok<Page<OneThingRow>> Handle(
        MatterId? matter, JurisdictionId? jurisdiction, string? q, Paging paging, CurrentCatalogue catalogue) =>
        TypedResults.Ok(CataloguePage.Of(
            catalogue.Value.Rows.OneThings.Where(o =>
                (matter is not { } of || o.Matters?.Contains(of) is true)
                && (jurisdiction is not { } place || place.IsWithin(o.Jurisdiction))
                && CataloguePage.Matches(q, o.Code.Value, o.Name)),
            paging, o => o.Code.Value));
}
