using Dispatch.Mediation.Files.Domain;

namespace Dispatch.Mediation.Files;

/// <summary>
/// Reads a file's state before a command and writes it afterwards; nothing else changes a file's status. Who the
/// parties are stays sealed.
/// </summary>
public static class StoredFile
{
    sealed record Row(
        FileId Id, CaseId CaseId, CaseNumber CaseNumber, TicketId TicketId, string OrganisationName, FileStatus Status,
        int Version, int Sessions, DateTimeOffset? LastSessionAt, EndReason? EndReason, DateTimeOffset? EndedAt);

    /// <summary>
    /// Locks the file, so that a second mediator waits and then sees what the first has done. Null when it belongs to
    /// another organisation, or when the actor's own must stand back from it (回避).
    /// </summary>
    public static Task<MediationFile?> Lock(Work work, FileId fileId, Actor actor) =>
        Find(work, LoadFile(actor) + " for update", fileId, actor);

    /// <summary>The file as <see cref="Lock"/> would find it, for telling what may be done on it.</summary>
    public static Task<MediationFile?> Load(Work work, FileId fileId, Actor actor) =>
        Find(work, LoadFile(actor), fileId, actor);

    static async Task<MediationFile?> Find(Work work, string sql, FileId fileId, Actor actor)
    {
        if (await work.Find<Row>(sql, new { fileId, actor.Organisation, actor.Scope }) is not { } row)
            return null;
        return new MediationFile(
            row.Id, row.CaseId, row.CaseNumber, row.TicketId, row.OrganisationName, row.Status, row.Version,
            row.Sessions, row.LastSessionAt)
        {
            EndReason = row.EndReason,
            EndedAt = row.EndedAt,
            Parties = await work.List<Party>(LoadParties, new { fileId }),
            Agreement = await work.Find<Agreement>(LoadAgreement, new { fileId }),
        };
    }

    /// <summary>Writes the file's state and publishes what has become true.</summary>
    public static async Task<MediationFile> Save(Work work, FileChange change)
    {
        var file = change.File;
        await work.Execute(Update, new
        {
            file.Id, Status = file.Status.ToWireName(), file.Version, file.Sessions, file.LastSessionAt,
            EndReason = file.EndReason?.ToWireName(), file.EndedAt,
            file.Agreement?.MediatorSignedAt, file.Agreement?.SealedAt, file.Agreement?.EffectiveAt,
            numbers = file.Parties.Select(p => p.Number).ToArray(),
            consents = file.Parties.Select(p => p.Consent).ToArray(),
            consentTimes = file.Parties.Select(p => p.ConsentAt?.ToUniversalTime()).ToArray(),
            signedTimes = file.Parties.Select(p => p.SignedAt?.ToUniversalTime()).ToArray(),
        });
        foreach (var what in change.Events)
            work.Publish(what);
        return file;
    }

    /// <summary>Makes the heads of the events that this request publishes.</summary>
    public static Heads Heads(Work work, MediationFile file, Actor actor) =>
        version => work.Head(file.CaseId, file.CaseNumber, version, actor.ToActedBy());

    /// <summary>Where a sealed value belongs; one that was copied to another place cannot be opened there.</summary>
    public static string About(FileId file, string what) => $"file/{file}/{what}";

    static string LoadFile(Actor actor) => $"""
        select id, case_id, case_number, ticket_id, organisation_name, status, version, sessions, last_session_at,
            end_reason, ended_at
        from mediation_file f
        where id = @fileId and {Visibility.Files.Sees(actor)}
        """;

    const string LoadParties = """
        select number, side, consent, consent_at, signed_at from party where file_id = @fileId order by number
        """;

    const string LoadAgreement = """
        select mode, perform_by, oral, reached_at, mediator_signed_at, sealed_at, effective_at
        from agreement where file_id = @fileId
        """;

    const string Update = """
        update mediation_file set status = @Status, version = @Version, sessions = @Sessions,
            last_session_at = @LastSessionAt, end_reason = @EndReason, ended_at = @EndedAt
        where id = @Id;
        update party set consent = n.consent, consent_at = n.consent_at, signed_at = n.signed_at
        from unnest(@numbers, @consents, @consentTimes::timestamptz[], @signedTimes::timestamptz[])
            as n (number, consent, consent_at, signed_at)
        where file_id = @Id and party.number = n.number;
        update agreement set mediator_signed_at = @MediatorSignedAt, sealed_at = @SealedAt, effective_at = @EffectiveAt
        where file_id = @Id;
        """;
}
