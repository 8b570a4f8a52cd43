namespace Dispatch.Gateway.Broker;

/// <summary>The administrator sees every consumer's queue, and how many messages have failed for good.</summary>
/// <remarks>Answers <c>unavailable</c> (503) while a service or the broker is away.</remarks>
public static class ListErrorQueues
{
    /// <param name="Queue">The consumer's own queue; its failed messages lie in the one named <c>_error</c>.</param>
    public sealed record Item(string Queue, long Messages);

    public sealed record Reply(IReadOnlyList<Item> Items);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/broker/error-queues", Handle)
        .Allow(Roles.Admin)
        .Produces<Reply>()
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    static async Task<IResult> Handle(HttpContext http, ErrorQueues queues, CancellationToken cancel)
    {
        var items = new List<Item>();
        foreach (var name in await queues.Names(http.Request.Headers.Authorization.ToString(), cancel))
            items.Add(new(name, await queues.Count(name, cancel)));
        return TypedResults.Ok(new Reply(items));
    }
}
