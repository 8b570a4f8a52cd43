using Dispatch.Escalation.Clocks;
using Dispatch.Escalation.Whistles.Domain;

namespace Dispatch.Escalation.Whistles;

/// <summary>A township's principal, or on appeal the centre, decides whether a whistle is heard (吹哨审核).</summary>
/// <remarks>
/// Publishes <see cref="WhistleBlown"/> or <see cref="WhistleRefused"/>. Refuses with <c>whistle_not_found</c>,
/// <c>whistle_not_for_review</c>, <c>not_yours_to_review</c>.
/// </remarks>
public static class ReviewWhistle
{
    public sealed record Request(
        [property: Required] bool? Accepted,
        [property: Required, StringLength(500, MinimumLength = 2)] string Grounds);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/whistles/{whistleId}/review", Handle)
        .Allow(Whistle.Reviewers)
        .Produces(StatusCodes.Status204NoContent)
        .Refuses(RefusalKind.NotFound, RefusalKind.Forbidden, RefusalKind.Conflict);

    static Task<IResult> Handle(
        WhistleId whistleId, Request request, Actor actor, Database database, CurrentTerms current,
        CancellationToken cancel) =>
        StoredWhistle.Change(database, current, whistleId, actor,
            (whistle, terms, head) =>
                whistle.Review(request.Accepted!.Value, Scrubbing.Scrub(request.Grounds), actor, terms, head), cancel);
}
