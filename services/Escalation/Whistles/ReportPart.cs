using Dispatch.Escalation.Clocks;
using Dispatch.Escalation.Whistles.Domain;

namespace Dispatch.Escalation.Whistles;

/// <summary>An assisting department on the spot tells what it has done.</summary>
/// <remarks>
/// Publishes <see cref="SummonsPartReported"/>. Refuses with <c>whistle_not_found</c>, <c>whistle_not_open</c>,
/// <c>not_summoned</c>, <c>not_on_site</c>, <c>part_already_done</c>, <c>lead_reports_result</c>.
/// </remarks>
public static class ReportPart
{
    public sealed record Request(
        [property: Required, StringLength(1000, MinimumLength = 2)] string Done);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/whistles/{whistleId}/part", Handle)
        .Allow(Whistle.Responders)
        .Produces(StatusCodes.Status204NoContent)
        .Refuses(RefusalKind.NotFound, RefusalKind.Forbidden, RefusalKind.Conflict);

    static Task<IResult> Handle(
        WhistleId whistleId, Request request, Actor actor, Database database, CurrentTerms current,
        CancellationToken cancel) =>
        StoredWhistle.Change(database, current, whistleId, actor,
            (whistle, _, head) =>
                whistle.ReportPart(Scrubbing.Scrub(request.Done), actor, head), cancel);
}
