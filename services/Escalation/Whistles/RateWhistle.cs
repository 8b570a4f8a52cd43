using Dispatch.Escalation.Clocks;
using Dispatch.Escalation.Whistles.Domain;

namespace Dispatch.Escalation.Whistles;

/// <summary>A department rates the whistle: whether it was a case for one (评哨).</summary>
/// <remarks>
/// Publishes <see cref="WhistleRated"/>. Refuses with <c>whistle_not_found</c>, <c>whistle_not_ended</c>,
/// <c>not_summoned</c>, <c>already_rated</c>, <c>rating_window_over</c>.
/// </remarks>
public static class RateWhistle
{
    public sealed record Request(
        [property: Required] bool? Justified,
        [property: Required, StringLength(500, MinimumLength = 2)] string Words);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/whistles/{whistleId}/ratings", Handle)
        .Allow(Whistle.Responders)
        .Produces(StatusCodes.Status204NoContent)
        .Refuses(RefusalKind.NotFound, RefusalKind.Forbidden, RefusalKind.Conflict);

    static Task<IResult> Handle(
        WhistleId whistleId, Request request, Actor actor, Database database, CurrentTerms current,
        CancellationToken cancel) =>
        StoredWhistle.Change(database, current, whistleId, actor,
            (whistle, _, head) =>
                whistle.RateWhistle(request.Justified!.Value, Scrubbing.Scrub(request.Words), actor, head), cancel);
}
