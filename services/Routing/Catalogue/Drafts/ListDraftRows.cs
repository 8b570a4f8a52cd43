using System.Text.Json.Nodes;
using Dispatch.Routing.Catalogue.Domain.Lists;
using Dispatch.Routing.Catalogue.Lists;

namespace Dispatch.Routing.Catalogue.Drafts;

/// <summary>Pages through one list as the draft would make it; removed rows stay visible.</summary>
/// <remarks>Refuses with <c>draft_not_found</c>, <c>unknown_list</c>.</remarks>
public static class ListDraftRows
{
    /// <param name="What">What the draft does with the row; absent if nothing.</param>
    /// <param name="Row">The row in the draft, or for a removed one the row that the change was based on.</param>
    public sealed record Item(string Key, RowFate? What, bool Outdated, JsonObject Row);

    internal static readonly Refusal UnknownList = new(
        RefusalKind.Invalid, "unknown_list", "没有这个清单，请重新选择。", "There is no such list; choose another.", "list");

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/catalogue/drafts/{draftId}/rows", Handle)
        .Allow(Roles.Admin, Roles.Director)
        .Produces<Page<Item>>()
        .Refuses(RefusalKind.NotFound, RefusalKind.Invalid);

    /// <param name="q">Part of any cell except the border, as written in Chinese.</param>
    /// <param name="changed">True for only the rows that the draft changes.</param>
    static async Task<IResult> Handle(
        DraftId draftId, string list, string? q, bool? changed, Paging paging, Actor actor, Database database,
        CurrentCatalogue current, CancellationToken cancel)
    {
        if (CatalogueLists.Find(list) is not { } of)
            return Problems.From(UnknownList);
        var result = await database.Transact<Page<Item>>(async work =>
        {
            if (!(await DraftRows.Find(work, draftId, actor)).Accepted(out _, out var refusal))
                return refusal;
            var newest = await CatalogueStore.Newest(work, current.Value.Rows);
            var changes = (await DraftRows.Changes(work, draftId)).Where(c => c.List == list).ToList();
            var fates = Draft.Difference(newest, changes).ToDictionary(d => d.Key, StringComparer.Ordinal);
            var removed = changes.Where(c => c.Row is null && fates[c.Key].Fields.Count > 0).Select(c => c.Key)
                .ToHashSet(StringComparer.Ordinal);
            var gone = of.Of(newest).Where(row => removed.Contains(of.Key(row)));
            var rows = of.Of(Draft.Apply(newest, changes)).Concat(gone)
                .Where(row => changed is not true || fates.ContainsKey(of.Key(row)))
                .Where(row => string.IsNullOrEmpty(q) || Contains(of, row, q));
            var page = CataloguePage.Of(rows, paging, of.Key);
            return new Page<Item>(
                [.. page.Items.Select(row => Shown(of, row, fates.GetValueOrDefault(of.Key(row))))], page.Next);
        }, cancel);
        return result.ToHttp(TypedResults.Ok);
    }

    static Item Shown(CatalogueList list, object row, RowChange? fate) =>
        new(list.Key(row), fate?.What, fate?.Outdated is true, list.Write(row));

    static bool Contains(CatalogueList list, object row, string q)
    {
        var json = list.Write(row);
        return list.Columns.Any(column => column.Name != "outline"
            && column.Write(json[column.Name], english: false).Contains(q, StringComparison.OrdinalIgnoreCase));
    }
}
