using Dispatch.Routing.Catalogue.Domain.Lists;
using Dispatch.Routing.Catalogue.Domain.Rows;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Dispatch.Routing.Catalogue.Lists;

/// <summary>Anyone signed in reads the gazetteer in force (地名库), optionally within one jurisdiction.</summary>
public static class ListPlaces
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/places", Handle)
        .Allow([.. Roles.All]);

    /// <param name="q">Part of a name or an alias.</param>
    static Ok<Page<PlaceRow>> Handle(
        JurisdictionId? jurisdiction, string? q, Paging paging, CurrentCatalogue catalogue) =>
        TypedResults.Ok(CataloguePage.Of(
            catalogue.Value.Rows.Places.Where(p =>
                (jurisdiction is not { } within
                    || p.Jurisdiction.Value.StartsWith(within.Value, StringComparison.Ordinal))
                && (string.IsNullOrEmpty(q) || p.Name.Contains(q, StringComparison.Ordinal)
                    || p.Aliases?.Any(a => a.Contains(q, StringComparison.Ordinal)) is true)),
            paging, CatalogueLists.Places.Key));
}
