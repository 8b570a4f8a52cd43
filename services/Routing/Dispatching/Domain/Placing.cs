using Dispatch.Routing.Catalogue.Domain;
using Dispatch.Routing.Catalogue.Domain.Gazetteer;

namespace Dispatch.Routing.Dispatching.Domain;

/// <summary>Where a case is taken to have happened.</summary>
/// <param name="Place">As it was registered, or more exactly.</param>
/// <param name="Because">Why it is now known more exactly; null when it is as registered.</param>
/// <param name="Considered">Where it may have been, when that could not be decided.</param>
public sealed record Placing(JurisdictionId Place, Reason? Because, IReadOnlyList<Considered> Considered)
{
    /// <summary>
    /// A case that was registered for no more than a county or a township is brought to the village that its address
    /// and position clearly mean; a village that a person has chosen stands.
    /// </summary>
    public static Placing Of(CatalogueIndex catalogue, Place where)
    {
        var registered = where.Jurisdiction;
        if ((where.Address is null && where.Latitude is null)
            || catalogue.Jurisdictions.Place(registered) is not { Level: < Level.Village } place)
            return new(registered, null, []);
        var found = catalogue.Gazetteer.Find(where.Address, where.Latitude, where.Longitude, place.Code);
        if (found.Decided is { } decided)
            return decided.Level > place.Level && decided.Jurisdiction.IsWithin(place.Code)
                ? new(decided.Jurisdiction, PlaceReasons.ByAddress(decided), [])
                : new(registered, null, []);
        return new(registered, null, [.. found.Candidates.Select(c => new Considered(
            "place", null, null, c.Score, $"{c.Name}：{string.Concat(c.Reasons.Select(r => r.Text))}",
            c.Jurisdiction.Value))]);
    }

    /// <summary>The decision with how the place was found, or where it may have been.</summary>
    public Decision Explain(Decision decision) =>
        Because is { } because ? decision with { Reasons = [.. decision.Reasons, because] }
        : Considered.Count == 0 ? decision
        : decision with
        {
            Reasons = decision.Lead is not null ? decision.Reasons
                : [.. decision.Reasons, PlaceReasons.Ask(Considered.Select(c => c.Why.Split('：')[0]))],
            Considered = [.. decision.Considered, .. Considered],
        };
}
