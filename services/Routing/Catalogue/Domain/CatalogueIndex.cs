using Dispatch.Routing.Catalogue.Domain.Gazetteer;
using Dispatch.Routing.Catalogue.Domain.Rows;

namespace Dispatch.Routing.Catalogue.Domain;

/// <summary>The catalogue as it stands, indexed for deciding; never changed once made.</summary>
/// <remarks>References to what another list no longer holds are passed over: each list has its own day of
/// effect.</remarks>
public sealed class CatalogueIndex
{
    readonly Dictionary<OrganisationId, OrganisationRow> organisations;
    readonly Dictionary<MatterId, MatterRow> matters;
    readonly Dictionary<MatterId, DutyRow[]> duties;
    readonly Dictionary<(OrganisationKind, JurisdictionId), OrganisationRow> ofPlace;
    readonly Keywords keywords;
    readonly Lazy<PlaceFinder> gazetteer;
    readonly ILookup<OrganisationId, RosterRow> rosters;

    /// <param name="before">What it follows: where the places are the same, they are not indexed again.</param>
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
    /// The highest centre, which holds what no nearer centre does; null while no catalogue has been loaded.
    /// </summary>
    public OrganisationRow? Backstop { get; }

    /// <summary>Made when first asked for: half a second for a large county.</summary>
    public PlaceFinder Gazetteer => gazetteer.Value;

    public OrganisationRow? Organisation(OrganisationId id) => organisations.GetValueOrDefault(id);

    public MatterRow? Matter(MatterId id) => matters.GetValueOrDefault(id);

    public IEnumerable<RosterRow> Rosters(OrganisationId organisation) => rosters[organisation];

    public OrganisationNames Names { get; }

    public IReadOnlyList<DutyRow> Duties(MatterId matter) => duties.GetValueOrDefault(matter) ?? [];

    public PlaceWords PlaceWords { get; }

    /// <param name="address">Its words in the text, and other places named there, speak for no matter.</param>
    public List<KeywordMatch> Matches(string text, string? address = null) =>
        keywords.In(text, PlaceWords.In(text, address));

    /// <summary>The matter itself and the groups that it lies under, the leaf first.</summary>
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

    // Leads first; of each role those for the most exact division.
    static IOrderedEnumerable<DutyRow> Ordered(IEnumerable<DutyRow> duties) =>
        duties.OrderBy(d => d.Role).ThenByDescending(d => d.Jurisdiction?.Value.Length ?? 0);

    /// <summary>The centre that holds cases of this place.</summary>
    public OrganisationRow? Centre(JurisdictionId place) => Nearest(OrganisationKind.Centre, place) ?? Backstop;

    /// <summary>The organisation of this kind whose division is the place or the nearest one around it.</summary>
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
