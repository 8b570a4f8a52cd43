using Dispatch.Escalation.Clocks;
using Dispatch.Escalation.Whistles.Domain;

namespace Dispatch.Escalation.Whistles;

/// <summary>A department reports on the spot (报到): its position proves it.</summary>
/// <remarks>
/// Publishes <see cref="DepartmentArrived"/>. Whoever cannot be located sends a photograph
/// (<see cref="ReportByPhoto"/>), or the blower confirms it (<see cref="ConfirmArrival"/>). Refuses with
/// <c>whistle_not_found</c>, <c>whistle_not_open</c>, <c>not_summoned</c>, <c>already_arrived</c>,
/// <c>too_far_away</c>, <c>position_too_vague</c>, <c>place_not_located</c>.
/// </remarks>
public static class ReportArrival
{
    /// <summary>A telephone that is not surer than this has not found itself.</summary>
    const double VaguestMetres = 200;

    /// <param name="Accuracy">In metres, as the telephone says.</param>
    public sealed record Request(
        [property: Required, Range(-90, 90)] double? Latitude, [property: Required, Range(-180, 180)] double? Longitude,
        [property: Range(0, 100_000)] double? Accuracy,
        [property: StringLength(40, MinimumLength = 2)] string? Attendee);

    static readonly Refusal TooVague = new(
        RefusalKind.Invalid, "position_too_vague", "定位误差过大，请到开阔处重新定位，或上传现场照片。",
        "Your position is too vague; try again in the open, or send a photograph.", "accuracy");

    static readonly Refusal NotLocated = new(
        RefusalKind.Conflict, "place_not_located", "吹哨时没有标注现场位置，请上传现场照片或由吹哨人确认到场。",
        "The whistle names no position; send a photograph, or let the blower confirm it.");

    static Refusal TooFar(int metres, int radius) => new(
        RefusalKind.Invalid, "too_far_away", $"当前位置距现场{metres}米，超出{radius}米的范围，请到场后再报到。",
        $"You are {metres} m away, and must be within {radius} m; report when you are there.", "latitude");

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/whistles/{whistleId}/arrival", Handle)
        .Allow(Whistle.Responders)
        .Produces(StatusCodes.Status204NoContent)
        .Refuses(RefusalKind.NotFound, RefusalKind.Forbidden, RefusalKind.Conflict, RefusalKind.Invalid);

    static Task<IResult> Handle(
        WhistleId whistleId, Request request, Actor actor, Database database, CurrentTerms current,
        CancellationToken cancel) =>
        StoredWhistle.Change(database, current, whistleId, actor, (whistle, terms, head) =>
        {
            if (request.Accuracy > VaguestMetres)
                return TooVague;
            if (whistle is not { Latitude: { } latitude, Longitude: { } longitude })
                return NotLocated;
            var metres = (int)Math.Round(
                Distance.Metres(latitude, longitude, request.Latitude!.Value, request.Longitude!.Value));
            return metres > whistle.Radius ? TooFar(metres, whistle.Radius) : whistle.Arrive(
                actor.Organisation, PlaceProof.Position, metres,
                request.Attendee is null ? null : Scrubbing.Scrub(request.Attendee), actor, terms, head);
        }, cancel);
}
