using Dispatch.Routing.Catalogue.Domain.Rows;

namespace Dispatch.Routing.Catalogue.Domain.Gazetteer;

/// <summary>Combines the jurisdictions that contain a position with the candidates from the address.</summary>
/// <remarks>If the two contradict each other, both are shown and neither is decided.</remarks>
public sealed class Positions(JurisdictionTree jurisdictions)
{
    readonly Borders borders = new(jurisdictions.Rows);

    /// <param name="text">What the address alone means.</param>
    /// <param name="latitude">In degrees, as for <see cref="Borders"/>.</param>
    /// <returns>The finding unchanged if no borders are known.</returns>
    public PlaceFinding With(PlaceFinding text, double latitude, double longitude)
    {
        if (!borders.Any)
            return text;
        var places = borders.At(latitude, longitude);
        if (places.Count == 0)
            return Outside(text, latitude, longitude);
        // On a shared border the address may tell which side is meant.
        var at = places.FirstOrDefault(p => text.Decided is { } meant
            && JurisdictionTree.Nested(meant.Jurisdiction, p.Code));
        if (at is null && places.Count > 1)
        {
            var shared = places.Select(p => Of(p, PlaceReasons.OnBorder(places.Select(jurisdictions.NameOf)))).ToList();
            return new([.. Doubted(text, PlaceReasons.Elsewhere(shared[0].Name)), .. shared], null);
        }
        at ??= places[0];
        var position = Of(at, PlaceReasons.Inside(jurisdictions.NameOf(at)));
        if (text.Candidates.Count == 0)
            return new([position, .. borders.Beside(at, latitude, longitude).Select(b => Of(b, PlaceReasons.Beside) with
            {
                Score = 0.5,
            })], position);
        return Both(text, at, position, latitude, longitude);
    }

    PlaceFinding Both(
        PlaceFinding text, JurisdictionRow at, PlaceCandidate position, double latitude, double longitude)
    {
        var fitting = text.Candidates.Where(c => JurisdictionTree.Nested(c.Jurisdiction, at.Code)
            || borders.Fits(jurisdictions, c.Jurisdiction, latitude, longitude) == true).ToList();
        var (first, fits) = (fitting.FirstOrDefault(), text.Decided is null || fitting.Contains(text.Decided));
        if (first is null || !fits)
        {
            position = position with
            {
                Reasons = [.. position.Reasons, PlaceReasons.TextElsewhere(text.Candidates[0].Name)],
            };
            return new([.. Doubted(text, PlaceReasons.Elsewhere(position.Name)), position], null);
        }
        // Take the smaller of the two jurisdictions.
        var exact = first.Level < at.Level ? position : first;
        var agreed = PlaceReasons.InsideToo(jurisdictions.NameOf(at));
        exact = exact with { Reasons = [.. first.Reasons, agreed], Score = first.Score };
        return new([exact, .. text.Candidates.Where(c => c != first)], exact);
    }

    PlaceFinding Outside(PlaceFinding text, double latitude, double longitude)
    {
        var doubted = Doubted(text, PlaceReasons.Outside);
        var turned = borders.At(longitude, latitude);
        return new([.. doubted, .. turned.Select(p => Of(p, PlaceReasons.Turned(jurisdictions.NameOf(p))))], null);
    }

    PlaceCandidate Of(JurisdictionRow place, Reason why) => PlaceCandidate.Of(jurisdictions, place.Code, 1, [why]);

    static IEnumerable<PlaceCandidate> Doubted(PlaceFinding found, Reason why) =>
        found.Candidates.Select(c => c with { Reasons = [.. c.Reasons, why] });
}
