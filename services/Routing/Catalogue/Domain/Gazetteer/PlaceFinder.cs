using Dispatch.Routing.Catalogue.Domain.Rows;

namespace Dispatch.Routing.Catalogue.Domain.Gazetteer;

/// <summary>A jurisdiction in which the case may have happened.</summary>
/// <param name="Name">The full name from the township down.</param>
/// <param name="Score">0 to 1: how much of the address supports it.</param>
public sealed record PlaceCandidate(
    JurisdictionId Jurisdiction, string Name, Level Level, double Score, IReadOnlyList<Reason> Reasons)
{
    public static PlaceCandidate Of(
        JurisdictionTree jurisdictions, JurisdictionId code, double score, IReadOnlyList<Reason> reasons)
    {
        var place = jurisdictions.Place(code)!;
        return new(code, jurisdictions.NameOf(place), place.Level, Math.Round(score, 2), reasons);
    }
}

/// <summary>Where the case may have happened, most likely first.</summary>
/// <param name="Decided">The one that is clearly meant; null if a person must choose or ask.</param>
public sealed record PlaceFinding(IReadOnlyList<PlaceCandidate> Candidates, PlaceCandidate? Decided)
{
    public static readonly PlaceFinding Nothing = new([], null);
}

/// <summary>Finds the jurisdiction that an address or a position means (地名地址匹配).</summary>
/// <remarks>
/// Every jurisdiction that some part of the address may mean is a candidate. Its own name and those of its ancestors
/// count for it, clear names of other places count against it. It is decided only if it is clearly the best, nothing
/// counts against it, and its own name can hardly be that of another place.
/// </remarks>
public sealed class PlaceFinder
{
    /// <summary>By how much the best must outweigh any other, in characters.</summary>
    const double Margin = 0.5;

    /// <summary>How many candidates are read closely.</summary>
    const int MostRead = 24;

    /// <summary>How many candidates from the address are returned.</summary>
    const int MostShown = 5;

    readonly JurisdictionTree jurisdictions;
    readonly NameMatches names;
    readonly Positions positions;
    readonly ILookup<JurisdictionId, JurisdictionRow> grids;

    public PlaceFinder(JurisdictionTree jurisdictions, CatalogueRows rows)
    {
        this.jurisdictions = jurisdictions;
        names = new(PlaceNames.Of(jurisdictions.Rows, rows.Places));
        positions = new(jurisdictions);
        grids = jurisdictions.Rows.Where(j => j.Level == Level.Grid && j.Parent is not null)
            .ToLookup(j => j.Parent!.Value);
    }

    /// <summary>Finds the place by the address, and by the position if there is one.</summary>
    /// <param name="latitude">In degrees, as for <see cref="Borders"/>; ignored without a longitude.</param>
    /// <param name="within">
    /// Ignores names of places outside this jurisdiction; null for no limit. The position is not limited by it.
    /// </param>
    public PlaceFinding Find(string? address, double? latitude, double? longitude, JurisdictionId? within)
    {
        var text = AddressText.Plainly(address ?? "");
        var found = text.Length < 2 ? PlaceFinding.Nothing : ByText(text, within);
        if (found.Decided is not { Level: >= Level.Village } && AddressText.Squeezed(text) is { } squeezed
            && ByText(squeezed, within) is { Decided.Level: >= Level.Village } closer)
            found = closer;
        return latitude is { } north && longitude is { } east ? positions.With(found, north, east) : found;
    }

    PlaceFinding ByText(string text, JurisdictionId? within)
    {
        var weighed = names.Weigh(text, within);
        var readings = Codes(weighed).Select(code => PlaceReading.Of(code, weighed)).Where(r => r.Own.Any())
            .OrderByDescending(r => r.Score).ThenByDescending(r => r.Code.Value.Length)
            .ThenBy(r => r.Code.Value, StringComparer.Ordinal).ToList();
        if (readings.Count == 0)
            return PlaceFinding.Nothing;
        var inTownship = within is { } place && jurisdictions.Place(place)?.Level >= Level.Township;
        var resolver = new PlaceResolver(jurisdictions, text, weighed, readings, Margin, inTownship);
        var full = readings.Max(r => r.For.Sum(f => f.Weight / SpellingVariants.Worth(f.At.Variant, f.At.Name.Core))
            + r.Against.Sum(a => a.Weight));
        var shown = resolver.Shown.Take(MostShown)
            .Select(r => Candidate(r.Code, Math.Clamp(r.Score / full, 0, 1), resolver.Reasons(r))).ToList();
        if (resolver.Decided is not { } decided)
            return new(shown, null);
        var candidate = Candidate(decided.Code, Math.Clamp(decided.Score / full, 0, 1), resolver.Reasons(decided));
        // A name like 第一网格 says nothing without its village, so grids are looked up only in the decided village.
        if (grids[decided.Code].FirstOrDefault(g => text.Contains(g.Name, StringComparison.Ordinal)) is { } grid)
            candidate = Candidate(grid.Code, candidate.Score, [.. candidate.Reasons, PlaceReasons.Grid(grid.Name)]);
        return new([candidate, .. shown.Where(s => s.Jurisdiction != decided.Code)], candidate);
    }

    // The most likely jurisdictions by the sum of all weights, to limit how many must be read closely.
    static IEnumerable<JurisdictionId> Codes(List<Weighed> weighed)
    {
        var sums = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var (code, weight) in weighed.SelectMany(w => w.Meanings.Select(m => (m.Code.Value, w.Weight))))
            sums[code] = sums.GetValueOrDefault(code) + weight;
        var lengths = sums.Keys.Select(c => c.Length).Distinct().ToList();
        return sums.Keys.OrderByDescending(code => lengths.Where(l => l <= code.Length)
                .Sum(l => sums.GetValueOrDefault(code[..l])))
            .ThenBy(c => c, StringComparer.Ordinal).Take(MostRead).Select(code => new JurisdictionId(code));
    }

    PlaceCandidate Candidate(JurisdictionId code, double score, IReadOnlyList<Reason> reasons) =>
        PlaceCandidate.Of(jurisdictions, code, score, reasons);
}
