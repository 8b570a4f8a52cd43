using Dispatch.Routing.Catalogue.Announcements;
using Dispatch.Routing.Catalogue.Domain.Lists;
using Dispatch.Routing.Catalogue.Domain.Rows;
using Dispatch.Routing.Catalogue.Lists;

namespace Dispatch.Routing.Catalogue.Drafts;

/// <summary>An editor publishes a draft (发布): a new version of every list it touches, in one transaction.</summary>
/// <remarks>
/// Publishes <see cref="CataloguePublished"/> if a list in force changes that the other services learn.
/// Refuses with <c>draft_not_found</c>, <c>draft_closed</c>, <c>nothing_changed</c>, <c>base_changed</c> (the rows in
/// <c>details</c>), <c>check_failed</c> (the findings in <c>details</c>), <c>later_version_waits</c>.
/// </remarks>
public static class PublishDraft
{
    /// <param name="EffectiveFrom">The first day in force, in China's time; now if absent or past.</param>
    public sealed record Request(
        DateOnly? EffectiveFrom, [property: Required, StringLength(200, MinimumLength = 2)] string Why);

    public sealed record Answer(IReadOnlyList<Published> Versions);

    /// <param name="Count">How many rows the list has.</param>
    public sealed record Published(string List, int Version, int Count);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/catalogue/drafts/{draftId}/publish", Handle)
        .Allow(Roles.Admin, Roles.Director)
        .Produces<Answer>()
        .Refuses(RefusalKind.NotFound, RefusalKind.Conflict, RefusalKind.Invalid);

    static async Task<IResult> Handle(
        DraftId draftId, Request request, Actor actor, Database database, CurrentCatalogue current,
        CancellationToken cancel)
    {
        var result = await database.Transact<Answer>(async work =>
        {
            if (!(await DraftRows.Open(work, draftId, actor)).Accepted(out _, out var refusal))
                return refusal;
            var newest = await CatalogueStore.Locked(work, current.Value.Rows);
            var changes = await DraftRows.Changes(work, draftId);
            if (changes.Count == 0)
                return NothingChanged;
            var check = await CheckDraft.Of(work, newest, changes);
            if (check.Outdated.Count > 0)
                return BaseChanged(check.Outdated);
            if (check.Count > 0)
                return CheckDraft.Failed(check.Findings);

            var how = Publication.On(request.EffectiveFrom, request.Why, actor, work.Now) with { Draft = draftId };
            var touched = CatalogueLists.All.Where(list => changes.Exists(c => c.List == list.Name)).ToList();
            if (await CatalogueStore.LaterWaits(work, touched, how.From) is { } later)
                return later;
            var rows = Draft.Apply(newest, changes);
            foreach (var list in touched)
                rows = await CatalogueStore.Write(work, list, rows, how);
            await AnnounceCatalogue.Announce(work, actor.ToActedBy());
            await work.Execute(DiscardDraft.Close, new { draftId, status = "published", work.Now, actor.Name });
            return new Answer([.. touched.Select(list => Describe(list, rows))]);
        }, cancel);
        await current.Refresh(cancel);
        return result.ToHttp(TypedResults.Ok);
    }

    internal static Published Describe(CatalogueList list, CatalogueRows rows) =>
        new(list.Name, list.VersionIn(rows.Versions), list.Of(rows).Count);

    static readonly Refusal NothingChanged = new(
        RefusalKind.Invalid, "nothing_changed", "草案没有任何改动，无需发布。", "The draft changes nothing.");

    static Refusal BaseChanged(IReadOnlyList<RowChange> rows) => new(
        RefusalKind.Conflict, "base_changed",
        $"有{rows.Count}行在您修改后已被他人改动：{string.Join("、", rows.Take(5).Select(r => r.Name ?? r.Key))}。"
            + "请核对现行内容后，逐行确认保留或撤销本草案的改动。",
        $"{rows.Count} rows have been changed by others: {string.Join(", ", rows.Take(5).Select(r => r.Key))}; "
            + "look at each and keep or undo your change.")
    { Details = rows };
}
