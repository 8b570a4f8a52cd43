namespace Dispatch.Tests.TestService;

/// <summary>Publishes many events of one case in one transaction, numbered in their order.</summary>
static class PublishMany
{
    static readonly Refusal Refused =
        new(RefusalKind.Invalid, "asked_for", "如所请求，予以拒绝。", "Refused as asked.", "refuse");

    /// <param name="OccurredAt">When it is said to have happened, UTC; now when absent.</param>
    /// <param name="Refuse">Refuses at the end, after all have been published.</param>
    public sealed record Request(
        Guid Case, [property: Range(1, 100_000)] int First, [property: Range(1, 100_000)] int Count,
        string Type, DateTimeOffset? OccurredAt = null, bool Refuse = false);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/publish", Handle).Allow(Roles.Admin);

    static async Task<IResult> Handle(Request request, Actor actor, Database database, CancellationToken cancel)
    {
        var result = await database.Transact<bool>(work =>
        {
            var number = CaseNumber.New(work.Now);
            foreach (var version in Enumerable.Range(request.First, request.Count))
            {
                var head = work.Head(new(request.Case), number, version, actor.ToActedBy());
                head = head with { OccurredAt = request.OccurredAt ?? head.OccurredAt };
                work.Publish(request.Type == nameof(CaseReopened) ? new CaseReopened(head, 1, [])
                    : new CaseArchived(head, []));
            }
            return Task.FromResult<Result<bool>>(request.Refuse ? Refused : true);
        }, cancel);
        return result.ToHttp(_ => TypedResults.NoContent());
    }
}
