using System.Text.Json.Nodes;
using Dispatch.Routing.Catalogue.Domain.Lists;

namespace Dispatch.Routing.Catalogue.Drafts;

/// <summary>Shows a draft: how many rows it changes in each list, and which files were imported into it.</summary>
/// <remarks>Refuses with <c>draft_not_found</c>.</remarks>
public static class ReadDraft
{
    public sealed record Answer(DraftItem Draft, IReadOnlyList<ListChanges> Lists, IReadOnlyList<ImportedFile> Imports);

    public sealed record ListChanges(string List, long Changes);

    /// <param name="LeftOut">The rows left out on purpose: the list, the row in the sheet, and its content.</param>
    public sealed record ImportedFile(
        string? File, IReadOnlyList<string> Lists, string Mode, int Rows, JsonArray LeftOut, string By,
        DateTimeOffset At);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/catalogue/drafts/{draftId}", Handle)
        .Allow(Roles.Admin, Roles.Director)
        .Produces<Answer>()
        .Refuses(RefusalKind.NotFound);

    static async Task<IResult> Handle(DraftId draftId, Actor actor, Database database, CancellationToken cancel)
    {
        var result = await database.Transact<Answer>(async work =>
        {
            if (!(await DraftRows.Find(work, draftId, actor)).Accepted(out _, out var refusal))
                return refusal;
            return new Answer(
                (await work.Find<DraftItem>(DraftItem.Select + " where d.id = @draftId", new { draftId }))!,
                await work.List<ListChanges>(Lists, new { draftId }),
                await work.List<ImportedFile>(Imports, new { draftId }));
        }, cancel);
        return result.ToHttp(TypedResults.Ok);
    }

    const string Lists = """
        select list, count(*) as changes from catalogue_change where draft_id = @draftId group by list order by list
        """;

    const string Imports = """
        select file, lists, mode, rows, left_out, by_name as "by", at from catalogue_import where draft_id = @draftId
        order by at desc
        """;
}
