namespace Dispatch.Tests.TestService;

/// <summary>Publishes so many events of one case in one transaction, numbered in their order.</summary>
static class PublishMany
{
    public sealed record Request(
        Guid Case, [property: Range(1, 100_000)] int First, [property: Range(1, 100_000)] int Count,
        string Type);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/publish", Handle).Allow(Roles.Admin);

    static async Task<IResult> Handle(Request request, Actor actor, Database database, CancellationToken cancel)
    {
        await database.Do(work =>
        {
            var number = CaseNumber.New(work.Now);
            foreach (var version in Enumerable.Range(request.First, request.Count))
            {
                var head = work.Head(new(request.Case), number, version, actor.ToActedBy());
                work.Publish(request.Type == nameof(CaseReopened) ? new CaseReopened(head, 1, [])
                    : new CaseArchived(head, []));
            }
            return Task.CompletedTask;
        }, cancel);
        return TypedResults.NoContent();
    }
}
