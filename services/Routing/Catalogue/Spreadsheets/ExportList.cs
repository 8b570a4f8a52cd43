using Dispatch.Routing.Catalogue.Domain.Lists;
using Dispatch.Routing.Catalogue.Domain.Rows;
using Dispatch.Routing.Catalogue.Drafts;
using Dispatch.Routing.Catalogue.Lists;

namespace Dispatch.Routing.Catalogue.Spreadsheets;

/// <summary>
/// A list, or the whole catalogue as a workbook, as a file that can be brought in again: as it is published newest, as
/// an earlier version was, or as a draft would make it.
/// </summary>
/// <remarks>
/// Refuses with <c>unknown_list</c>, <c>version_not_found</c>, <c>draft_not_found</c>. Titles and words are Chinese
/// unless English is asked for first.
/// </remarks>
public static class ExportList
{
    internal const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public enum FileFormat { Csv, Xlsx }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/catalogue/{list}/export", Handle)
        .Allow(Roles.Admin, Roles.Director, Roles.Auditor, Roles.Leader, Roles.Arbiter, Roles.Dispatcher)
        .Produces<byte[]>(StatusCodes.Status200OK, "text/csv", Xlsx)
        .Refuses(RefusalKind.NotFound, RefusalKind.Invalid);

    /// <param name="list">A list's name, or <c>all</c>.</param>
    static async Task<IResult> Handle(
        string list, EnumParameter<FileFormat>? format, int? version, DraftId? draft, Actor actor, HttpContext http,
        Database database, CurrentCatalogue current, CancellationToken cancel)
    {
        var one = CatalogueLists.Find(list);
        if (one is null && list != "all")
            return Problems.From(ListDraftRows.UnknownList);
        var result = await database.Transact<CatalogueRows>(async work =>
        {
            if (draft is { } id)
            {
                // A draft is its editors' alone.
                var seen = await DraftRows.Find(work, id, actor);
                return actor.Role is not (Roles.Admin or Roles.Director) ? NotFound
                    : !seen.Accepted(out _, out var refusal) ? refusal
                    : await DraftRows.Load(work, id, current.Value.Rows);
            }
            var newest = await CatalogueStore.Newest(work, current.Value.Rows);
            if (version is not { } wanted || one is null)
                return newest;
            return await work.Find<int?>(FindVersion, new { list, version = wanted }) is null ? NotFound
                : await CatalogueStore.Load(work, one.Versioned(newest.Versions, wanted), newest);
        }, cancel);
        var english = Problems.English(http);
        var workbook = one is null || format?.Value == FileFormat.Xlsx;
        return result.ToHttp(rows => workbook
            ? TypedResults.File(
                WorkbookWriter.Write([.. CatalogueLists.All.Where(l => one is null || l == one)
                    .Select(l => ToSheet(l, rows, english, WorkbookWriter.LongestCell))]),
                Xlsx, $"{one?.Chinese ?? "全部清单"}.xlsx")
            : TypedResults.File(
                CsvSheet.Write(ToSheet(one!, rows, english, int.MaxValue)), "text/csv; charset=utf-8",
                one!.Chinese + ".csv"));
    }

    // A column with cells that the program could not hold is left out, which leaves it as it is when brought in.
    static Sheet ToSheet(CatalogueList list, CatalogueRows rows, bool english, int longest)
    {
        var cells = list.Of(rows).Select(list.Write)
            .Select(json => list.Columns.Select(c => c.Write(json[c.Name], english)).ToArray()).ToList();
        var kept = Enumerable.Range(0, list.Columns.Length)
            .Where(i => cells.TrueForAll(row => row[i].Length <= longest)).ToList();
        var titles = kept.Select(i => english ? list.Columns[i].Name : list.Columns[i].Chinese).ToList();
        return new(english ? list.Name : list.Chinese,
            [new(1, titles), .. cells.Select((row, n) => new SheetRow(n + 2, [.. kept.Select(i => row[i])]))]);
    }

    static readonly Refusal NotFound = new(
        RefusalKind.NotFound, "version_not_found", "没有这个版本或草案，请从列表中选择。", "There is no such version or draft.");

    const string FindVersion = "select version from catalogue_version where list = @list and version = @version";
}
