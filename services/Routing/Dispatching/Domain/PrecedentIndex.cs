using Dispatch.Routing.Catalogue.Domain;
using Dispatch.Routing.Catalogue.Domain.Rows;

namespace Dispatch.Routing.Dispatching.Domain;

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
public sealed class PrecedentIndex(IEnumerable<PrecedentRow> all)
{
    public static readonly PrecedentIndex None = new([]);

    readonly ILookup<(MatterId, CaseKind), PrecedentRow> byMatter = all.ToLookup(p => (p.Matter, p.Kind));

    /// <summary>
    /// Those about the same kind of case whose division holds the place: the nearest first, of a division the newest.
    /// Expired and withdrawn ones are among them, so that it can be said why they do not count.
    /// </summary>
    public IReadOnlyList<PrecedentRow> For(MatterRow matter, Question question) =>
    [
        .. byMatter[(matter.Code, question.Kind)]
            .Where(p => question.Place.IsWithin(p.Jurisdiction) && p.ValidFrom <= question.At)
            .OrderByDescending(p => p.Jurisdiction.Value.Length).ThenByDescending(p => p.RuledAt)
            .ThenByDescending(p => p.Id.Value),
    ];

    /// <summary>Why a precedent decides nothing, other than by whom it names; null when it may.</summary>
    /// <param name="duties">Who owes the matter by the duty list.</param>
    public static Reason? Spent(PrecedentRow precedent, DateTimeOffset at, ResponsibleOrganisations duties) =>
        precedent.WithdrawnAt is { } withdrawn && withdrawn <= at
            ? DecisionReasons.PrecedentWithdrawn(precedent, withdrawn)
        : precedent.ValidUntil <= at ? DecisionReasons.PrecedentExpired(precedent)
        : duties is { Lead: { } lead, By: { Since: { } since } by } && since > precedent.RuledAt
            && lead.Code != precedent.Organisation ? DecisionReasons.PrecedentContradicted(precedent, by, lead, since)
        : null;

    /// <summary>
    /// For which jurisdiction a precedent holds: the township of the incident where a township or a village has it or
    /// gave it back, for its neighbours were not heard; else the county.
    /// </summary>
    public static JurisdictionId Reach(
        CatalogueIndex catalogue, JurisdictionId place, OrganisationRow ruled, OrganisationId from)
    {
        var level = GrassRoots(ruled) || GrassRoots(catalogue.Organisation(from)) ? Level.Township : Level.County;
        return catalogue.Jurisdictions.Place(place) is { } row
            && catalogue.Jurisdictions.Around(row, level) is { } around ? around.Code : place;
    }

    static bool GrassRoots(OrganisationRow? one) => one is { Level: Level.Township or Level.Village or Level.Grid };
}
