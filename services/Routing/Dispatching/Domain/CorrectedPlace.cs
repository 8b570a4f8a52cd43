using Dispatch.Routing.Catalogue.Domain;
using Dispatch.Routing.Catalogue.Domain.Gazetteer;

namespace Dispatch.Routing.Dispatching.Domain;

/// <summary>Where a case happened, as a person found out who asked again.</summary>
/// <param name="Because">What is said of it; nothing where it stays as registered.</param>
public sealed record CorrectedPlace(JurisdictionId Place, IReadOnlyList<Reason> Because)
{
    /// <summary>A division within the registered one: a case does not leave its county by a slip of the hand.</summary>
    public static Result<CorrectedPlace> Found(CatalogueIndex catalogue, JurisdictionId registered,
        JurisdictionId? place)
    {
        if (place is not { } code || code == registered)
            return new CorrectedPlace(registered, []);
        // The catalogue answers an unknown code with the division around it.
        if (catalogue.Jurisdictions.Place(code) is not { } row || row.Code != code)
            return new Refusal(
                RefusalKind.Invalid, "unknown_place", "辖区清单中没有这个区划，请重新选择事发地。",
                "No such division is listed; choose another.", "place");
        return code.IsWithin(registered)
            ? new CorrectedPlace(code, [PlaceReasons.ByCentre(catalogue.Jurisdictions.NameOf(row))])
            : new Refusal(
                RefusalKind.Invalid, "place_outside", "所选事发地不在登记的辖区之内，请重新选择；确属外地的，请退回热线更正登记。",
                "The place lies outside the registered division; choose another, or have the hotline correct it.",
                "place");
    }
}
