using Dispatch.Intake.Petitioners;

namespace Dispatch.Intake.Cases;

/// <summary>A case as a list shows it, masked.</summary>
public sealed record CaseItem(
    CaseId Id, CaseNumber Number, CaseStatus Status, Channel Channel, CaseKind Kind, Urgency Urgency, string Text,
    MatterId? Matter, string? MatterName, JurisdictionId Jurisdiction, string? Address,
    OrganisationId? LeadOrganisation, string? LeadOrganisationName, DateTimeOffset RegisteredAt,
    Contact.Masked Petitioner, int Round, RatingLevel? Rating, DateTimeOffset? CalledBackAt, bool? Solved,
    DateTimeOffset? ArchivedAt, OrganisationId? Against);

/// <summary>A row of a case with its progress and sealed petitioner, and who may read which rows.</summary>
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
    public const string Columns = """
        c.id, c.number, p.status, c.channel, c.kind, c.urgency, c.text, p.matter, p.matter_name, c.jurisdiction,
        c.address, p.lead_organisation, p.lead_organisation_name, c.registered_at, w.name, w.phone, w.confidential,
        p.round, p.rating, p.called_back_at, p.solved, p.archived_at, c.against,
        exists (select from case_recusal r where r.organisation = @Organisation and r.case_id = c.id) as withheld
        """;

    /// <summary>
    /// The hotline, the centre and those above see their jurisdiction; another platform what it has registered itself;
    /// the rest what their organisation has a ticket on. Nobody reads a complaint of their own organisation.
    /// </summary>
    public const string InScope = $"""
        {NotAgainst} and (@byPlace and c.jurisdiction like @Scope
            or c.registered_by = @client
            or not @byPlace and exists (select from case_organisation o where o.organisation = @Organisation and
                o.case_id = c.id))
        """;

    /// <summary>Neither the organisation complained of nor one below it. Source: domain §3.7.</summary>
    public const string NotAgainst = """
        (c.against is null or c.against <> @Organisation and not exists (
            select from case_recusal r where r.organisation = @Organisation and r.case_id = c.id and not r.reads))
        """;

    public static bool ByPlace(Actor actor) =>
        actor.Role is Roles.Operator or Roles.Dispatcher or Roles.Director or Roles.Arbiter or Roles.Leader
            or Roles.Auditor or Roles.GridWorker;

    /// <summary>Another platform, where the caller is one.</summary>
    public static AccountId? Client(Actor actor) => actor.Role == Roles.Client ? actor.Account : null;

    /// <summary>Everyone who may read cases at all; the administrator keeps the accounts and sees none.</summary>
    public static readonly string[] Readers =
    [
        Roles.Operator, Roles.Handler, Roles.Head, Roles.Dispatcher, Roles.Director, Roles.Arbiter, Roles.Mediator,
        Roles.GridWorker, Roles.Leader, Roles.Auditor, Roles.Client,
    ];

    public CaseItem Item(Vault vault, bool whole = false) => new(
        Id, Number, Status, Channel, Kind, Urgency, whole || Text.Length <= Shown ? Text : Text[..Shown] + "…", Matter,
        MatterName, Jurisdiction, Address, LeadOrganisation, LeadOrganisationName, RegisteredAt,
        new Contact(Name, Phone, null, Confidential || Withheld, null).Mask(vault, Id), Round, Rating, CalledBackAt,
        Solved, ArchivedAt, Against);
}
