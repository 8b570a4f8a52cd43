namespace Dispatch.Tests.Harness.Places;

/// <summary>A jurisdiction as a list of jurisdictions has it.</summary>
public sealed record KnownJurisdiction(
    string Code, string Name, Level Level, string? Parent, IReadOnlyList<string> Aliases);

/// <summary>Something by which people say where they are.</summary>
/// <param name="Kind">As the gazetteer of the catalogue names it.</param>
public sealed record KnownPlace(string Name, string Kind, string Jurisdiction, IReadOnlyList<string> Aliases);

/// <summary>The jurisdictions and places that the matcher is given, and of which the addresses are made.</summary>
public sealed record KnownPlaces(IReadOnlyList<KnownJurisdiction> Jurisdictions, IReadOnlyList<KnownPlace> Places)
{
    /// <summary>The sample county, as it ships.</summary>
    public static KnownPlaces Sample() => new(
        [.. Rows("jurisdictions").Select(f => new KnownJurisdiction(
            f[0], f[1], Enum.Parse<Level>(f[2], ignoreCase: true), f[3].Length > 0 ? f[3] : null, List(f[4])))],
        [.. Rows("places").Select(f => new KnownPlace(f[0], f[1], f[2], List(f[3])))]);

    /// <summary>
    /// Real townships and villages from CSV files whose first columns are code and name. The roads, compounds and other
    /// places in them are made up.
    /// </summary>
    /// <param name="places">How many to make up in each; half as many as villages when absent.</param>
    /// <returns>One for each county, or for each city of which several counties are listed.</returns>
    public static IEnumerable<KnownPlaces> Real(IEnumerable<string> files, ulong seed, int? places)
    {
        var rows = files.SelectMany(File.ReadLines).Select(line => line.Split(','))
            .Where(f => f[0].Length >= 9 && f[0].All(char.IsAsciiDigit)).DistinctBy(f => f[0]).ToList();
        foreach (var area in rows.GroupBy(f => f[0][..4]))
        {
            var random = new Chance(seed + ulong.Parse(area.Key, null));
            var counties = area.Select(f => f[0][..6]).Distinct().ToList();
            var root = counties.Count > 1 ? area.Key : counties[0];
            var jurisdictions = new List<KnownJurisdiction> { new(root, "本地" + (root.Length == 4 ? "市" : "县"),
                root.Length == 4 ? Level.City : Level.County, null, []) };
            if (root.Length == 4)
                jurisdictions.AddRange(
                    counties.Select(c => new KnownJurisdiction(c, $"第{c[4..]}县", Level.County, root, [])));
            jurisdictions.AddRange(
                from f in area
                let level = f[0].Length == 9 ? Level.Township : Level.Village
                let parent = f[0][..(level == Level.Township ? 6 : 9)]
                select new KnownJurisdiction(f[0], f[1], level, parent, Invented.Former(random, f[1], level)));
            yield return new(jurisdictions, Invented.Places(random, jurisdictions, places));
        }
    }

    static IEnumerable<string[]> Rows(string file) => File.ReadLines(Repository.Path("deploy", "sample", file + ".csv"))
        .Skip(1).Where(line => line.Length > 0).Select(line => line.Split(','));

    static string[] List(string field) => field.Split(';', StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>Random numbers that are the same for the same seed on every machine (SplitMix64).</summary>
public sealed class Chance(ulong seed)
{
    ulong state = seed;

    /// <returns>0 ≤ number &lt; <paramref name="below"/>.</returns>
    public int Below(int below)
    {
        var mixed = state += 0x9e3779b97f4a7c15;
        mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;
        return (int)((mixed ^ (mixed >> 31)) % (ulong)below);
    }

    /// <summary>True in so many of a hundred cases.</summary>
    public bool Of(int percent) => Below(100) < percent;

    public T Any<T>(IReadOnlyList<T> items) => items[Below(items.Count)];
}
