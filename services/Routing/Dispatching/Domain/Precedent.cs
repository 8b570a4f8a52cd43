namespace Dispatch.Routing.Dispatching.Domain;

/// <summary>
/// A precedent (先例): whose duty a kind of case was ruled to be, which decides the same kind of case from then on.
/// </summary>
/// <param name="ReturnId">The return that was ruled on.</param>
/// <param name="ObjectionId">The objection whose decision took the ruling's place; null for the ruling itself.</param>
/// <param name="Matter">What the case was ruled to be; its duty is the one that counts.</param>
/// <param name="Jurisdiction">For which division it holds: the township of the place, or the county.</param>
/// <param name="Text">The case's text, to compare others with.</param>
/// <param name="Organisation">Who must act.</param>
/// <param name="From">Who had returned it; the same organisation where the return was rejected.</param>
/// <param name="Basis">The article or duty list that the ruling rests on.</param>
/// <param name="ValidUntil">UTC; from this instant on it decides nothing.</param>
/// <param name="WithdrawnAt">UTC; set when a person took it back or another ruling took its place.</param>
public sealed record Precedent(
    PrecedentId Id, CaseId CaseId, CaseNumber CaseNumber, ReturnId ReturnId, ObjectionId? ObjectionId, MatterId Matter,
    CaseKind Kind, JurisdictionId Jurisdiction, string Text, OrganisationId Organisation, OrganisationId From,
    bool Upheld, string Grounds, string? Basis, DateTimeOffset RuledAt, AccountId RuledBy, string RuledByName,
    DateTimeOffset ValidFrom, DateTimeOffset ValidUntil, DateTimeOffset? WithdrawnAt, string? WithdrawnBy,
    string? WithdrawnWhy)
{
    /// <summary>How long a ruling decides others when it says nothing of it.</summary>
    public const int Days = 365;

    public bool InForce(DateTimeOffset at) => WithdrawnAt is null && ValidFrom <= at && at < ValidUntil;

    /// <summary>The columns in the record's order, of <c>precedent p</c>.</summary>
    public const string Columns = """
        p.id, p.case_id, p.case_number, p.return_id, p.objection_id, p.matter, p.kind, p.jurisdiction, p.text,
        p.organisation, p.from_organisation as "from", p.upheld, p.grounds, p.basis, p.ruled_at, p.ruled_by,
        p.ruled_by_name, p.valid_from, p.valid_until, p.withdrawn_at, p.withdrawn_by, p.withdrawn_why
        """;
}
