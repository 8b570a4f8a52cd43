namespace Dispatch.Routing.Dispatching.Simulations;

/// <summary>Stops a replay; what it has found so far stays readable.</summary>
/// <remarks>Refuses with <c>replay_not_found</c>, <c>replay_ended</c>.</remarks>
public static class CancelSimulation
{
    static readonly Refusal Ended = new(
        RefusalKind.Conflict, "replay_ended", "这次推演已经结束，无需取消。", "This replay has ended; there is nothing to cancel.");

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/replays/{replayId}/cancellation", Handle)
        .Allow(Roles.Admin, Roles.Director)
        .Produces(StatusCodes.Status204NoContent)
        .Refuses(RefusalKind.NotFound, RefusalKind.Conflict);

    static async Task<IResult> Handle(SimulationId replayId, Actor actor, Database database, CancellationToken cancel)
    {
        var result = await database.Transact<SimulationId>(async work =>
            await work.Execute(Cancel, new { replayId, actor.Scope, work.Now }) > 0 ? replayId
                : await work.Find<ReadSimulation.Simulation>(ReadSimulation.Select, new { replayId, actor.Scope }) is null
                    ? ReadSimulation.NotFound
                : Ended, cancel);
        return result.ToHttp(_ => TypedResults.NoContent());
    }

    const string Cancel = """
        update replay set status = 'cancelled', ended_at = @Now
        where id = @replayId and jurisdiction like @Scope and status in ('waiting', 'running')
        """;
}
