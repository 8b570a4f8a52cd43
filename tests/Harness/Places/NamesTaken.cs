namespace Dispatch.Tests.Harness.Places;

/// <summary>Which villages a name may mean. Where there are several, nobody can tell which was meant.</summary>
sealed class NamesTaken
{
    readonly ILookup<string, KnownJurisdiction> villages;
    readonly ILookup<string, KnownJurisdiction> places;

    public NamesTaken(KnownPlaces known)
    {
        var jurisdictions = known.Jurisdictions.ToDictionary(d => d.Code);
        villages = known.Jurisdictions.Where(d => d.Level == Level.Village)
            .SelectMany(d => d.Aliases.Append(d.Name).Select(n => (Name: Bare(n), d))).ToLookup(n => n.Name, n => n.d);
        Namesakes = [.. known.Jurisdictions.Where(d => d.Level == Level.Village).GroupBy(Invented.Usual)
            .Where(g => g.Count() > 1).Select(g => g.Key)];
        places = known.Places.Where(p => p.Jurisdiction.Length >= 12)
            .SelectMany(p => p.Aliases.Append(p.Name).Select(n => (n, jurisdictions[p.Jurisdiction[..12]])))
            .ToLookup(n => n.n, n => n.Item2);
    }

    /// <summary>Names that several villages of the county bear.</summary>
    public IReadOnlyList<string> Namesakes { get; }

    /// <summary>
    /// Whether another village has this name too: anywhere, or, if the address says the township, in that township.
    /// </summary>
    public bool ByVillage(string name, KnownJurisdiction meant, bool townshipSaid) =>
        Others(villages[Bare(name)], meant, townshipSaid);

    public bool ByPlace(string name, KnownJurisdiction meant, bool townshipSaid) =>
        Others(places[name], meant, townshipSaid) || ByVillage(name, meant, townshipSaid);

    /// <summary>Whether a village of the township has a name that is at most one character away.</summary>
    public bool Near(KnownJurisdiction village, KnownJurisdiction township) =>
        villages.Concat(places).Any(v => v.Any(d => d.Parent == township.Code) && Near(v.Key, Bare(village.Name)));

    static bool Others(IEnumerable<KnownJurisdiction> named, KnownJurisdiction meant, bool townshipSaid) =>
        named.Any(v => v.Code != meant.Code && (!townshipSaid || v.Parent == meant.Parent));

    static string Bare(string name) =>
        Invented.Bare(name, Level.Village) is { Length: > 2 } bare && bare[^1] == '村' ? bare[..^1]
            : Invented.Bare(name, Level.Village);

    static bool Near(string one, string other) =>
        one.Contains(other, StringComparison.Ordinal) || other.Contains(one, StringComparison.Ordinal)
        || one.Count(other.Contains) >= Math.Max(1, Math.Min(one.Length, other.Length) - 1);
}
