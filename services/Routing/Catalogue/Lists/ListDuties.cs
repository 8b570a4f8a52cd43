using Dispatch.Routing.Catalogue.Domain.Lists;
using Dispatch.Routing.Catalogue.Domain.Rows;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Dispatch.Routing.Catalogue.Lists;

/// <summary>
/// Anyone signed in reads the duties in force, of all matters or of one, of all organisations or of one.
/// </summary>
public static class ListDuties
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/duties", Handle)
        .Allow([.. Roles.All]);

    static Ok<Page<DutyRow>> Handle(MatterId? matter, string? owner, Paging paging, CurrentCatalogue catalogue) =>
        TypedResults.Ok(CataloguePage.Of(
            catalogue.Value.Rows.Duties.Where(d =>
                (matter is null || d.Matter == matter) && (owner is null || d.Owner == owner)),
            paging, CatalogueLists.Duties.Key));
}
