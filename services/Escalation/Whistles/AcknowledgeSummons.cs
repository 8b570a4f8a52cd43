using Dispatch.Escalation.Clocks;
using Dispatch.Escalation.Whistles.Domain;

namespace Dispatch.Escalation.Whistles;

/// <summary>A summoned department answers that it comes, and who (应哨).</summary>
/// <remarks>
/// Publishes <see cref="SummonsAcknowledged"/>. Refuses with <c>whistle_not_found</c>, <c>whistle_not_open</c>,
/// <c>not_summoned</c>, <c>summons_already_answered</c>.
/// </remarks>
public static class AcknowledgeSummons
{
    public sealed record Request(
        [property: Required, StringLength(40, MinimumLength = 2)] string Attendee);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/whistles/{whistleId}/acknowledgement", Handle)
        .Allow(Whistle.Responders)
        .Produces(StatusCodes.Status204NoContent)
        .Refuses(RefusalKind.NotFound, RefusalKind.Forbidden, RefusalKind.Conflict);

    static Task<IResult> Handle(
        WhistleId whistleId, Request request, Actor actor, Database database, CurrentTerms current,
        CancellationToken cancel) =>
        StoredWhistle.Change(database, current, whistleId, actor,
            (whistle, _, head) =>
                whistle.Acknowledge(Scrubbing.Scrub(request.Attendee), actor, head), cancel);
}
