using Dispatch.Routing.Catalogue.Domain;
using Dispatch.Routing.Catalogue.Domain.Gazetteer;

namespace Dispatch.Routing.Dispatching.Domain;

/// <summary>Where a case is taken to have happened.</summary>
/// <param name="Place">The registered jurisdiction, or one within it.</param>
/// <param name="Because">Why the place is now known more exactly; null when it is as registered.</param>
/// <param name="Considered">The possible places, when the address leaves open which is meant.</param>
public sealed record Placing(JurisdictionId Place, Reason? Because, IReadOnlyList<Considered> Considered)
{
    /// <summary>
    /// A case registered above the level of a village is placed more exactly when its address or position clearly means
    /// a jurisdiction within the registered one. A village or grid that was registered stands.
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

    /// <summary>Adds to the decision why the place was chosen, or which places are possible.</summary>
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
