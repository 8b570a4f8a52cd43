using Dispatch.Escalation.Clocks;
using Dispatch.Escalation.Whistles.Domain;
using Microsoft.AspNetCore.Mvc;

namespace Dispatch.Escalation.Whistles;

/// <summary>A department reports on the spot (报到) by a photograph that it has taken there.</summary>
/// <remarks>
/// The body is the photograph. Publishes <see cref="DepartmentArrived"/>. Refuses with <c>whistle_not_found</c>,
/// <c>whistle_not_open</c>, <c>not_summoned</c>, <c>already_arrived</c>, <c>photo_not_accepted</c>,
/// <c>photo_too_large</c>.
/// </remarks>
public static class ReportByPhoto
{
    public const int MostBytes = 5 << 20;

    static readonly Refusal NotAccepted = new(
        RefusalKind.Invalid, "photo_not_accepted", "请上传现场照片，只接受 JPEG、PNG、WebP 格式。",
        "Send a photograph: JPEG, PNG or WebP.", "body");

    static readonly Refusal TooLarge = new(
        RefusalKind.Invalid, "photo_too_large", "照片不能超过5 MB，请压缩后再上传。",
        "A photograph may have 5 MB at most; make it smaller.", "body");

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/whistles/{whistleId}/arrival/photo", Handle)
        .Allow(Whistle.Responders)
        // Twice the limit is read, so that a file that is too large gets a proper refusal and not a broken connection.
        .WithMetadata(new RequestSizeLimitAttribute(2 * MostBytes))
        .Produces(StatusCodes.Status204NoContent)
        .Refuses(RefusalKind.NotFound, RefusalKind.Conflict, RefusalKind.Invalid);

    /// <param name="attendee">Who is there; null: whoever was named before.</param>
    static async Task<IResult> Handle(
        WhistleId whistleId, string? attendee, Stream body, Actor actor, Database database, CurrentTerms current,
        CancellationToken cancel)
    {
        using var file = new MemoryStream();
        await body.CopyToAsync(file, cancel);
        var content = file.ToArray();
        if (content.Length > MostBytes)
            return Problems.From(TooLarge);
        if (MediaKind.Of(content) is not (EvidenceKind.Photo, var mediaType))
            return Problems.From(NotAccepted);
        var terms = current.Value;
        var result = await database.Transact<Whistle>(async work =>
        {
            if (await StoredWhistle.Lock(work, whistleId, actor) is not { } whistle)
                return StoredWhistle.NotFound;
            if (!whistle.Arrive(
                    actor.Organisation, PlaceProof.Photo, null, attendee is null ? null : Scrubbing.Scrub(attendee),
                    actor, terms, work.Head(whistle.Version + 1, actor.ToActedBy()))
                .Accepted(out var step, out var refusal))
                return refusal;
            await StoredWhistle.Save(work, step, terms);
            await work.Execute(Insert, new { whistleId, actor.Organisation, mediaType, content, work.Now });
            return step.Whistle;
        }, cancel);
        return result.ToHttp(_ => TypedResults.NoContent());
    }

    const string Insert = """
        insert into arrival_photo (whistle_id, organisation, media_type, content, at)
        values (@whistleId, @Organisation, @mediaType, @content, @Now)
        """;
}
