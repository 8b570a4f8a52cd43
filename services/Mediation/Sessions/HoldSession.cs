using Dispatch.Mediation.Files;
using Dispatch.Mediation.Files.Domain;

namespace Dispatch.Mediation.Sessions;

/// <summary>The mediator records a session (调解会) that was held; there may be several.</summary>
/// <remarks>
/// Publishes <see cref="SessionHeld"/>. Refuses with <c>file_not_found</c>, <c>consent_missing</c>,
/// <c>consent_refused</c>, <c>session_in_future</c>, <c>session_before_consent</c>, <c>file_ended</c>.
/// Source: 人民调解法 §17, §22, §27.
/// </remarks>
public static class HoldSession
{
    public sealed record Request(
        [property: Required] DateTimeOffset? HeldAt,
        [property: Required, StringLength(200, MinimumLength = 1)] string Place,
        [property: Required, StringLength(4000, MinimumLength = 1)] string Note);

    /// <param name="Session">1 for the first.</param>
    public sealed record Reply(int Session, FileStatus Status);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/files/{fileId}/sessions", Handle)
        .Allow(Roles.Mediator)
        .Produces<Reply>(StatusCodes.Status201Created)
        .Refuses(RefusalKind.NotFound, RefusalKind.Conflict, RefusalKind.Invalid);

    static async Task<IResult> Handle(
        FileId fileId, Request request, Actor actor, Idempotency once, Database database, Vault vault,
        CancellationToken cancel)
    {
        var sent = new { fileId, request };
        var result = await database.Transact<Reply>(work => once.Once<object, Reply>(
            work, actor.Account, sent, async () =>
            {
                if (await StoredFile.Lock(work, fileId, actor) is not { } file)
                    return Refusals.FileNotFound;
                var heads = StoredFile.Heads(work, file, actor);
                if (!file.HoldSession(request.HeldAt!.Value, work.Now, heads).Accepted(out var change, out var refusal))
                    return refusal;

                var saved = await StoredFile.Save(work, change);
                await work.Execute(Insert, new
                {
                    fileId, saved.Sessions, request.HeldAt, request.Place, actor.Account,
                    note = vault.Seal(request.Note, StoredFile.About(fileId, $"session/{saved.Sessions}")),
                });
                return new Reply(saved.Sessions, saved.Status);
            }), cancel);
        return result.ToHttp(reply => TypedResults.Created((string?)null, reply));
    }

    const string Insert = """
        insert into session (file_id, number, held_at, place, note_sealed, recorded_by)
        values (@fileId, @Sessions, @HeldAt, @Place, @note, @Account)
        """;
}
