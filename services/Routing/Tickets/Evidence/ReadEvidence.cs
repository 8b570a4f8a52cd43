namespace Dispatch.Routing.Tickets.Evidence;

/// <summary>One attachment itself, for the ticket's own organisation and the centre.</summary>
/// <remarks>Refuses with <c>evidence_not_found</c>, also for another organisation's.</remarks>
public static class ReadEvidence
{
    sealed record Row(string Name, string MediaType, byte[] Content);

    static readonly Refusal NotFound = new(
        RefusalKind.NotFound, "evidence_not_found", "没有这个佐证文件，或不在您的单位。",
        "No such file is with your organisation.");

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/tickets/{ticketId}/evidence/{evidenceId}", Handle)
        .Allow(EvidenceRow.Readers)
        .Produces<byte[]>(StatusCodes.Status200OK, "application/octet-stream")
        .Refuses(RefusalKind.NotFound);

    static async Task<IResult> Handle(
        TicketId ticketId, EvidenceId evidenceId, Actor actor, HttpContext http, Database database,
        CancellationToken cancel)
    {
        var row = await database.ReadOne<Row>(
            $"""
            select e.name, e.media_type, e.content
            from evidence e
            join ticket t on t.id = e.ticket_id
            where e.id = @evidenceId and t.id = @ticketId and {TicketItem.Visibility.Sees(actor)}
            """,
            new { evidenceId, ticketId, actor.Organisation, actor.Scope }, cancel);
        if (row is null)
            return Problems.From(NotFound);
        // The browser must not run the file as anything but its media type, nor store it.
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        http.Response.Headers.CacheControl = "private, no-store";
        return TypedResults.Bytes(row.Content, row.MediaType, row.Name);
    }
}
