using Dispatch.Escalation.Clocks;
using Dispatch.Escalation.Whistles.Domain;

namespace Dispatch.Escalation.Whistles;

/// <summary>A summoned department does not mean to come (申请免到), and cites the duty list.</summary>
/// <remarks>
/// Publishes <see cref="SummonsRefused"/>; with a duty cited the centre decides, without one an order says that it must
/// come. Refuses with <c>whistle_not_found</c>, <c>whistle_not_open</c>, <c>not_summoned</c>,
/// <c>already_arrived</c>, <c>refusal_used</c>, <c>summons_already_answered</c>.
/// </remarks>
public static class RefuseSummons
{
    /// <param name="Duty">The entry of the duty list, or the article, that shows whose it is.</param>
    public sealed record Request(
        [property: Required] ReturnReason? Reason,
        [property: Required, StringLength(500, MinimumLength = 5)] string Explanation,
        [property: StringLength(200, MinimumLength = 2)] string? Duty);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/whistles/{whistleId}/refusal", Handle)
        .Allow(Whistle.Responders)
        .Produces(StatusCodes.Status204NoContent)
        .Refuses(RefusalKind.NotFound, RefusalKind.Forbidden, RefusalKind.Conflict);

    static Task<IResult> Handle(
        WhistleId whistleId, Request request, Actor actor, Database database, CurrentTerms current,
        CancellationToken cancel) =>
        StoredWhistle.Change(database, current, whistleId, actor,
            (whistle, terms, head) =>
                whistle.Refuse(
                request.Reason!.Value, Scrubbing.Scrub(request.Explanation),
                request.Duty is null ? null : Scrubbing.Scrub(request.Duty), actor, terms, head), cancel);
}
