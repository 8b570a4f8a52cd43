using Dispatch.Routing.Tickets.Domain;
using Microsoft.AspNetCore.Mvc;

namespace Dispatch.Routing.Tickets.Evidence;

/// <summary>An organisation attaches a photograph, a recording or a paper to its ticket (佐证材料).</summary>
/// <remarks>
/// The body is the file itself; its first bytes tell of what kind it is. Refuses with <c>ticket_not_found</c>,
/// <c>ticket_not_in_hand</c>, <c>evidence_empty</c>, <c>evidence_too_large</c>, <c>evidence_too_many</c>,
/// <c>evidence_not_accepted</c>.
/// </remarks>
public static class AddEvidence
{
    public const int MostBytes = 5 << 20;

    public sealed record Answer(EvidenceId Id, EvidenceKind Kind, string MediaType, int Size);

    static readonly Refusal Empty = new(
        RefusalKind.Invalid, "evidence_empty", "文件是空的，请重新选择。", "The file is empty; choose another.", "body");

    static readonly Refusal TooLarge = new(
        RefusalKind.Invalid, "evidence_too_large", "单个文件不能超过5 MB，请压缩后再上传。",
        "A file may have 5 MB at most; make it smaller.", "body");

    static readonly Refusal NotAccepted = new(
        RefusalKind.Invalid, "evidence_not_accepted", "只接受 JPEG、PNG、WebP 照片，MP4 录像，M4A 录音和 PDF 文件。",
        "Only JPEG, PNG, WebP, MP4, M4A and PDF files are accepted.", "body");

    internal static readonly string[] Callers = [Roles.Handler, Roles.Head, Roles.Dispatcher, Roles.Director];

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/tickets/{ticketId}/evidence", Handle)
        .Allow(Callers)
        // Twice the limit is read, so that a file that is too large gets a proper refusal and not a broken connection.
        .WithMetadata(new RequestSizeLimitAttribute(2 * MostBytes))
        .Produces<Answer>(StatusCodes.Status201Created)
        .Refuses(RefusalKind.NotFound, RefusalKind.Conflict, RefusalKind.Invalid);

    /// <param name="name">The file's name, to find it again by.</param>
    static async Task<IResult> Handle(
        TicketId ticketId, string? name, Stream body, Actor actor, Idempotency idempotency,
        Database database, CancellationToken cancel)
    {
        using var file = new MemoryStream();
        await body.CopyToAsync(file, cancel);
        var content = file.ToArray();
        if (content.Length is 0 or > MostBytes)
            return Problems.From(content.Length == 0 ? Empty : TooLarge);
        if (MediaKind.Of(content) is not var (kind, mediaType))
            return Problems.From(NotAccepted);

        var result = await database.Transact<Answer>(
            work => idempotency.Once(work, actor.Account, new { ticketId, name, content }, async Task<Result<Answer>>
                () =>
            {
                if (await HeldTicket.OfOrganisation(work, ticketId, actor) is not { } held)
                    return HeldTicket.NotFound;
                if (held.Ticket.AttachEvidence((await TicketFacts.Of(work, ticketId)).Files) is { } no)
                    return no;
                var id = EvidenceId.New();
                await work.Execute(Insert, new
                {
                    id, ticketId, name = FileName(name, kind), kind = kind.ToWireName(), mediaType,
                    size = content.Length, content, work.Now, actor.Account, actor.Name,
                });
                return new Answer(id, kind, mediaType, content.Length);
            }),
            cancel);
        return result.ToHttp(made => TypedResults.Created($"/api/routing/tickets/{ticketId}/evidence/{made.Id}", made));
    }

    // The name is only for display: characters that mean something in a path or a header are left out.
    static string FileName(string? name, EvidenceKind kind)
    {
        var kept = string.Concat(Scrubbing.Scrub(name ?? "").Where(c =>
            !char.IsControl(c) && !"/\\\"<>:|?*".Contains(c, StringComparison.Ordinal))).Trim();
        // Never cut a surrogate pair in two.
        var most = kept.Length > 100 && char.IsHighSurrogate(kept[99]) ? 99 : 100;
        return kept.Length is 0 ? kind.ToWireName() : kept.Length > most ? kept[..most] : kept;
    }

    const string Insert = """
        insert into evidence (id, ticket_id, name, kind, media_type, size, content, at, by_account, by_name)
        values (@id, @ticketId, @name, @kind, @mediaType, @size, @content, @Now, @Account, @Name)
        """;
}
