using Dispatch.Routing.Catalogue.Domain.Rows;

namespace Dispatch.Routing.Catalogue.Domain.Gazetteer;

/// <summary>A division in which it may have happened.</summary>
/// <param name="Name">From the township down.</param>
/// <param name="Score">0 to 1: how much of what was written speaks for it.</param>
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

/// <summary>Where it may have happened, the likeliest first.</summary>
/// <param name="Decided">The one that is clearly meant; null where a person must choose or ask.</param>
public sealed record PlaceFinding(IReadOnlyList<PlaceCandidate> Candidates, PlaceCandidate? Decided)
{
    public static readonly PlaceFinding Nothing = new([], null);
}

/// <summary>Finds the division that an address or a position means (地名地址匹配).</summary>
/// <remarks>
/// Each division that some part of the address may mean is weighed by all parts: for it speak the names of it and of
/// what lies around it, against it the clear names of somewhere else. It is decided only when it is clearly the best,
/// nothing speaks against it, and its own name is written so that it can hardly be another. Tens of microseconds.
/// </remarks>
public sealed class PlaceFinder
{
    /// <summary>How much heavier, in characters, the best must weigh than any other.</summary>
    const double Margin = 0.5;

    const int Read = 24;
    const int Shown = 5;

    readonly JurisdictionTree jurisdictions;
    readonly NameMatches sightings;
    readonly Positions positions;
    readonly ILookup<JurisdictionId, JurisdictionRow> grids;

    public PlaceFinder(JurisdictionTree jurisdictions, CatalogueRows rows)
    {
        this.jurisdictions = jurisdictions;
        sightings = new(PlaceNames.Of(jurisdictions.Rows, rows.Places));
        positions = new(jurisdictions);
        grids = jurisdictions.Rows.Where(j => j.Level == Level.Grid && j.Parent is not null)
            .ToLookup(j => j.Parent!.Value);
    }

    /// <param name="within">Only in this division; what is named elsewhere is then not read.</param>
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
        var weighed = sightings.Weigh(text, within);
        var readings = Codes(weighed).Select(code => PlaceReading.Of(code, weighed)).Where(r => r.Own.Any())
            .OrderByDescending(r => r.Score).ThenByDescending(r => r.Code.Value.Length)
            .ThenBy(r => r.Code.Value, StringComparer.Ordinal).ToList();
        if (readings.Count == 0)
            return PlaceFinding.Nothing;
        var inTownship = within is { } place && jurisdictions.Place(place)?.Level >= Level.Township;
        var judged = new PlaceResolver(jurisdictions, text, weighed, readings, Margin, inTownship);
        var top = readings.Max(r => r.For.Sum(f => f.Weight / SpellingVariants.Worth(f.At.Variant, f.At.Name.Core))
            + r.Against.Sum(a => a.Weight));
        var shown = judged.Shown.Take(Shown)
            .Select(r => Candidate(r.Code, Math.Clamp(r.Score / top, 0, 1), judged.Reasons(r))).ToList();
        if (judged.Decided is not { } decided)
            return new(shown, null);
        var candidate = Candidate(decided.Code, Math.Clamp(decided.Score / top, 0, 1), judged.Reasons(decided));
        // Nobody writes 第一网格 without the village: it is looked for only there.
        if (grids[decided.Code].FirstOrDefault(g => text.Contains(g.Name, StringComparison.Ordinal)) is { } grid)
            candidate = Candidate(grid.Code, candidate.Score, [.. candidate.Reasons, PlaceReasons.Grid(grid.Name)]);
        return new([candidate, .. shown.Where(s => s.Jurisdiction != decided.Code)], candidate);
    }

    // The likeliest by the plain sum of all names; only those are read with care.
    static IEnumerable<JurisdictionId> Codes(List<Weighed> weighed)
    {
        var sums = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var (code, weight) in weighed.SelectMany(w => w.Meanings.Select(m => (m.Code.Value, w.Weight))))
            sums[code] = sums.GetValueOrDefault(code) + weight;
        var lengths = sums.Keys.Select(c => c.Length).Distinct().ToList();
        return sums.Keys.OrderByDescending(code => lengths.Where(l => l <= code.Length)
                .Sum(l => sums.GetValueOrDefault(code[..l])))
            .ThenBy(c => c, StringComparer.Ordinal).Take(Read).Select(code => new JurisdictionId(code));
    }

    PlaceCandidate Candidate(JurisdictionId code, double score, IReadOnlyList<Reason> reasons) =>
        PlaceCandidate.Of(jurisdictions, code, score, reasons);
}
