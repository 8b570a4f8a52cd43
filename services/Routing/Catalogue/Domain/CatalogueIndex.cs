using Dispatch.Routing.Catalogue.Domain.Gazetteer;
using Dispatch.Routing.Catalogue.Domain.Rows;

namespace Dispatch.Routing.Catalogue.Domain;

/// <summary>One state of the catalogue, indexed for deciding cases; immutable.</summary>
/// <remarks>
/// Each list has its own effective date, so a row may refer to something that another list no longer holds. A lookup
/// then returns null rather than throw.
/// </remarks>
public sealed class CatalogueIndex
{
    readonly Dictionary<OrganisationId, OrganisationRow> organisations;
    readonly Dictionary<MatterId, MatterRow> matters;
    readonly Dictionary<MatterId, DutyRow[]> duties;
    readonly Dictionary<(OrganisationKind, JurisdictionId), OrganisationRow> ofPlace;
    readonly Keywords keywords;
    readonly Lazy<PlaceFinder> gazetteer;
    readonly ILookup<OrganisationId, RosterRow> rosters;

    /// <param name="before">The index that this one replaces; its gazetteer is reused if no place has changed.</param>
    public CatalogueIndex(CatalogueRows rows, CatalogueIndex? before = null)
    {
        Rows = rows;
        Jurisdictions = new(rows.Jurisdictions);
        gazetteer = before is not null && before.Rows.Versions.Jurisdictions == rows.Versions.Jurisdictions
            && before.Rows.Versions.Places == rows.Versions.Places ? before.gazetteer
            : new(() => new(Jurisdictions, rows));
        organisations = rows.Organisations.ToDictionary(o => o.Code);
        matters = rows.Matters.ToDictionary(m => m.Code);
        duties = rows.Duties.GroupBy(d => d.Matter).ToDictionary(g => g.Key, g => Ordered(g).ToArray());
        ofPlace = rows.Organisations
            .Where(o => o.Kind is OrganisationKind.Centre or OrganisationKind.Township or OrganisationKind.Village
                or OrganisationKind.Mediation)
            .GroupBy(o => (o.Kind, o.Jurisdiction)).ToDictionary(g => g.Key, g => g.First());
        keywords = new(rows.Matters.Where(m => m.Level == MatterRow.Leaf));
        Names = new(rows);
        rosters = rows.Rosters.ToLookup(r => r.Organisation);
        PlaceWords = new(rows);
        Rules = new(rows);
        Backstop = rows.Organisations.Where(o => o.Kind == OrganisationKind.Centre).MinBy(o => (o.Level, o.Code.Value));
    }

    public CatalogueRows Rows { get; }

    public JurisdictionTree Jurisdictions { get; }

    public RuleIndex Rules { get; }

    /// <summary>
    /// The highest-level centre (综治中心), which takes the cases that no nearer centre takes; null while no catalogue
    /// has been loaded.
    /// </summary>
    public OrganisationRow? Backstop { get; }

    /// <summary>Built on first use, which takes about half a second for a large county.</summary>
    public PlaceFinder Gazetteer => gazetteer.Value;

    public OrganisationRow? Organisation(OrganisationId id) => organisations.GetValueOrDefault(id);

    public MatterRow? Matter(MatterId id) => matters.GetValueOrDefault(id);

    public IEnumerable<RosterRow> Rosters(OrganisationId organisation) => rosters[organisation];

    public OrganisationNames Names { get; }

    /// <summary>The duties of a leaf matter: leads first, then the duties for the smallest jurisdictions.</summary>
    public IReadOnlyList<DutyRow> Duties(MatterId matter) => duties.GetValueOrDefault(matter) ?? [];

    public PlaceWords PlaceWords { get; }

    /// <summary>Every leaf matter that has a keyword in the text, in no order.</summary>
    /// <param name="address">
    /// Parts of the text that repeat it, or name another place, count for no matter.
    /// </param>
    public List<KeywordMatch> Matches(string text, string? address = null) =>
        keywords.In(text, PlaceWords.In(text, address));

    /// <summary>The matter and the groups above it, the matter first.</summary>
    public IReadOnlyList<MatterId> Line(MatterRow matter)
    {
        var line = new List<MatterId>(MatterRow.Leaf);
        var at = matter;
        while (at is not null && line.Count < MatterRow.Leaf)
        {
            line.Add(at.Code);
            at = at.Parent is { } up ? Matter(up) : null;
        }
        return line;
    }

    static IOrderedEnumerable<DutyRow> Ordered(IEnumerable<DutyRow> duties) =>
        duties.OrderBy(d => d.Role).ThenByDescending(d => d.Jurisdiction?.Value.Length ?? 0);

    /// <summary>The centre responsible for this place.</summary>
    public OrganisationRow? Centre(JurisdictionId place) => Nearest(OrganisationKind.Centre, place) ?? Backstop;

    /// <summary>The organisation of this kind whose jurisdiction is the place or the smallest one around it.</summary>
    /// <param name="kind">A centre, township, village or mediation body; other kinds find nothing.</param>
    public OrganisationRow? Nearest(OrganisationKind kind, JurisdictionId place)
    {
        for (var length = place.Value.Length; length > 0; length--)
        {
            if (ofPlace.TryGetValue((kind, new(place.Value[..length])), out var organisation))
                return organisation;
        }
        return null;
    }
}
