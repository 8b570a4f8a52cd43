namespace Dispatch.Routing.Domain;

/// <summary>A precedent (先例) as far as deciding needs it.</summary>
/// <param name="CaseNumber">The case that was ruled on.</param>
/// <param name="Secret">
/// That case complains of a unit: its number and grounds are not told beyond it, for its reasons go everywhere.
/// </param>
public sealed record PrecedentRow(
    PrecedentId Id, CaseNumber CaseNumber, MatterId Matter, CaseKind Kind, JurisdictionId Jurisdiction,
    OrganisationId Organisation, string Grounds, DateTimeOffset RuledAt, DateTimeOffset ValidFrom,
    DateTimeOffset ValidUntil, DateTimeOffset? WithdrawnAt, bool Secret = false);

/// <summary>The precedents in memory, by what they were about.</summary>
public sealed class Precedents(IEnumerable<PrecedentRow> all)
{
    public static readonly Precedents None = new([]);

    readonly ILookup<(MatterId, CaseKind), PrecedentRow> byMatter = all.ToLookup(p => (p.Matter, p.Kind));

    /// <summary>
    /// Those about the same kind of case whose division holds the place: the nearest first, of a division the newest.
    /// Expired and withdrawn ones are among them, so that it can be said why they do not count.
    /// </summary>
    public IReadOnlyList<PrecedentRow> For(MatterRow matter, Question question) =>
    [
        .. byMatter[(matter.Code, question.Kind)]
            .Where(p => Catalogue.Within(question.Place, p.Jurisdiction) && p.ValidFrom <= question.At)
            .OrderByDescending(p => p.Jurisdiction.Value.Length).ThenByDescending(p => p.RuledAt)
            .ThenByDescending(p => p.Id.Value),
    ];

    /// <summary>Why a precedent decides nothing, other than by whom it names; null when it may.</summary>
    /// <param name="duties">Who owes the matter by the duty list.</param>
    public static Reason? Spent(PrecedentRow precedent, DateTimeOffset at, Owners duties) =>
        precedent.WithdrawnAt is { } withdrawn && withdrawn <= at ? Say.PrecedentWithdrawn(precedent, withdrawn)
        : precedent.ValidUntil <= at ? Say.PrecedentExpired(precedent)
        : duties is { Lead: { } lead, By: { Since: { } since } by } && since > precedent.RuledAt
            && lead.Code != precedent.Organisation ? Say.PrecedentContradicted(precedent, by, lead, since)
        : null;
}
