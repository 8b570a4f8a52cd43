using Dispatch.Routing.Catalogue.Domain;
using Dispatch.Routing.Catalogue.Domain.Gazetteer;

namespace Dispatch.Routing.Dispatching.Domain;

/// <summary>Where a case happened (事发地), as the centre's staff corrected it.</summary>
/// <param name="Because">The reason to show; empty when the place stays as registered.</param>
public sealed record CorrectedPlace(JurisdictionId Place, IReadOnlyList<Reason> Because)
{
    /// <summary>
    /// Accepts only a jurisdiction within the registered one, so that a slip of the hand cannot move a case to another
    /// county. Refuses with <c>unknown_place</c>, <c>place_outside</c>.
    /// </summary>
    /// <param name="place">Null leaves the case where it was registered.</param>
    public static Result<CorrectedPlace> Found(CatalogueIndex catalogue, JurisdictionId registered,
        JurisdictionId? place)
    {
        if (place is not { } code || code == registered)
            return new CorrectedPlace(registered, []);
        // For an unknown code the lookup returns the jurisdiction around it, which is not what the person chose.
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
