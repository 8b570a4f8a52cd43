using System.Text.Json;
using System.Text.Json.Nodes;
using Dispatch.Routing.Catalogue.Domain.Lists;
using Dispatch.Routing.Catalogue.Domain.Rows;
using Dispatch.Routing.Catalogue.Lists;

namespace Dispatch.Routing.Catalogue.Drafts;

/// <summary>A draft as it is kept.</summary>
sealed record DraftHead(DraftId Id, string Name, string Why, string Status, JurisdictionId Jurisdiction);

/// <summary>A row that somebody wants to be so, or to be gone.</summary>
/// <param name="Rebased">They have seen what stands now, and want it so all the same.</param>
sealed record Wish(CatalogueList List, string Key, JsonObject? Row, bool Rebased = false);

/// <summary>The rows of drafts: read, laid upon the lists that stand, and kept.</summary>
public static class DraftRows
{
    static readonly Refusal NotFound = new(
        RefusalKind.NotFound, "draft_not_found", "没有这份草案，请返回草案列表。", "There is no such draft; go back to the list.");

    static readonly Refusal Closed = new(
        RefusalKind.Conflict, "draft_closed", "这份草案已发布或作废，请新建草案。",
        "This draft is published or discarded; start another one.");

    /// <summary>The newest lists with the draft's changes in them.</summary>
    public static async Task<CatalogueRows> Load(Work work, DraftId draft, CatalogueRows known) =>
        Draft.Apply(await CatalogueStore.Newest(work, known), await Changes(work, draft));

    /// <summary>The draft, if the actor's jurisdiction covers it.</summary>
    internal static async Task<Result<DraftHead>> Find(Work work, DraftId draft, Actor actor) =>
        await work.Find<DraftHead>(FindDraft, new { draft, actor.Scope }) is { } found ? found : NotFound;

    /// <summary>The draft to be changed: other editors wait until this one is done.</summary>
    internal static async Task<Result<DraftHead>> Open(Work work, DraftId draft, Actor actor) =>
        await work.Find<DraftHead>(FindDraft + " for update", new { draft, actor.Scope }) is not { } found ? NotFound
        : found.Status == "open" ? found : Closed;

    public static async Task<List<CatalogueChange>> Changes(Work work, DraftId draft) =>
        await work.List<CatalogueChange>(ListChanges, new { draft });

    /// <summary>Keeps the wishes; what stands so already is no change.</summary>
    /// <returns>How many rows the draft now makes different from what stands, of those that were named.</returns>
    internal static async Task<Result<int>> Keep(
        Work work, DraftId draft, CatalogueRows newest, IReadOnlyList<Wish> wishes, Actor actor)
    {
        var changed = new List<object>();
        var forgotten = new List<object>();
        foreach (var of in wishes.GroupBy(w => w.List))
        {
            var published = Draft.Published(of.Key, newest, of.Select(w => w.Key));
            foreach (var wish in of)
            {
                var stands = published.GetValueOrDefault(wish.Key);
                var same = JsonNode.DeepEquals(stands, wish.Row);
                if (same || wish.Rebased)
                    forgotten.Add(new { list = of.Key.Name, key = wish.Key });
                if (same)
                    continue;
                if (DraftScope.Outside(of.Key, stands, actor, newest)
                    || DraftScope.Outside(of.Key, wish.Row, actor, newest))
                    return DraftScope.OutsideDivision(wish.Key);
                changed.Add(new { list = of.Key.Name, key = wish.Key, @base = stands, row = wish.Row });
            }
        }
        await work.Execute(Forget, new { draft, items = Json(forgotten) });
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

    const string Forget = """
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
