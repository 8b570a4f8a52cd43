using Dispatch.Mediation.Files;
using Dispatch.Mediation.Files.Domain;

namespace Dispatch.Mediation.Agreements;

/// <summary>
/// The mediator writes down what the parties agreed (调解协议), and may write it anew until somebody signs.
/// </summary>
/// <remarks>
/// Publishes <see cref="AgreementReached"/>; an oral one is effective at once: also <see cref="AgreementEffective"/>
/// and <see cref="MediationEnded"/>. Refuses with <c>file_not_found</c>, <c>consent_missing</c>, <c>no_session_yet</c>,
/// <c>performance_term_missing</c>, <c>performance_term_past</c>, <c>agreement_must_be_written</c>,
/// <c>agreement_already_signed</c>, <c>file_ended</c>, <c>consent_refused</c>.
/// Source: 人民调解法 §28–§30; 宁波市人民调解条例 §24 (what must be written).
/// </remarks>
public static class DraftAgreement
{
    /// <param name="Facts">The main facts, the dispute and each party's responsibility (§29).</param>
    /// <param name="Content">What was agreed (§29).</param>
    /// <param name="PerformBy">The day in China by which it must be performed.</param>
    public sealed record Request(
        [property: Required, StringLength(4000, MinimumLength = 10)] string Facts,
        [property: Required, StringLength(4000, MinimumLength = 5)] string Content,
        [property: Required] PerformanceMode? PerformanceMode, DateOnly? PerformBy, [property: Required] bool? Oral);

    public sealed record Reply(FileStatus Status);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/files/{fileId}/agreement", Handle)
        .Allow(Roles.Mediator)
        .Produces<Reply>()
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
                var drafted = file.Draft(
                    request.PerformanceMode!.Value, request.PerformBy, request.Oral!.Value, work.Now,
                    StoredFile.Heads(work, file, actor));
                if (!drafted.Accepted(out var change, out var refusal))
                    return refusal;

                var agreement = change.File.Agreement!;
                await work.Execute(Upsert, new
                {
                    fileId, Mode = agreement.Mode.ToWireName(), agreement.PerformBy, agreement.Oral,
                    agreement.ReachedAt, facts = vault.Seal(request.Facts, StoredFile.About(fileId, "facts")),
                    content = vault.Seal(request.Content, StoredFile.About(fileId, "content")),
                });
                var saved = await StoredFile.Save(work, change);
                return new Reply(saved.Status);
            }), cancel);
        return result.ToHttp(reply => TypedResults.Ok(reply));
    }

    const string Upsert = """
        insert into agreement (file_id, facts_sealed, content_sealed, mode, perform_by, oral, reached_at)
        values (@fileId, @facts, @content, @Mode, @PerformBy, @Oral, @ReachedAt)
        on conflict (file_id) do update set
            facts_sealed = excluded.facts_sealed, content_sealed = excluded.content_sealed, mode = excluded.mode,
            perform_by = excluded.perform_by, oral = excluded.oral, reached_at = excluded.reached_at
        """;
}
