using Dispatch.Mediation.Files;
using Dispatch.Mediation.Files.Domain;

namespace Dispatch.Mediation.Agreements;

/// <summary>The mediator records one signature under the written agreement, or the committee's seal.</summary>
/// <remarks>
/// With the last one publishes <see cref="AgreementEffective"/> and <see cref="MediationEnded"/>. Refuses with
/// <c>file_not_found</c>, <c>party_not_found</c>, <c>one_signature_only</c>, <c>agreement_missing</c>,
/// <c>already_signed</c>, <c>file_ended</c>, <c>consent_refused</c>. Source: 人民调解法 §29.
/// </remarks>
public static class SignAgreement
{
    /// <summary>Exactly one of the three.</summary>
    /// <param name="Party">The number of the party that signed.</param>
    public sealed record Request(int? Party, bool? Mediator, bool? Seal)
    {
        internal Signer? Signer() => (Party, Mediator ?? false, Seal ?? false) switch
        {
            ({ } number, false, false) => new Signer.OfParty(number),
            (null, true, false) => new Signer.OfMediator(),
            (null, false, true) => new Signer.OfCommittee(),
            _ => null,
        };
    }

    /// <param name="EffectiveAt">Set once the agreement binds.</param>
    public sealed record Reply(FileStatus Status, DateTimeOffset? EffectiveAt);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/files/{fileId}/signatures", Handle)
        .Allow(Roles.Mediator)
        .Produces<Reply>()
        .Refuses(RefusalKind.NotFound, RefusalKind.Conflict, RefusalKind.Invalid);

    static async Task<IResult> Handle(
        FileId fileId, Request request, Actor actor, Idempotency once, Database database, CancellationToken cancel)
    {
        var sent = new { fileId, request };
        var result = await database.Transact<Reply>(work => once.Once<object, Reply>(
            work, actor.Account, sent, async () =>
            {
                if (request.Signer() is not { } signer)
                    return Refusals.OneSignature;
                if (await StoredFile.Lock(work, fileId, actor) is not { } file)
                    return Refusals.FileNotFound;
                var heads = StoredFile.Heads(work, file, actor);
                if (!file.Sign(signer, work.Now, heads).Accepted(out var change, out var refusal))
                    return refusal;

                var saved = await StoredFile.Save(work, change);
                return new Reply(saved.Status, saved.Agreement!.EffectiveAt);
            }), cancel);
        return result.ToHttp(reply => TypedResults.Ok(reply));
    }
}
