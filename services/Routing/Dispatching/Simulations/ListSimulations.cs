namespace Dispatch.Routing.Dispatching.Simulations;

/// <summary>Lists the simulations of a draft, the newest first.</summary>
public static class ListSimulations
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/simulations", Handle)
        .Allow(Roles.Admin, Roles.Director)
        .Produces<Page<ReadSimulation.Simulation>>();

    static async Task<IResult> Handle(
        DraftId draft, Paging paging, Actor actor, Database database, CancellationToken cancel)
    {
        var rows = await database.Read<ReadSimulation.Simulation>(Select, new
        {
            draft, actor.Scope, after = TimeCursor.Before(paging), id = paging.AfterId ?? Guid.Empty, paging.Take,
        }, cancel);
        return TypedResults.Ok(paging.Page(rows, last => [TimeCursor.Of(last.AskedAt), last.Id.ToString()]));
    }

    const string Select = $"""
        select {ReadSimulation.Columns}
        from simulation
        where draft = @draft and jurisdiction like @Scope and (asked_at, id) < (@after::timestamptz, @id)
        order by asked_at desc, id desc
        limit @Take
        """;
}
