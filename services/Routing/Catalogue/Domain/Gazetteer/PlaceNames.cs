using Dispatch.Routing.Catalogue.Domain.Rows;

namespace Dispatch.Routing.Catalogue.Domain.Gazetteer;

/// <summary>Generates the forms in which people write the names in the catalogue.</summary>
public static class PlaceNames
{
    /// <summary>A name that more places share than this says nothing.</summary>
    const int MostMeanings = 300;

    /// <summary>The same for grids, which are mostly named 第一网格, 第二网格; those are looked up within a village.</summary>
    const int MostGrids = 20;

    static readonly string[] VillageEndings =
        ["社区居民委员会", "社区居委会", "村民委员会", "居民委员会", "村委会", "居委会", "社区", "村"];

    static readonly string[] Communities = ["社区", "社区居委会", "社区居民委员会", "居委会"];
    static readonly string[] Villages = ["村", "村委会", "村民委员会", "行政村"];

    static readonly string[] TownshipEndings = ["街道办事处", "街道", "镇", "乡"];
    static readonly string[] CountyEndings = ["自治县", "自治州", "地区", "县", "区", "市", "州", "盟", "旗"];

    static readonly string[] Peoples = ["回族", "彝族", "苗族", "土家族", "满族", "蒙古族", "藏族", "壮族", "侗族", "瑶族", "白族",
        "傣族", "哈尼族", "布依族", "东乡族", "撒拉族", "羌族", "畲族", "水族", "各族"];

    /// <summary>All forms of at least two characters, each with every place that it may mean.</summary>
    public static IReadOnlyList<PlaceName> Of(
        IReadOnlyList<JurisdictionRow> divisions, IReadOnlyList<PlaceRow> places)
    {
        var levels = divisions.ToDictionary(d => d.Code);
        var counties = divisions.Where(d => d.Level == Level.County).Select(d => d.Name).ToList();
        var named = divisions.SelectMany(OfDivision)
            .Concat(places.Where(p => levels.ContainsKey(p.Jurisdiction))
                .SelectMany(p => OfPlace(p, levels[p.Jurisdiction].Level, counties))).ToList();
        var taken = named.Select(n => n.Text).ToHashSet(StringComparer.Ordinal);
        named.AddRange(divisions.SelectMany(OfOtherKind).Where(n => !taken.Contains(n.Text)).ToList());
        return
        [
            .. named.Where(n => n.Text.Length >= 2).GroupBy(n => n.Text, StringComparer.Ordinal)
                .Select(g => new PlaceName(
                    g.Key, g.Min(n => n.Form), g.Min(n => n.Core),
                    [.. g.Select(n => n.Meant).DistinctBy(m => m.Code)]))
                .Where(n => n.Meant.Count <= (n.Meant.All(m => m.Level == Level.Grid) ? MostGrids : MostMeanings)),
        ];
    }

    /// <summary>A jurisdiction's name without its generic ending; a grid's name unchanged.</summary>
    public static string Bare(string name, Level level)
    {
        var endings = level switch
        {
            Level.Village => VillageEndings,
            Level.Township => TownshipEndings,
            Level.Grid => [],
            _ => CountyEndings,
        };
        var bare = Without(name, endings);
        return level == Level.Village && bare.Length > 2 && bare.EndsWith('村') ? bare[..^1]
            : level is Level.Township or Level.County ? Without(bare, Peoples) : bare;
    }

    static IEnumerable<(string Text, NameForm Form, int Core, Meant Meant)> OfDivision(JurisdictionRow row)
    {
        var meant = new Meant(row.Code, row.Name, row.Level, true);
        var bare = Bare(row.Name, row.Level);
        yield return (row.Name, NameForm.Full, bare.Length, meant);
        foreach (var alias in row.Aliases ?? [])
        {
            yield return (alias, NameForm.Alias, Bare(alias, row.Level).Length, meant);
            if (Bare(alias, row.Level) is { Length: > 1 } without && without != alias)
                yield return (without, NameForm.Bare, without.Length, meant);
            else
            {
                foreach (var ending in Endings(row))
                    yield return (alias + ending, NameForm.Alias, alias.Length, meant);
            }
        }
        if (bare == row.Name)
            yield break;
        var stem = row.Level == Level.Village ? Without(row.Name, VillageEndings) : bare;
        foreach (var ending in Endings(row))
        {
            yield return (bare + ending, NameForm.Full, bare.Length, meant);
            if (stem != bare && ending is not ("村" or "行政村"))
                yield return (stem + ending, NameForm.Full, bare.Length, meant);
        }
        yield return (bare, NameForm.Bare, bare.Length, meant);
        // People write 新添堡回族 for 新添堡回族乡.
        if (row.Level == Level.Township && Without(row.Name, TownshipEndings) is var people && people != bare)
            yield return (people, NameForm.Bare, bare.Length, meant);
    }

    // Many villages have become communities, so people use either ending. The caller drops a form that is the name of
    // another place.
    static IEnumerable<(string Text, NameForm Form, int Core, Meant Meant)> OfOtherKind(JurisdictionRow row)
    {
        var bare = Bare(row.Name, row.Level);
        if (row.Level != Level.Village || bare == row.Name)
            yield break;
        foreach (var ending in Endings(row)[0] == "村" ? Communities : Villages)
            yield return (bare + ending, NameForm.Full, bare.Length, new(row.Code, row.Name, row.Level, true));
    }

    // A 乡 that has become a 镇 is often still called 乡.
    static string[] Endings(JurisdictionRow row) => row.Level switch
    {
        Level.Village when row.Name.Contains("社区", StringComparison.Ordinal) || row.Name.EndsWith("居委会",
            StringComparison.Ordinal) => Communities,
        Level.Village => Villages,
        Level.Township when row.Name.Contains("街道", StringComparison.Ordinal) => ["街道", "街道办", "街道办事处"],
        Level.Township => ["镇", "乡"],
        _ => [],
    };

    static IEnumerable<(string Text, NameForm Form, int Core, Meant Meant)> OfPlace(
        PlaceRow row, Level level, List<string> counties)
    {
        var meant = new Meant(row.Jurisdiction, row.Name, level, false);
        yield return (row.Name, NameForm.Full, row.Name.Length, meant);
        foreach (var alias in row.Aliases ?? [])
            yield return (alias, NameForm.Alias, alias.Length, meant);
        var local = counties.Find(c => row.Name.StartsWith(c, StringComparison.Ordinal));
        if (local is not null && row.Name.Length - local.Length >= 3)
        {
            // 会宁县第一中学 is also 县第一中学 and 第一中学, but every township may have a 人民医院.
            var rest = row.Name[local.Length..];
            yield return (local[^1] + rest, NameForm.Alias, rest.Length, meant);
            if (rest[0] == '第')
                yield return (rest, NameForm.Alias, rest.Length, meant);
        }
        if (row.Name.EndsWith("小区", StringComparison.Ordinal) && row.Name.Length > 4)
            yield return (row.Name[..^2], NameForm.Bare, row.Name.Length - 2, meant);
    }

    static string Without(string name, string[] endings)
    {
        var ending = Array.Find(endings, e => name.Length > e.Length && name.EndsWith(e, StringComparison.Ordinal));
        return ending is null ? name : name[..^ending.Length];
    }
}
