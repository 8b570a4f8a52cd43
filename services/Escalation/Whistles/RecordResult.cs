using Dispatch.Escalation.Clocks;
using Dispatch.Escalation.Whistles.Domain;

namespace Dispatch.Escalation.Whistles;

/// <summary>The lead records what was reached together, and what remains for whom until when (联合处置结果).</summary>
/// <remarks>
/// Publishes <see cref="JointResultRecorded"/>. What remains goes on as a supervision order, so that nobody who is late
/// holds up the end. Refuses with <c>whistle_not_found</c>, <c>whistle_not_open</c>, <c>not_the_lead</c>,
/// <c>not_on_site</c>, <c>unknown_part</c>, <c>until_in_the_past</c>, <c>until_too_late</c>.
/// </remarks>
public static class RecordResult
{
    /// <param name="Remains">What it still owes; null: nothing.</param>
    /// <param name="Until">Until when; null: the term of an order.</param>
    public sealed record Part(
        [property: Required] OrganisationId? Organisation,
        [property: StringLength(1000, MinimumLength = 2)] string? Done,
        [property: StringLength(1000, MinimumLength = 2)] string? Remains, DateTimeOffset? Until);

    public sealed record Request(
        [property: Required, StringLength(2000, MinimumLength = 2)] string Summary,
        [property: MaxLength(20)] IReadOnlyList<Part>? Parts);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/whistles/{whistleId}/result", Handle)
        .Allow(Whistle.Responders)
        .Produces(StatusCodes.Status204NoContent)
        .Refuses(RefusalKind.NotFound, RefusalKind.Forbidden, RefusalKind.Conflict, RefusalKind.Invalid);

    static Task<IResult> Handle(
        WhistleId whistleId, Request request, Actor actor, Database database, CurrentTerms current,
        CancellationToken cancel)
    {
        static string? Clean(string? text) => text is null ? null : Scrubbing.Scrub(text);
        var parts = (request.Parts ?? []).Select(part => new PartOfResult(
            part.Organisation!.Value, Clean(part.Done), Clean(part.Remains), part.Until?.ToUniversalTime())).ToList();
        return StoredWhistle.Change(database, current, whistleId, actor,
            (whistle, terms, head) =>
                whistle.RecordResult(Scrubbing.Scrub(request.Summary), parts, actor, terms, head), cancel);
    }
}
