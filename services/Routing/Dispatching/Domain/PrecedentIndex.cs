using Dispatch.Routing.Catalogue.Domain;
using Dispatch.Routing.Catalogue.Domain.Rows;

namespace Dispatch.Routing.Dispatching.Domain;

/// <summary>What a decision needs of a precedent (先例).</summary>
/// <param name="CaseNumber">The case that was ruled on.</param>
/// <param name="Secret">
/// True when that case complains of an organisation. Reasons are shown to all who read a later case, so they then leave
/// out this case's number and the grounds.
/// </param>
public sealed record PrecedentRow(
    PrecedentId Id, CaseNumber CaseNumber, MatterId Matter, CaseKind Kind, JurisdictionId Jurisdiction,
    OrganisationId Organisation, string Grounds, DateTimeOffset RuledAt, DateTimeOffset ValidFrom,
    DateTimeOffset ValidUntil, DateTimeOffset? WithdrawnAt, bool Secret = false);

/// <summary>The precedents in memory, by matter and kind of case.</summary>
public sealed class PrecedentIndex(IEnumerable<PrecedentRow> all)
{
    public static readonly PrecedentIndex None = new([]);

    readonly ILookup<(MatterId, CaseKind), PrecedentRow> byMatter = all.ToLookup(p => (p.Matter, p.Kind));

    /// <summary>
    /// The precedents for the same matter and kind of case that hold at the place: of the smallest jurisdiction first,
    /// within a jurisdiction the newest first. Expired and withdrawn ones are included, so that the decision can say
    /// why they do not apply.
    /// </summary>
    public IReadOnlyList<PrecedentRow> For(MatterRow matter, Question question) =>
    [
        .. byMatter[(matter.Code, question.Kind)]
            .Where(p => question.Place.IsWithin(p.Jurisdiction) && p.ValidFrom <= question.At)
            .OrderByDescending(p => p.Jurisdiction.Value.Length).ThenByDescending(p => p.RuledAt)
            .ThenByDescending(p => p.Id.Value),
    ];

    /// <summary>
    /// Why the precedent no longer applies: it was withdrawn, has expired, or the duty list has since named another
    /// lead. Null when it applies.
    /// </summary>
    /// <param name="duties">Whose duty the matter is by the duty list.</param>
    public static Reason? Spent(PrecedentRow precedent, DateTimeOffset at, ResponsibleOrganisations duties) =>
        precedent.WithdrawnAt is { } withdrawn && withdrawn <= at
            ? DecisionReasons.PrecedentWithdrawn(precedent, withdrawn)
        : precedent.ValidUntil <= at ? DecisionReasons.PrecedentExpired(precedent)
        : duties is { Lead: { } lead, By: { Since: { } since } by } && since > precedent.RuledAt
            && lead.Code != precedent.Organisation ? DecisionReasons.PrecedentContradicted(precedent, by, lead, since)
        : null;

    /// <summary>
    /// The jurisdiction in which a ruling is a precedent: the county, but only the township of the place when a
    /// township or village must act or returned the case, because the neighbouring ones were not heard.
    /// </summary>
    /// <param name="from">The organisation that returned the case.</param>
    public static JurisdictionId Reach(
        CatalogueIndex catalogue, JurisdictionId place, OrganisationRow ruled, OrganisationId from)
    {
        var level = GrassRoots(ruled) || GrassRoots(catalogue.Organisation(from)) ? Level.Township : Level.County;
        return catalogue.Jurisdictions.Place(place) is { } row
            && catalogue.Jurisdictions.Around(row, level) is { } around ? around.Code : place;
    }

    static bool GrassRoots(OrganisationRow? one) => one is { Level: Level.Township or Level.Village or Level.Grid };
}
