using Dispatch.Routing.Catalogue.Announcements;
using Dispatch.Routing.Catalogue.Domain.Checks;
using Dispatch.Routing.Catalogue.Domain.Lists;
using Dispatch.Routing.Catalogue.Domain.Rows;
using Dispatch.Routing.Catalogue.Lists;

namespace Dispatch.Routing.Catalogue.Drafts;

/// <summary>
/// An editor restores an earlier version (回滚). Its content becomes a new version, in force at once; no version is ever
/// deleted.
/// </summary>
/// <remarks>
/// Publishes <see cref="CataloguePublished"/> if a list in force changes that the other services learn.
/// Refuses with <c>version_not_found</c>, <c>nothing_changed</c>, <c>outside_your_jurisdiction</c>, and with
/// <c>check_failed</c> if the earlier list no longer fits the others.
/// </remarks>
public static class RollBack
{
    /// <param name="Whole">True to restore every list as it was when that version was made, not this one alone.</param>
    public sealed record Request([property: Required, StringLength(200, MinimumLength = 2)] string Why, bool? Whole);

    sealed record Target(string List, int Version);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/catalogue/versions/{version}/rollback", Handle)
        .Allow(Roles.Admin, Roles.Director)
        .Produces<PublishDraft.Answer>()
        .Refuses(RefusalKind.NotFound, RefusalKind.Forbidden, RefusalKind.Invalid);

    static async Task<IResult> Handle(
        int version, Request request, Actor actor, Database database, CurrentCatalogue current,
        CancellationToken cancel)
    {
        var result = await database.Transact<PublishDraft.Answer>(async work =>
        {
            var newest = await CatalogueStore.Locked(work, current.Value.Rows);
            var targets = await work.List<Target>(FindTargets, new { version, whole = request.Whole is true });
            if (targets.Count == 0)
                return NotFound;
            var lists = targets.Select(t => (List: CatalogueLists.Find(t.List)!, t.Version))
                .Where(t => t.List.VersionIn(newest.Versions) != t.Version).ToList();
            var wanted = lists.Aggregate(newest.Versions, (versions, t) => t.List.Versioned(versions, t.Version));
            var earlier = await CatalogueStore.Load(work, wanted, newest);
            var changes = lists.SelectMany(t => Draft.Between(t.List, newest, earlier)).ToList();
            lists.RemoveAll(t => !changes.Exists(c => c.List == t.List.Name));
            if (lists.Count == 0)
                return NothingChanged;
            if (changes.Find(c => IsOutside(c, actor, newest)) is { } outside)
                return DraftScope.OutsideJurisdiction(outside.Key);
            var rows = earlier with { Versions = newest.Versions };
            if (CatalogueChecks.All(rows) is { Count: > 0 } findings)
                return CheckDraft.Failed(findings);
            foreach (var (list, from) in lists)
            {
                rows = await CatalogueStore.Write(
                    work, list, rows, new(work.Now, Scrubbing.Scrub(request.Why), actor) { Restores = from });
            }
            await AnnounceCatalogue.Announce(work, actor.ToActedBy());
            return new PublishDraft.Answer([.. lists.Select(t => PublishDraft.Describe(t.List, rows))]);
        }, cancel);
        await current.Refresh(cancel);
        return result.ToHttp(TypedResults.Ok);
    }

    static bool IsOutside(CatalogueChange change, Actor actor, CatalogueRows newest) =>
        CatalogueLists.Find(change.List) is { } list && (DraftScope.Outside(list, change.Base, actor, newest)
            || DraftScope.Outside(list, change.Row, actor, newest));

    static readonly Refusal NotFound = new(
        RefusalKind.NotFound, "version_not_found", "没有这个版本，请从历史中选择。", "There is no such version; choose one.");

    static readonly Refusal NothingChanged = new(
        RefusalKind.Invalid, "nothing_changed", "现行内容与该版本相同，无需回滚。", "What stands is the same as that version.");

    // If all lists are wanted, the last version of each that had been made by then.
    const string FindTargets = """
        select list, max(version) as version from catalogue_version v
        where v.version = @version
           or (@whole and v.at <= (select at from catalogue_version where version = @version))
        group by list
        """;
}
