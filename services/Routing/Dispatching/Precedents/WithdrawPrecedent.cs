namespace Dispatch.Routing.Dispatching.Precedents;

/// <summary>The arbiter or the director withdraws a precedent (撤回先例): from then on it decides no case.</summary>
/// <remarks>Refuses with <c>precedent_not_found</c>, <c>already_withdrawn</c>.</remarks>
public static class WithdrawPrecedent
{
    public sealed record Request([property: Required, StringLength(500, MinimumLength = 5)] string Why);

    sealed record Row(DateTimeOffset? WithdrawnAt);

    static readonly Refusal NotFound = new(
        RefusalKind.NotFound, "precedent_not_found", "本辖区没有这条先例。", "No such precedent in your jurisdiction.");

    static readonly Refusal Already = new(
        RefusalKind.Conflict, "already_withdrawn", "该先例已撤回；请刷新列表。", "This precedent was withdrawn; refresh the list.");

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/precedents/{precedentId}/withdrawal", Handle)
        .Allow(Roles.Arbiter, Roles.Director)
        .Produces(StatusCodes.Status204NoContent)
        .Refuses(RefusalKind.NotFound, RefusalKind.Conflict);

    static async Task<IResult> Handle(
        PrecedentId precedentId, Request request, Actor actor, Database database, CurrentRoutingPolicy current,
        CancellationToken cancel)
    {
        var result = await database.Transact<bool>(async work =>
        {
            if (await work.Find<Row>(Load, new { precedentId, actor.Scope, actor.Organisation }) is not { } row)
                return NotFound;
            if (row.WithdrawnAt is not null)
                return Already;
            await work.Execute(Update, new
            {
                precedentId, work.Now, actor.Account, why = Scrubbing.Scrub(request.Why),
            });
            return true;
        }, cancel);
        await current.Refresh(cancel);
        return result.ToHttp(_ => TypedResults.NoContent());
    }

    // The lock makes a second withdrawal wait and then see the first one.
    static readonly string Load = $"""
        select p.withdrawn_at from precedent p
        where p.id = @precedentId and {Visibility.Of("p").SeenInJurisdiction}
        for update of p
        """;

    const string Update = """
        update precedent set withdrawn_at = @Now, withdrawn_by = @Account, withdrawn_why = @why where id = @precedentId
        """;
}
