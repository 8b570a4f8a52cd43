using Dispatch.Mediation.Files.Domain;

namespace Dispatch.Mediation.Files;

/// <summary>The mediator ends a file without an agreement, and the case goes back to Routing.</summary>
/// <remarks>
/// Publishes <see cref="MediationEnded"/> with the reason and the paths of arbitration, reconsideration and litigation.
/// Refuses with <c>file_not_found</c>, <c>no_session_yet</c> (for notSettled), <c>file_ended</c>,
/// <c>consent_refused</c>.
/// Source: 人民调解法 §23, §25, §26. A refusal by a party is recorded as its consent, not here.
/// </remarks>
public static class TerminateFile
{
    /// <summary>当事人撤回, 调解不成, 期限届满, 涉嫌违法犯罪, 不属调解范围.</summary>
    public enum TerminationReason { PartyWithdrew, NotSettled, TimeOver, CrimeSuspected, NotMediable }

    public sealed record Request(
        [property: Required] TerminationReason? Reason,
        [property: Required, StringLength(1000, MinimumLength = 2)] string Note);

    public sealed record Reply(FileStatus Status);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/files/{fileId}/termination", Handle)
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
                var terminated = file.Terminate(
                    Reason(request.Reason!.Value), work.Now, StoredFile.Heads(work, file, actor));
                if (!terminated.Accepted(out var change, out var refusal))
                    return refusal;

                var saved = await StoredFile.Save(work, change);
                var note = vault.Seal(request.Note, StoredFile.About(fileId, "ending"));
                await work.Execute(Note, new { fileId, note });
                return new Reply(saved.Status);
            }), cancel);
        return result.ToHttp(reply => TypedResults.Ok(reply));
    }

    static EndReason Reason(TerminationReason reason) => reason switch
    {
        TerminationReason.PartyWithdrew => EndReason.PartyWithdrew,
        TerminationReason.NotSettled => EndReason.NotSettled,
        TerminationReason.TimeOver => EndReason.TimeOver,
        TerminationReason.CrimeSuspected => EndReason.CrimeSuspected,
        _ => EndReason.NotMediable,
    };

    const string Note = "update mediation_file set end_note_sealed = @note where id = @fileId";
}
