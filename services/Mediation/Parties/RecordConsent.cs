using Dispatch.Mediation.Files;
using Dispatch.Mediation.Files.Domain;

namespace Dispatch.Mediation.Parties;

/// <summary>The mediator records whether a party agrees to be mediated: the gate of 人民调解法 §17.</summary>
/// <remarks>
/// Publishes <see cref="ConsentGiven"/>, or <see cref="ConsentRefused"/> and <see cref="MediationEnded"/>: one refusal
/// ends the file. Refuses with <c>file_not_found</c>, <c>party_not_found</c>, <c>consent_already_recorded</c>,
/// <c>file_ended</c>, <c>consent_refused</c>.
/// </remarks>
public static class RecordConsent
{
    /// <param name="Party">The party's number in the file.</param>
    /// <param name="Given">False: the party refuses.</param>
    public sealed record Request(
        [property: Required] int? Party, [property: Required] bool? Given, [property: StringLength(500)] string? Note);

    public sealed record Reply(FileStatus Status);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/files/{fileId}/consents", Handle)
        .Allow(Roles.Mediator)
        .Produces<Reply>()
        .Refuses(RefusalKind.NotFound, RefusalKind.Conflict);

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
                var recorded = file.RecordConsent(request.Party!.Value, request.Given!.Value, work.Now, heads);
                if (!recorded.Accepted(out var change, out var refusal))
                    return refusal;

                var saved = await StoredFile.Save(work, change);
                if (request.Note is { Length: > 0 } note)
                {
                    await work.Execute(Note, new
                    {
                        fileId, request.Party,
                        note = vault.Seal(note, StoredFile.About(fileId, $"party/{request.Party}/note")),
                    });
                }
                return new Reply(saved.Status);
            }), cancel);
        return result.ToHttp(reply => TypedResults.Ok(reply));
    }

    const string Note = "update party set note_sealed = @note where file_id = @fileId and number = @Party";
}
