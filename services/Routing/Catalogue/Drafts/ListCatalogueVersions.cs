using Dispatch.Routing.Catalogue.Domain.Lists;

namespace Dispatch.Routing.Catalogue.Drafts;

/// <summary>The history of the catalogue: who published which list, from when, and why; newest first.</summary>
public static class ListCatalogueVersions
{
    /// <param name="Draft">The draft that it came from; absent for a whole list that was sent, or a roll-back.</param>
    /// <param name="Restores">The earlier version that a roll-back restored.</param>
    /// <param name="InForce">True for the version that decisions use now.</param>
    public sealed record Item(
        int Version, string List, DateTimeOffset EffectiveFrom, string Why, string By, DateTimeOffset At, int Count,
        DraftId? Draft, string? DraftName, int? Restores, bool InForce);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/catalogue/versions", Handle)
        .Allow(Roles.Admin, Roles.Director, Roles.Auditor, Roles.Leader, Roles.Arbiter, Roles.Dispatcher)
        .Produces<Page<Item>>();

    static async Task<IResult> Handle(
        string? list, Paging paging, Database database, TimeProvider clock, CancellationToken cancel)
    {
        var before = paging.After(0) is not { } text ? int.MaxValue
            : int.TryParse(text, out var version) ? version
            : throw new UnreadableFieldException("after");
        var rows = await database.Read<Item>(Sql, new { list, before, paging.Take, now = clock.GetUtcNow() }, cancel);
        return TypedResults.Ok(paging.Page(rows, row => [$"{row.Version}"]));
    }

    const string Sql = """
        select v.version, v.list, v.effective_from, v.why, v.by_name as "by", v.at, v.count, v.draft_id as draft,
               d.name as draft_name, v.restores,
               v.version = (select max(version) from catalogue_version f
                            where f.list = v.list and f.effective_from <= @now) as in_force
        from catalogue_version v left join catalogue_draft d on d.id = v.draft_id
        where v.version < @before and (@list::text is null or v.list = @list)
        order by v.version desc
        limit @Take
        """;
}
