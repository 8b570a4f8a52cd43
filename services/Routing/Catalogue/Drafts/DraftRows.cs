using System.Text.Json;
using System.Text.Json.Nodes;
using Dispatch.Routing.Catalogue.Domain.Lists;
using Dispatch.Routing.Catalogue.Domain.Rows;
using Dispatch.Routing.Catalogue.Lists;

namespace Dispatch.Routing.Catalogue.Drafts;

/// <summary>A draft without its changes, as stored.</summary>
sealed record DraftHead(DraftId Id, string Name, string Why, string Status, JurisdictionId Jurisdiction);

/// <summary>A change that an editor asks for.</summary>
/// <param name="Row">The row as it should be; null to remove it.</param>
/// <param name="Rebased">True if they have seen the row as it is published now, and still want the change.</param>
sealed record Wish(CatalogueList List, string Key, JsonObject? Row, bool Rebased = false);

/// <summary>Reads a draft and its changes, and stores new changes.</summary>
public static class DraftRows
{
    static readonly Refusal NotFound = new(
        RefusalKind.NotFound, "draft_not_found", "没有这份草案，请返回草案列表。", "There is no such draft; go back to the list.");

    static readonly Refusal Closed = new(
        RefusalKind.Conflict, "draft_closed", "这份草案已发布或作废，请新建草案。",
        "This draft is published or discarded; start another one.");

    /// <summary>The newest lists with the draft's changes applied.</summary>
    /// <param name="known">Lists already in memory; one whose version is the same is not read again.</param>
    public static async Task<CatalogueRows> Load(Work work, DraftId draft, CatalogueRows known) =>
        Draft.Apply(await CatalogueStore.Newest(work, known), await Changes(work, draft));

    /// <summary>The draft, or <c>draft_not_found</c> if there is none in the actor's jurisdiction.</summary>
    internal static async Task<Result<DraftHead>> Find(Work work, DraftId draft, Actor actor) =>
        await work.Find<DraftHead>(FindDraft, new { draft, actor.Scope }) is { } found ? found : NotFound;

    /// <summary>
    /// Like <see cref="Find"/>, but refuses a draft that is not open with <c>draft_closed</c>, and locks an open one so
    /// that other editors wait until the transaction ends.
    /// </summary>
    internal static async Task<Result<DraftHead>> Open(Work work, DraftId draft, Actor actor) =>
        await work.Find<DraftHead>(FindDraft + " for update", new { draft, actor.Scope }) is not { } found ? NotFound
        : found.Status == "open" ? found : Closed;

    public static async Task<List<CatalogueChange>> Changes(Work work, DraftId draft) =>
        await work.List<CatalogueChange>(ListChanges, new { draft });

    /// <summary>
    /// Stores the changes. A row that would equal the published one is no change, and any earlier change of it is
    /// dropped. A row changed before keeps its base, unless it is rebased.
    /// </summary>
    /// <returns>How many of these rows now differ from the published ones, or <c>outside_your_division</c>.</returns>
    internal static async Task<Result<int>> Keep(
        Work work, DraftId draft, CatalogueRows newest, IReadOnlyList<Wish> wishes, Actor actor)
    {
        var changed = new List<object>();
        var dropped = new List<object>();
        foreach (var of in wishes.GroupBy(w => w.List))
        {
            var published = Draft.Published(of.Key, newest, of.Select(w => w.Key));
            foreach (var wish in of)
            {
                var current = published.GetValueOrDefault(wish.Key);
                var same = JsonNode.DeepEquals(current, wish.Row);
                if (same || wish.Rebased)
                    dropped.Add(new { list = of.Key.Name, key = wish.Key });
                if (same)
                    continue;
                if (DraftScope.Outside(of.Key, current, actor, newest)
                    || DraftScope.Outside(of.Key, wish.Row, actor, newest))
                    return DraftScope.OutsideDivision(wish.Key);
                changed.Add(new { list = of.Key.Name, key = wish.Key, @base = current, row = wish.Row });
            }
        }
        await work.Execute(Drop, new { draft, items = Json(dropped) });
        await work.Execute(Upsert, new { draft, items = Json(changed), actor.Account, actor.Name, work.Now });
        await work.Execute(Touch, new { draft, work.Now });
        return changed.Count;
    }

    static string Json(List<object> items) => JsonSerializer.Serialize(items, ContractJson.Options);

    const string FindDraft = """
        select id, name, why, status, jurisdiction from catalogue_draft
        where id = @draft and jurisdiction like @Scope
        """;

    const string ListChanges = """
        select list, key, base, row, by_name as "by", at from catalogue_change where draft_id = @draft
        order by list, key
        """;

    const string Drop = """
        delete from catalogue_change c using jsonb_to_recordset(@items::jsonb) as x(list text, key text)
        where c.draft_id = @draft and (c.list, c.key) = (x.list, x.key)
        """;

    const string Upsert = """
        insert into catalogue_change (draft_id, list, key, base, row, by_account, by_name, at)
        select @draft, list, key, base, row, @Account, @Name, @Now
        from jsonb_to_recordset(@items::jsonb) as x(list text, key text, base jsonb, row jsonb)
        on conflict (draft_id, list, key) do update set row = excluded.row, by_account = excluded.by_account,
            by_name = excluded.by_name, at = excluded.at
        """;

    const string Touch = "update catalogue_draft set changed_at = @Now where id = @draft";
}
