using Dispatch.Routing.Catalogue.Domain.Rows;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Dispatch.Routing.Catalogue.Lists;

/// <summary>Anyone signed in reads the organisations in force (单位).</summary>
public static class ListOrganisations
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/organisations", Handle)
        .Allow([.. Roles.All]);

    /// <param name="q">The beginning of a code, or part of a name.</param>
    static Ok<Page<OrganisationRow>> Handle(
        EnumParameter<Level>? level, OrganisationId? parent, string? q, Paging paging, CurrentCatalogue catalogue) =>
        TypedResults.Ok(CataloguePage.Of(
            catalogue.Value.Rows.Organisations.Where(o =>
                (level is null || o.Level == level.Value.Value) && (parent is null || o.Parent == parent)
                && CataloguePage.Matches(q, o.Code.Value, o.Name)),
            paging, o => o.Code.Value));
}
