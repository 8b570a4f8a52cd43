using Dispatch.Mediation.Files.Domain;

namespace Dispatch.Mediation.Files;

/// <summary>A file as it is stored, for reading.</summary>
sealed record FileRow(
    CaseNumber CaseNumber, CaseId CaseId, TicketId TicketId, MediationKind Kind, FileStatus Status,
    OrganisationId Organisation, string OrganisationName, JurisdictionId Jurisdiction, string? Address, string Text,
    DateTimeOffset OpenedAt, DateTimeOffset? EndedAt, EndReason? EndReason, byte[]? EndNoteSealed,
    bool PartiesWithheld)
{
    public static string Load(Actor actor) => $"""
        select f.case_number, f.case_id, f.ticket_id, f.kind, f.status, f.organisation, f.organisation_name,
            f.jurisdiction, f.address, f.text, f.opened_at, f.ended_at, f.end_reason, f.end_note_sealed,
            {Visibility.PartiesWithheld} as parties_withheld
        from mediation_file f
        where f.id = @fileId and {Visibility.Files.Sees(actor)}
        """;
}

sealed record PartyRow(
    int Number, Side Side, byte[] NameSealed, byte[]? PhoneSealed, string NameMasked, string? PhoneMasked,
    bool? Consent, DateTimeOffset? ConsentAt, byte[]? NoteSealed, DateTimeOffset? SignedAt)
{
    public const string Load = """
        select number, side, name_sealed, phone_sealed, name_masked, phone_masked, consent, consent_at,
            note_sealed, signed_at
        from party where file_id = @fileId order by number
        """;
}

sealed record SessionRow(int Number, DateTimeOffset HeldAt, string Place, byte[] NoteSealed)
{
    public const string Load = """
        select number, held_at, place, note_sealed from session where file_id = @fileId order by number
        """;
}

sealed record AgreementRow(
    byte[] FactsSealed, byte[] ContentSealed, PerformanceMode Mode, DateOnly? PerformBy, bool Oral,
    DateTimeOffset ReachedAt, DateTimeOffset? MediatorSignedAt, DateTimeOffset? SealedAt, DateTimeOffset? EffectiveAt)
{
    public const string Load = """
        select facts_sealed, content_sealed, mode, perform_by, oral, reached_at, mediator_signed_at, sealed_at,
            effective_at
        from agreement where file_id = @fileId
        """;
}
