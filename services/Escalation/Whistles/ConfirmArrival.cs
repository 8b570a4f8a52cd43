using Dispatch.Escalation.Clocks;
using Dispatch.Escalation.Whistles.Domain;

namespace Dispatch.Escalation.Whistles;

/// <summary>The blower says that a department is on the spot (吹哨人确认到场).</summary>
/// <remarks>
/// Publishes <see cref="DepartmentArrived"/>. Refuses with <c>whistle_not_found</c>, <c>whistle_not_open</c>,
/// <c>not_summoned</c>, <c>already_arrived</c>, <c>not_your_whistle</c>.
/// </remarks>
public static class ConfirmArrival
{
    public sealed record Request(
        [property: StringLength(40, MinimumLength = 2)] string? Attendee);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/whistles/{whistleId}/arrivals/{organisation}", Handle)
        .Allow(Whistle.Proposers)
        .Produces(StatusCodes.Status204NoContent)
        .Refuses(RefusalKind.NotFound, RefusalKind.Forbidden, RefusalKind.Conflict);

    static Task<IResult> Handle(
        WhistleId whistleId, OrganisationId organisation, Request request, Actor actor, Database database,
        CurrentTerms current, CancellationToken cancel) =>
        StoredWhistle.Change(database, current, whistleId, actor,
            (whistle, terms, head) =>
                whistle.Arrive(
                organisation, PlaceProof.Confirmation, null,
                request.Attendee is null ? null : Scrubbing.Scrub(request.Attendee), actor, terms, head), cancel);
}
