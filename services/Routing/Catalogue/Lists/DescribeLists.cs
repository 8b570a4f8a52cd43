using Dispatch.Routing.Catalogue.Domain.Lists;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Dispatch.Routing.Catalogue.Lists;

/// <summary>Describes the catalogue's lists and their columns; the web pages build their tables from this.</summary>
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
