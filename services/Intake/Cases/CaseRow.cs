using Dispatch.Intake.Cases.Domain;
using Dispatch.Intake.Petitioners;
using Dispatch.Intake.Petitioners.Domain;

namespace Dispatch.Intake.Cases;

/// <summary>A case as a list shows it, masked.</summary>
/// <param name="RatableUntil">Until when the petitioner may rate it; null when there is nothing to rate.</param>
/// <param name="Awaited">What the centre must decide; null when nothing.</param>
/// <param name="Actions">What the caller may do next, by the last part of the address that does it.</param>
public sealed record CaseItem(
    CaseId Id, CaseNumber Number, CaseStatus Status, Channel Channel, CaseKind Kind, Urgency Urgency, string Text,
    MatterId? Matter, string? MatterName, JurisdictionId Jurisdiction, string? Address,
    OrganisationId? LeadOrganisation, string? LeadOrganisationName, DateTimeOffset RegisteredAt,
    Contact.Masked Petitioner, int Round, RatingLevel? Rating, DateTimeOffset? CalledBackAt, bool? Solved,
    DateTimeOffset? ArchivedAt, OrganisationId? Against, DateTimeOffset? RatableUntil, AwaitedDecision? Awaited,
    IReadOnlyList<NextAction> Actions);

/// <summary>A case that its petitioner calls unsolved, and on which the centre must decide (研判).</summary>
/// <param name="ReviewAt">The centre has suspended it (挂账) until then.</param>
public sealed record AwaitedDecision(DateTimeOffset Since, Reason Why, DateTimeOffset? ReviewAt);

/// <summary>Who reads, and when: what is shown of a case depends on it.</summary>
public sealed record CaseReader(Actor Actor, NextActions Next, Vault Vault, DateTimeOffset Now);

/// <summary>A row of a case with its progress and sealed petitioner.</summary>
public sealed record CaseRow(
    CaseId Id, CaseNumber Number, CaseStatus Status, Channel Channel, CaseKind Kind, Urgency Urgency, string Text,
    MatterId? Matter, string? MatterName, JurisdictionId Jurisdiction, string? Address, string? LeadOrganisationName,
    DateTimeOffset RegisteredAt, OrganisationId? Against, byte[]? Name, byte[]? Phone, bool Confidential, bool Withheld,
    OrganisationId? LeadOrganisation, int Version, int StatusVersion, int Round, int Attempts,
    DateTimeOffset? AttemptedAt, bool? Solved, RatingLevel? Rating, DateTimeOffset? CalledBackAt,
    DateTimeOffset? ArchivedAt, Outcome? Outcome, int OutcomeVersion, int TerminationVersion, int RoundVersion,
    DateTimeOffset? CentreAskedAt, DateTimeOffset? ReviewAt)
{
    const int Shown = 120;

    /// <summary>
    /// The columns in the record's order, for a query on <c>registered_case c</c>, <c>case_progress p</c> and
    /// <c>petitioner w</c>.
    /// </summary>
    public const string Columns = $"""
        c.id, c.number, p.status, c.channel, c.kind, c.urgency, c.text, p.matter, p.matter_name, c.jurisdiction,
        c.address, p.lead_organisation_name, c.registered_at, c.against, w.name, w.phone, w.confidential,
        {Visibility.Withheld} as withheld,
        p.lead_organisation, p.version, p.status_version, p.round, p.attempts, p.attempted_at, p.solved, p.rating,
        p.called_back_at, p.archived_at, p.outcome, p.outcome_version, p.termination_version, p.round_version,
        p.centre_asked_at, p.review_at
        """;

    Case Case => new(
        Id, Number, Status, Version, StatusVersion, Round, Attempts, AttemptedAt, Solved, Rating, CalledBackAt,
        ArchivedAt, LeadOrganisation, Outcome, OutcomeVersion, TerminationVersion, RoundVersion, CentreAskedAt,
        ReviewAt);

    /// <param name="whole">With the whole text, not only its beginning.</param>
    public CaseItem Item(CaseReader by, bool whole = false)
    {
        var shown = Case;
        var leads = LeadOrganisation == by.Actor.Organisation && Status != CaseStatus.Archived;
        var actions = shown.Actions(by.Now).Append(new(
            "petitioner", RevealRules.Callers, RevealRules.Refuses(by.Actor.Role, leads, Confidential, Withheld)));
        return new(
            Id, Number, Status, Channel, Kind, Urgency, whole || Text.Length <= Shown ? Text : Text[..Shown] + "…",
            Matter, MatterName, Jurisdiction, Address, LeadOrganisation, LeadOrganisationName, RegisteredAt,
            new Contact(Name, Phone, null, Confidential || Withheld, null).Mask(by.Vault, Id), Round, Rating,
            CalledBackAt, Solved, ArchivedAt, Against, shown.RatableUntil,
            CentreAskedAt is { } since && shown.CentresReason is { } why ? new(since, why, ReviewAt) : null,
            by.Next.For(actions));
    }
}
