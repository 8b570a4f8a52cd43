namespace Dispatch.Routing.Catalogue.Drafts;

/// <summary>An editor discards a draft (作废). It can still be read, but no longer changed or published.</summary>
/// <remarks>Refuses with <c>draft_not_found</c>, <c>draft_closed</c>.</remarks>
public static class DiscardDraft
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapDelete("/catalogue/drafts/{draftId}", Handle)
        .Allow(Roles.Admin, Roles.Director)
        .Produces(StatusCodes.Status204NoContent)
        .Refuses(RefusalKind.NotFound, RefusalKind.Conflict);

    static async Task<IResult> Handle(DraftId draftId, Actor actor, Database database, CancellationToken cancel)
    {
        var result = await database.Transact<bool>(async work =>
        {
            if (!(await DraftRows.Open(work, draftId, actor)).Accepted(out _, out var refusal))
                return refusal;
            await work.Execute(Close, new { draftId, status = "discarded", work.Now, actor.Name });
            return true;
        }, cancel);
        return result.ToHttp(_ => TypedResults.NoContent());
    }

    internal const string Close = """
        update catalogue_draft set status = @status, closed_at = @Now, closed_by = @Name where id = @draftId
        """;
}
