using Dispatch.Escalation.Clocks;
using Dispatch.Escalation.Whistles.Domain;

namespace Dispatch.Escalation.Whistles;

/// <summary>Whoever proposed a whistle takes it back before it is blown.</summary>
/// <remarks>
/// Publishes <see cref="WhistleWithdrawn"/>. Refuses with <c>whistle_not_found</c>, <c>whistle_not_withdrawable</c>,
/// <c>not_your_whistle</c>.
/// </remarks>
public static class WithdrawWhistle
{
    public sealed record Request(
        [property: Required, StringLength(500, MinimumLength = 2)] string Grounds);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/whistles/{whistleId}/withdrawal", Handle)
        .Allow(Whistle.Proposers)
        .Produces(StatusCodes.Status204NoContent)
        .Refuses(RefusalKind.NotFound, RefusalKind.Forbidden, RefusalKind.Conflict);

    static Task<IResult> Handle(
        WhistleId whistleId, Request request, Actor actor, Database database, CurrentTerms current,
        CancellationToken cancel) =>
        StoredWhistle.Change(database, current, whistleId, actor,
            (whistle, _, head) =>
                whistle.Withdraw(Scrubbing.Scrub(request.Grounds), actor, head), cancel);
}
