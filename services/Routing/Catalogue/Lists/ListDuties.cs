using Dispatch.Routing.Catalogue.Domain.Lists;
using Dispatch.Routing.Catalogue.Domain.Rows;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Dispatch.Routing.Catalogue.Lists;

/// <summary>Anyone signed in reads the duties in force (权责清单), optionally of one matter or one owner.</summary>
public static class ListDuties
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/duties", Handle)
        .Allow([.. Roles.All]);

    /// <param name="owner">An organisation's code, or one of <see cref="PlaceRule"/>.</param>
    static Ok<Page<DutyRow>> Handle(MatterId? matter, string? owner, Paging paging, CurrentCatalogue catalogue) =>
        TypedResults.Ok(CataloguePage.Of(
            catalogue.Value.Rows.Duties.Where(d =>
                (matter is null || d.Matter == matter) && (owner is null || d.Owner == owner)),
            paging, CatalogueLists.Duties.Key));
}
