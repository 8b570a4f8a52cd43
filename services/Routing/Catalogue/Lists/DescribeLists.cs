using Dispatch.Routing.Catalogue.Domain.Lists;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Dispatch.Routing.Catalogue.Lists;

/// <summary>What the catalogue's lists are made of: pages and sheets are made from one description.</summary>
public static class DescribeLists
{
    public sealed record Answer(IReadOnlyList<Described> Lists);

    public sealed record Described(string Name, string Chinese, IReadOnlyList<Column> Columns);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/catalogue/lists", Handle)
        .Allow(Roles.Admin, Roles.Director, Roles.Auditor, Roles.Leader, Roles.Arbiter, Roles.Dispatcher);

    static Ok<Answer> Handle() => TypedResults.Ok(new Answer(
        [.. CatalogueLists.All.Select(list => new Described(list.Name, list.Chinese, list.Columns))]));
}
