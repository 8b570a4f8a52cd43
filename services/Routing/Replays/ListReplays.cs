namespace Dispatch.Routing.Replays;

/// <summary>The replays of a draft, the newest first.</summary>
public static class ListReplays
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/replays", Handle)
        .Allow(Roles.Admin, Roles.Director)
        .Produces<Page<ReadReplay.Replay>>();

    static async Task<IResult> Handle(
        DraftId draft, Paging paging, Actor actor, Database database, CancellationToken cancel)
    {
        var rows = await database.Read<ReadReplay.Replay>(Select, new
        {
            draft, actor.Scope, after = Cursor.Before(paging), id = paging.AfterId ?? Guid.Empty, paging.Take,
        }, cancel);
        return TypedResults.Ok(paging.Page(rows, last => [Cursor.Of(last.AskedAt), last.Id.ToString()]));
    }

    const string Select = $"""
        select {ReadReplay.Columns}
        from replay
        where draft = @draft and jurisdiction like @Scope and (asked_at, id) < (@after::timestamptz, @id)
        order by asked_at desc, id desc
        limit @Take
        """;
}
