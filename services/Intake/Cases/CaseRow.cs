using Dispatch.Intake.Petitioners;

namespace Dispatch.Intake.Cases;

/// <summary>A case as a list shows it, masked.</summary>
public sealed record CaseItem(
    CaseId Id, CaseNumber Number, CaseStatus Status, Channel Channel, CaseKind Kind, Urgency Urgency, string Text,
    MatterId? Matter, string? MatterName, JurisdictionId Jurisdiction, string? Address,
    OrganisationId? LeadOrganisation, string? LeadOrganisationName, DateTimeOffset RegisteredAt,
    Contact.Masked Petitioner, int Round, RatingLevel? Rating, DateTimeOffset? CalledBackAt, bool? Solved,
    DateTimeOffset? ArchivedAt, OrganisationId? Against);

/// <summary>A row of a case with its progress and sealed petitioner.</summary>
public sealed record CaseRow(
    CaseId Id, CaseNumber Number, CaseStatus Status, Channel Channel, CaseKind Kind, Urgency Urgency, string Text,
    MatterId? Matter, string? MatterName, JurisdictionId Jurisdiction, string? Address,
    OrganisationId? LeadOrganisation, string? LeadOrganisationName, DateTimeOffset RegisteredAt, byte[]? Name,
    byte[]? Phone, bool Confidential, int Round, RatingLevel? Rating, DateTimeOffset? CalledBackAt, bool? Solved,
    DateTimeOffset? ArchivedAt, OrganisationId? Against, bool Withheld)
{
    const int Shown = 120;

    /// <summary>
    /// The columns of a row, for a query on <c>citizen_case c</c>, <c>case_progress p</c> and <c>petitioner w</c>.
    /// </summary>
    public const string Columns = $"""
        c.id, c.number, p.status, c.channel, c.kind, c.urgency, c.text, p.matter, p.matter_name, c.jurisdiction,
        c.address, p.lead_organisation, p.lead_organisation_name, c.registered_at, w.name, w.phone, w.confidential,
        p.round, p.rating, p.called_back_at, p.solved, p.archived_at, c.against,
        {CaseVisibility.Withheld} as withheld
        """;

    public CaseItem Item(Vault vault, bool whole = false) => new(
        Id, Number, Status, Channel, Kind, Urgency, whole || Text.Length <= Shown ? Text : Text[..Shown] + "…", Matter,
        MatterName, Jurisdiction, Address, LeadOrganisation, LeadOrganisationName, RegisteredAt,
        new Contact(Name, Phone, null, Confidential || Withheld, null).Mask(vault, Id), Round, Rating, CalledBackAt,
        Solved, ArchivedAt, Against);
}
