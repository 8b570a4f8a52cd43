namespace Dispatch.Escalation.Whistles;

/// <summary>The photograph by which a department has reported on the spot.</summary>
/// <remarks>Refuses with <c>photo_not_found</c>, also for a whistle that the caller may not see.</remarks>
public static class ReadArrivalPhoto
{
    sealed record Row(string MediaType, byte[] Content);

    static readonly Refusal NotFound = new(
        RefusalKind.NotFound, "photo_not_found", "没有这张到场照片。", "There is no such photograph that you may see.");

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/whistles/{whistleId}/arrivals/{organisation}/photo", Handle)
        .Allow(ListWhistles.Readers)
        .Produces<byte[]>(StatusCodes.Status200OK, "application/octet-stream")
        .Refuses(RefusalKind.NotFound);

    static async Task<IResult> Handle(
        WhistleId whistleId, OrganisationId organisation, Actor actor, HttpContext http, Database database,
        CancellationToken cancel)
    {
        var row = await database.ReadOne<Row>(
            $"""
            select f.media_type, f.content
            from arrival_photo f
            join whistle w on w.id = f.whistle_id
            where f.whistle_id = @whistleId and f.organisation = @of and {Visibility.Whistles.Sees(actor)}
            """,
            new { whistleId, of = organisation, actor.Organisation, actor.Scope }, cancel);
        if (row is null)
            return Problems.From(NotFound);
        // The browser must not run the file as anything but its media type, nor store it.
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        http.Response.Headers.CacheControl = "private, no-store";
        return TypedResults.Bytes(row.Content, row.MediaType);
    }
}
