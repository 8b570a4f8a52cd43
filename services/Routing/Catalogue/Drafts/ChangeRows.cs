using System.Text.Json.Nodes;
using Dispatch.Routing.Catalogue.Domain.Lists;
using Dispatch.Routing.Catalogue.Lists;

namespace Dispatch.Routing.Catalogue.Drafts;

/// <summary>An editor adds, changes and removes rows in a draft; either all changes are accepted or none.</summary>
/// <remarks>
/// Refuses with <c>draft_not_found</c>, <c>draft_closed</c>, <c>row_invalid</c> (the field in <c>errors</c>),
/// <c>outside_your_division</c>. References to other rows are only checked by <see cref="CheckDraft"/>.
/// </remarks>
public static class ChangeRows
{
    public sealed record Request([property: Required, MinLength(1), MaxLength(5_000)] IReadOnlyList<Change> Items);

    /// <param name="Key">The row to change. If the new row has another key, this row is removed.</param>
    /// <param name="Row">The row as it should be; absent to remove it.</param>
    /// <param name="Rebased">
    /// True to confirm the change against the row as it is published now, after <c>base_changed</c>.
    /// </param>
    public sealed record Change(
        [property: Required, StringLength(20)] string List, [property: StringLength(300)] string? Key, JsonObject? Row,
        bool? Rebased);

    /// <param name="Changed">How many of these rows now differ from the published ones.</param>
    public sealed record Answer(int Changed);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/catalogue/drafts/{draftId}/changes", Handle)
        .Allow(Roles.Admin, Roles.Director)
        .Produces<Answer>()
        .Refuses(RefusalKind.NotFound, RefusalKind.Conflict, RefusalKind.Invalid);

    static async Task<IResult> Handle(
        DraftId draftId, Request request, Actor actor, HttpContext http, Database database, CurrentCatalogue current,
        CancellationToken cancel)
    {
        if (!Read(request, Problems.English(http)).Accepted(out var wishes, out var faulty))
            return Problems.From(faulty);
        var result = await database.Transact<int>(async work =>
        {
            if (!(await DraftRows.Open(work, draftId, actor)).Accepted(out _, out var refusal))
                return refusal;
            var newest = await CatalogueStore.Newest(work, current.Value.Rows);
            return await DraftRows.Keep(work, draftId, newest, wishes, actor);
        }, cancel);
        return result.ToHttp(changed => TypedResults.Ok(new Answer(changed)));
    }

    static Result<List<Wish>> Read(Request request, bool english)
    {
        var wishes = new Dictionary<(string, string), Wish>();
        foreach (var (change, index) in request.Items.Select((change, index) => (change, index)))
        {
            if (CatalogueLists.Find(change.List) is not { } list)
                return Wrong(index, "list", "没有这个清单", "There is no such list");
            if (change.Row is null)
            {
                if (string.IsNullOrEmpty(change.Key))
                    return Wrong(index, "key", "请写明要删除的行", "Name the row that is to go");
                wishes[(list.Name, change.Key)] = new(list, change.Key, null, change.Rebased is true);
                continue;
            }
            var (row, faults) = RowReading.Read(list, change.Row, english);
            if (row is null)
                return Wrong(index, "row." + faults[0].Field, faults[0].Text, faults[0].Text);
            var key = list.Key(row);
            if (change.Key is { Length: > 0 } before && before != key)
                wishes[(list.Name, before)] = new(list, before, null, change.Rebased is true);
            wishes[(list.Name, key)] = new(list, key, list.Write(row), change.Rebased is true);
        }
        return wishes.Values.ToList();
    }

    static Refusal Wrong(int index, string field, string chinese, string english) => new(
        RefusalKind.Invalid, "row_invalid", $"{chinese.TrimEnd('。')}，请改正后重新提交。",
        $"{english.TrimEnd('.')}; mend it and send again.", $"items[{index}].{field}");
}
