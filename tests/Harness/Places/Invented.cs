namespace Dispatch.Tests.Harness.Places;

/// <summary>Makes up names that people might use in a place of which only the jurisdictions are known.</summary>
static class Invented
{
    static readonly string[] Words =
    [
        "锦绣", "阳光", "翠湖", "滨江", "安康", "福源", "华亭", "书香", "金桂", "银杏", "龙泉", "凤鸣", "鸿运", "祥和", "惠泽", "明珠",
        "丽都", "御景", "兰亭", "清风", "碧水", "紫薇", "海棠", "梧桐", "望岳", "临溪", "盛世", "嘉禾", "永丰", "康乐", "迎宾", "解放",
    ];

    static readonly (string Ending, string Kind)[] Kinds =
    [
        ("花园", "compound"), ("小区", "compound"), ("家园", "compound"), ("大道", "road"), ("路", "road"), ("巷", "road"),
        ("中学", "institution"), ("小学", "institution"), ("医院", "institution"), ("市场", "landmark"), ("广场", "landmark"),
    ];

    /// <summary>A name that the place bore before, for one in ten.</summary>
    public static IReadOnlyList<string> Former(Chance random, string name, Level level)
    {
        if (!random.Of(10))
            return [];
        var bare = Bare(name, level);
        return random.Of(50) && bare.Length > 2
            ? [bare[..1] + bare[^1] + (level == Level.Village ? "大队" : "公社")]
            : [random.Any(Words) + (level == Level.Village ? "村" : "公社")];
    }

    public static IReadOnlyList<KnownPlace> Places(
        Chance random, IReadOnlyList<KnownJurisdiction> jurisdictions, int? count)
    {
        var villages = jurisdictions.Where(d => d.Level == Level.Village).ToList();
        var places = new List<KnownPlace>();
        for (var i = 0; i < (count ?? villages.Count / 2); i++)
        {
            var (ending, kind) = random.Any(Kinds);
            var name = random.Any(Words) + random.Any(Words) + ending;
            string[] alias = kind == "compound" ? [name[..4]]
                : kind == "institution" && random.Of(50) ? [name[..2] + ending] : [];
            places.Add(new(name, kind, random.Any(villages).Code, alias));
        }
        return [.. places.DistinctBy(p => (p.Name, p.Jurisdiction))];
    }

    /// <summary>The name as people shorten it.</summary>
    public static string Bare(string name, Level level)
    {
        string[] endings = level == Level.Village
            ? ["社区居民委员会", "社区居委会", "村民委员会", "居民委员会", "村委会", "居委会"] : ["街道办事处", "街道", "镇", "乡"];
        var ending = Array.Find(endings, e => name.EndsWith(e, StringComparison.Ordinal));
        return ending is null ? name : name[..^ending.Length];
    }

    /// <summary>The name as people say it.</summary>
    public static string Usual(KnownJurisdiction village)
    {
        var bare = Bare(village.Name, Level.Village);
        return village.Name.Contains("社区", StringComparison.Ordinal) ? bare + "社区"
            : bare.EndsWith('村') ? bare : bare + "村";
    }
}
