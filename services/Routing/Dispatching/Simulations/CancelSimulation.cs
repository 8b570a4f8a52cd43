namespace Dispatch.Routing.Dispatching.Simulations;

/// <summary>Cancels a simulation; its results so far stay readable.</summary>
/// <remarks>Refuses with <c>simulation_not_found</c>, <c>simulation_ended</c>.</remarks>
public static class CancelSimulation
{
    static readonly Refusal Ended = new(
        RefusalKind.Conflict, "simulation_ended", "这次推演已经结束，无需取消。",
        "This simulation has ended; there is nothing to cancel.");

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/simulations/{simulationId}/cancellation", Handle)
        .Allow(Roles.Admin, Roles.Director)
        .Produces(StatusCodes.Status204NoContent)
        .Refuses(RefusalKind.NotFound, RefusalKind.Conflict);

    static async Task<IResult> Handle(SimulationId simulationId, Actor actor, Database database,
        CancellationToken cancel)
    {
        var result = await database.Transact<SimulationId>(async work =>
            await work.Execute(Cancel, new { simulationId, actor.Scope, work.Now }) > 0 ? simulationId
                : await work.Find<ReadSimulation.Simulation>(ReadSimulation.Select,
                    new { simulationId, actor.Scope }) is null
                ? ReadSimulation.NotFound : Ended, cancel);
        return result.ToHttp(_ => TypedResults.NoContent());
    }

    const string Cancel = """
        update simulation set status = 'cancelled', ended_at = @Now
        where id = @simulationId and jurisdiction like @Scope and status in ('waiting', 'running')
        """;
}
