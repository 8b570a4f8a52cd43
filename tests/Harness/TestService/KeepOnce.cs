namespace Dispatch.Tests.TestService;

/// <summary>
/// A creating call with an <c>Idempotency-Key</c>, every kind of field that is checked, and a refusal on demand.
/// </summary>
static class KeepOnce
{
    public enum Size { Small, Large }

    public sealed record Part([property: Required, StringLength(5)] string Name);

    public sealed record Request(
        [property: Required, StringLength(10, MinimumLength = 2)] string Text,
        [property: Range(1, 9)] int? Weight, Size? Size, Part? Inner,
        [property: MaxLength(2)] IReadOnlyList<Part>? Parts, Guid? Id, bool Refuse = false);

    public sealed record Reply(Guid Id, string Text);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/keep/{caseId}", Handle)
        .Allow(Roles.Admin).Produces<Reply>(StatusCodes.Status201Created)
        .Refuses(RefusalKind.Conflict, RefusalKind.Invalid);

    static async Task<IResult> Handle(
        CaseId caseId, Request request, Actor actor, Idempotency idempotency, Database database,
        CancellationToken cancel)
    {
        var result = await database.Transact<Reply>(work =>
            idempotency.Once<Request, Reply>(work, actor.Account, request, async () =>
        {
            var id = Guid.CreateVersion7();
            await work.Execute(Insert, new { id, caseId });
            return request.Refuse
                ? new Refusal(RefusalKind.Invalid, "asked_for", "如所请求，予以拒绝。", "Refused as asked.", "refuse")
                : new Reply(id, request.Text);
        }), cancel);
        return result.ToHttp(reply => TypedResults.Created("/keep/" + reply.Id, reply));
    }

    const string Insert = "insert into applied (queue, event, case_id, version) values ('keep', @id, @caseId, 1)";
}
