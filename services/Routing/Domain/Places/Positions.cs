namespace Dispatch.Routing.Domain.Places;

/// <summary>What a position says beside what the text of an address says.</summary>
/// <remarks>Where the two contradict each other both are shown, and neither is chosen.</remarks>
public sealed class Positions(Catalogue catalogue)
{
    readonly Borders borders = new(catalogue.Rows.Jurisdictions);

    public PlaceFinding With(PlaceFinding text, double latitude, double longitude)
    {
        if (!borders.Any)
            return text;
        var places = borders.At(latitude, longitude);
        if (places.Count == 0)
            return Outside(text, latitude, longitude);
        // On a border that two share the text may say which.
        var at = places.FirstOrDefault(p => text.Decided is { } meant && Gazetteer.Nested(meant.Jurisdiction, p.Code));
        if (at is null && places.Count > 1)
        {
            var shared = places.Select(p => Of(p, PlaceSay.OnBorder(places.Select(catalogue.NameOf)))).ToList();
            return new([.. Doubted(text, PlaceSay.Elsewhere(shared[0].Name)), .. shared], null);
        }
        at ??= places[0];
        var position = Of(at, PlaceSay.Inside(catalogue.NameOf(at)));
        if (text.Candidates.Count == 0)
            return new([position, .. borders.Beside(at, latitude, longitude).Select(b => Of(b, PlaceSay.Beside) with
            {
                Score = 0.5,
            })], position);
        return Both(text, at, position, latitude, longitude);
    }

    PlaceFinding Both(
        PlaceFinding text, JurisdictionRow at, PlaceCandidate position, double latitude, double longitude)
    {
        var fitting = text.Candidates.Where(c => Gazetteer.Nested(c.Jurisdiction, at.Code)
            || borders.Fits(catalogue, c.Jurisdiction, latitude, longitude) == true).ToList();
        var (first, fits) = (fitting.FirstOrDefault(), text.Decided is null || fitting.Contains(text.Decided));
        if (first is null || !fits)
        {
            position = position with
            {
                Reasons = [.. position.Reasons, PlaceSay.TextElsewhere(text.Candidates[0].Name)],
            };
            return new([.. Doubted(text, PlaceSay.Elsewhere(position.Name)), position], null);
        }
        // Of the two, the more exact.
        var exact = first.Level < at.Level ? position : first;
        var agreed = PlaceSay.InsideToo(catalogue.NameOf(at));
        exact = exact with { Reasons = [.. first.Reasons, agreed], Score = first.Score };
        return new([exact, .. text.Candidates.Where(c => c != first)], exact);
    }

    PlaceFinding Outside(PlaceFinding text, double latitude, double longitude)
    {
        var doubted = Doubted(text, PlaceSay.Outside);
        var turned = borders.At(longitude, latitude);
        return new([.. doubted, .. turned.Select(p => Of(p, PlaceSay.Turned(catalogue.NameOf(p))))], null);
    }

    PlaceCandidate Of(JurisdictionRow place, Reason why) => PlaceCandidate.Of(catalogue, place.Code, 1, [why]);

    static IEnumerable<PlaceCandidate> Doubted(PlaceFinding found, Reason why) =>
        found.Candidates.Select(c => c with { Reasons = [.. c.Reasons, why] });
}
