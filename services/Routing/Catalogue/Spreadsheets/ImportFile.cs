using System.Text.Json;
using Dispatch.Routing.Catalogue.Domain.Lists;
using Dispatch.Routing.Catalogue.Drafts;
using Dispatch.Routing.Catalogue.Lists;
using Microsoft.AspNetCore.Mvc;

namespace Dispatch.Routing.Catalogue.Spreadsheets;

/// <summary>
/// An editor brings a file into a draft: a CSV or an Excel sheet (.xlsx or .xls) for one list, a workbook or a ZIP for
/// the whole county. Either all its rows are taken, but for those that are left out on purpose, or none.
/// </summary>
/// <remarks>
/// Refuses with <c>draft_not_found</c>, <c>draft_closed</c>, <c>unknown_list</c>, <c>file_unreadable</c>,
/// <c>file_too_large</c>, <c>import_faults</c> (every fault with its row and column in <c>details</c>),
/// <c>outside_your_division</c>.
/// </remarks>
public static class ImportFile
{
    const int MostBytes = 32 << 20;

    /// <summary>What becomes of rows that the file does not name: they stay, or go.</summary>
    public enum ImportMode { Merge, Replace }

    /// <param name="Rows">Rows in the file.</param>
    /// <param name="Changed">Rows that now differ from what stands, those that go included.</param>
    public sealed record Answer(int Rows, int Changed, int LeftOut);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/catalogue/drafts/{draftId}/imports", Handle)
        .Allow(Roles.Admin, Roles.Director)
        .Accepts<byte[]>( // What the first bytes say counts, whatever a program calls it.
            "application/octet-stream", "text/csv", "application/zip", ExportList.Xlsx, "application/vnd.ms-excel",
            "application/x-www-form-urlencoded")
        .Produces<Answer>()
        .Refuses(RefusalKind.NotFound, RefusalKind.Conflict, RefusalKind.Invalid)
        .WithMetadata(new RequestSizeLimitAttribute(MostBytes));

    /// <param name="list">Absent: each sheet, or file of the ZIP, is named after its list.</param>
    /// <param name="leaveOut">Rows as the report numbers them: <c>17,203</c>, or <c>duties:17</c>.</param>
    /// <param name="file">The file's name, for the record.</param>
    static async Task<IResult> Handle(
        DraftId draftId, string? list, EnumParameter<ImportMode>? mode, string? leaveOut, string? file, Actor actor,
        HttpContext http, Database database, CurrentCatalogue current, CancellationToken cancel)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, cancel);
        if (!FileParts.Read(file ?? "", list, body.ToArray()).Accepted(out var parts, out var refused))
            return Problems.From(refused);
        var replace = mode?.Value == ImportMode.Replace;
        var result = await database.Transact<Answer>(async work =>
        {
            if (!(await DraftRows.Open(work, draftId, actor)).Accepted(out _, out var refusal))
                return refusal;
            var newest = await CatalogueStore.Newest(work, current.Value.Rows);
            var standing = Draft.Apply(newest, await DraftRows.Changes(work, draftId));
            var import = new Import(standing, parts, leaveOut ?? "", replace, Problems.English(http));
            if (import.Refusal is { } faulty)
                return faulty;
            var kept = await DraftRows.Keep(work, draftId, newest, import.Wishes, actor);
            if (!kept.Accepted(out var changed, out refusal))
                return refusal;
            await work.Execute(Record, new
            {
                id = Guid.CreateVersion7(), draftId, file, mode = replace ? "replace" : "merge", rows = import.Rows,
                lists = Json(parts.Select(p => p.List.Name)), leftOut = Json(import.LeftOut), actor.Account,
                actor.Name, work.Now,
            });
            return new Answer(import.Rows, changed, import.LeftOut.Count);
        }, cancel);
        return result.ToHttp(TypedResults.Ok);
    }

    static string Json<T>(IEnumerable<T> items) => JsonSerializer.Serialize(items, ContractJson.Options);

    const string Record = """
        insert into catalogue_import (id, draft_id, file, lists, mode, rows, left_out, by_account, by_name, at)
        values (@id, @draftId, @file, @lists::jsonb, @mode, @rows, @leftOut::jsonb, @Account, @Name, @Now)
        """;
}
