using Dispatch.Escalation.Clocks;
using Dispatch.Escalation.Whistles.Domain;

namespace Dispatch.Escalation.Whistles;

/// <summary>The blower of an emergency says whether it is finished (事不完，人不走).</summary>
/// <remarks>
/// Publishes <see cref="WhistleEnded"/> or <see cref="JointResultRejected"/>. Refuses with <c>whistle_not_found</c>,
/// <c>no_result_waits</c>, <c>not_your_whistle</c>.
/// </remarks>
public static class EndWhistle
{
    public sealed record Request(
        [property: Required] bool? Finished,
        [property: Required, StringLength(500, MinimumLength = 2)] string Words);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/whistles/{whistleId}/ending", Handle)
        .Allow(Whistle.Proposers)
        .Produces(StatusCodes.Status204NoContent)
        .Refuses(RefusalKind.NotFound, RefusalKind.Forbidden, RefusalKind.Conflict);

    static Task<IResult> Handle(
        WhistleId whistleId, Request request, Actor actor, Database database, CurrentTerms current,
        CancellationToken cancel) =>
        StoredWhistle.Change(database, current, whistleId, actor,
            (whistle, terms, head) =>
                whistle.End(request.Finished!.Value, Scrubbing.Scrub(request.Words), actor, terms, head), cancel);
}
