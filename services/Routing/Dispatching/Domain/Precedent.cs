namespace Dispatch.Routing.Dispatching.Domain;

/// <summary>
/// A precedent (先例): an arbiter's ruling on whose duty a case is. It decides later cases of the same matter and kind.
/// </summary>
/// <param name="ReturnId">The return that was ruled on.</param>
/// <param name="ObjectionId">The objection whose decision replaced the ruling; null for the ruling itself.</param>
/// <param name="Matter">The matter that the arbiter found the case to be about.</param>
/// <param name="Jurisdiction">Where it holds: the township of the place, or the county.</param>
/// <param name="Text">The text of the case, for people to compare other cases with.</param>
/// <param name="Organisation">The organisation that must act.</param>
/// <param name="From">The organisation that returned the case; it must itself act when the return was rejected.</param>
/// <param name="Upheld">Whether the return was upheld.</param>
/// <param name="Basis">The article or duty list that the ruling rests on.</param>
/// <param name="ValidUntil">UTC, exclusive.</param>
/// <param name="WithdrawnAt">UTC; set when a person withdrew it or another ruling replaced it.</param>
public sealed record Precedent(
    PrecedentId Id, CaseId CaseId, CaseNumber CaseNumber, ReturnId ReturnId, ObjectionId? ObjectionId, MatterId Matter,
    CaseKind Kind, JurisdictionId Jurisdiction, string Text, OrganisationId Organisation, OrganisationId From,
    bool Upheld, string Grounds, string? Basis, DateTimeOffset RuledAt, AccountId RuledBy, string RuledByName,
    DateTimeOffset ValidFrom, DateTimeOffset ValidUntil, DateTimeOffset? WithdrawnAt, string? WithdrawnBy,
    string? WithdrawnWhy)
{
    /// <summary>For how many days a precedent holds when the ruling names no end.</summary>
    public const int Days = 365;

    public bool InForce(DateTimeOffset at) => WithdrawnAt is null && ValidFrom <= at && at < ValidUntil;

    /// <summary>The columns of <c>precedent p</c>, in the record's order.</summary>
    public const string Columns = """
        p.id, p.case_id, p.case_number, p.return_id, p.objection_id, p.matter, p.kind, p.jurisdiction, p.text,
        p.organisation, p.from_organisation as "from", p.upheld, p.grounds, p.basis, p.ruled_at, p.ruled_by,
        p.ruled_by_name, p.valid_from, p.valid_until, p.withdrawn_at, p.withdrawn_by, p.withdrawn_why
        """;
}
