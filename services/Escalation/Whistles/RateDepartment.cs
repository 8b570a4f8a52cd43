using Dispatch.Escalation.Clocks;
using Dispatch.Escalation.Whistles.Domain;

namespace Dispatch.Escalation.Whistles;

/// <summary>The blower rates a department: came in time, did its part, solved (评哨).</summary>
/// <remarks>
/// Publishes <see cref="WhistleRated"/>. Refuses with <c>whistle_not_found</c>, <c>whistle_not_ended</c>,
/// <c>not_your_whistle</c>, <c>not_rateable</c>, <c>already_rated</c>, <c>rating_window_over</c>.
/// </remarks>
public static class RateDepartment
{
    public sealed record Request(
        [property: Required] bool? InTime, [property: Required] bool? DidPart, [property: Required] bool? Solved,
        [property: Required, StringLength(500, MinimumLength = 2)] string Words);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/whistles/{whistleId}/ratings/{organisation}", Handle)
        .Allow(Whistle.Proposers)
        .Produces(StatusCodes.Status204NoContent)
        .Refuses(RefusalKind.NotFound, RefusalKind.Forbidden, RefusalKind.Conflict);

    static Task<IResult> Handle(
        WhistleId whistleId, OrganisationId organisation, Request request, Actor actor, Database database,
        CurrentTerms current, CancellationToken cancel) =>
        StoredWhistle.Change(database, current, whistleId, actor,
            (whistle, _, head) =>
                whistle.RateDepartment(
                organisation, new(request.InTime!.Value, request.DidPart!.Value, request.Solved!.Value),
                Scrubbing.Scrub(request.Words), actor, head), cancel);
}
