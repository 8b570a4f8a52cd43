namespace Dispatch.Routing.Catalogue.Drafts;

/// <summary>An editor undoes changes in a draft: those of one row, of one list, or all.</summary>
/// <remarks>Refuses with <c>draft_not_found</c>, <c>draft_closed</c>.</remarks>
public static class UndoChanges
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapDelete("/catalogue/drafts/{draftId}/changes", Handle)
        .Allow(Roles.Admin, Roles.Director)
        .Produces(StatusCodes.Status204NoContent)
        .Refuses(RefusalKind.NotFound, RefusalKind.Conflict);

    static async Task<IResult> Handle(
        DraftId draftId, string? list, string? key, Actor actor, Database database, CancellationToken cancel)
    {
        var result = await database.Transact<bool>(async work =>
        {
            if (!(await DraftRows.Open(work, draftId, actor)).Accepted(out _, out var refusal))
                return refusal;
            await work.Execute(Undo, new { draftId, list, key });
            return true;
        }, cancel);
        return result.ToHttp(_ => TypedResults.NoContent());
    }

    const string Undo = """
        delete from catalogue_change
        where draft_id = @draftId and (@list::text is null or list = @list) and (@key::text is null or key = @key)
        """;
}
