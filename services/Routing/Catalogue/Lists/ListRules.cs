using Dispatch.Routing.Catalogue.Domain.Rows;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Dispatch.Routing.Catalogue.Lists;

/// <summary>Staff read the routing rules in force (派单规则), optionally of one matter.</summary>
public static class ListRules
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/rules", Handle)
        .Allow([.. Roles.All.Except([Roles.Client])]);

    /// <param name="q">The beginning of a code, or part of a name.</param>
    static Ok<Page<RuleRow>> Handle(MatterId? matter, string? q, Paging paging, CurrentCatalogue catalogue) =>
        TypedResults.Ok(CataloguePage.Of(
            catalogue.Value.Rows.Rules.Where(r =>
                (matter is null || r.Matter == matter) && CataloguePage.Matches(q, r.Code.Value, r.Name)),
            paging, r => r.Code.Value));
}
