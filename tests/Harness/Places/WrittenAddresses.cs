namespace Dispatch.Tests.Harness.Places;

/// <summary>An address as somebody wrote it down, and the village that was meant.</summary>
public sealed record WrittenAddress(string Text, string Village, string How);

/// <summary>Addresses as operators really type them: short, with other names, and with slips.</summary>
/// <remarks>Knows nothing of the matcher's tables.</remarks>
public static class WrittenAddresses
{
    static readonly string[] Details =
    [
        "", "", "", "3号楼2单元502", "12号", "门口", "旁边", "附近", "对面", "三社", "五组", "一社路口", "主路边", "往北50米",
        "2栋1单元", "小学后面", "公交站", "村委会旁", "东侧人行道", "一民房", "地里", "8号楼顶层", "十字路口",
    ];

    public static IReadOnlyList<WrittenAddress> Write(KnownPlaces known, int count, ulong seed)
    {
        var random = new Chance(seed);
        var divisions = known.Divisions.ToDictionary(d => d.Code);
        var villages = known.Divisions.Where(d => d.Level == Level.Village).ToList();
        var places = known.Places.Where(p => divisions[p.Jurisdiction].Level == Level.Village).ToList();
        return [.. Enumerable.Range(0, count).Select(_ => random.Of(30) && places.Count > 0
            ? AtPlace(random, random.Any(places), divisions) : InVillage(random, random.Any(villages), divisions))];
    }

    static WrittenAddress InVillage(
        Chance random, KnownDivision village, Dictionary<string, KnownDivision> divisions)
    {
        var (name, how) = Village(random, village);
        return Compose(random, village, divisions, name, how, mostlyTownship: true);
    }

    static WrittenAddress AtPlace(Chance random, KnownPlace place, Dictionary<string, KnownDivision> divisions)
    {
        var village = divisions[place.Jurisdiction];
        var alias = place.Aliases.Count > 0 && random.Of(40);
        var name = alias ? random.Any(place.Aliases) : place.Name;
        var how = $"{place.Kind}{(alias ? " alias" : "")}";
        if (random.Of(8))
            name = random.Any(["老", "新"]) + name;
        if (random.Of(20))
            return Compose(random, village, divisions, Village(random, village).Name + name, how + " in village", true);
        return Compose(random, village, divisions, name, how, mostlyTownship: false);
    }

    static (string Name, string How) Village(Chance random, KnownDivision village)
    {
        if (village.Aliases.Count > 0 && random.Of(30))
            return (random.Any(village.Aliases), "alias");
        var bare = Invented.Bare(village.Name, Level.Village);
        var usual = village.Name.Contains("社区", StringComparison.Ordinal) ? bare + "社区"
            : bare.EndsWith('村') ? bare : bare + "村";
        return random.Below(10) switch
        {
            0 => (village.Name, "official"),
            1 or 2 or 3 => (bare, "bare"),
            _ => (usual, "usual"),
        };
    }

    static WrittenAddress Compose(
        Chance random, KnownDivision village, Dictionary<string, KnownDivision> divisions, string name, string how,
        bool mostlyTownship)
    {
        var township = divisions[village.Parent!];
        var said = random.Of(mostlyTownship ? 85 : 50);
        var above = !said ? "" : random.Below(10) switch
        {
            0 => Invented.Bare(township.Name, Level.Township),
            1 when township.Aliases.Count > 0 => random.Any(township.Aliases),
            _ => township.Name,
        };
        if (random.Of(30))
        {
            // The slip is in the township's name or, more often, in the other one.
            if (above.Length > 2 && random.Of(30))
                (above, how) = Slip(random, above, how + ", township");
            else if (name.Length > 2)
                (name, how) = Slip(random, name, how);
        }
        return new(Prefix(random, township, divisions) + above + name + random.Any(Details), village.Code,
            how + (said ? "" : ", no township"));
    }

    static (string, string) Slip(Chance random, string name, string how)
    {
        var (slipped, kind) = SlipsOfThePen.In(random, name);
        return (slipped, $"{how}: {kind}");
    }

    static string Prefix(Chance random, KnownDivision township, Dictionary<string, KnownDivision> divisions)
    {
        var county = divisions[township.Parent!];
        var city = county.Parent is { } parent ? divisions[parent].Name : "";
        return random.Below(6) switch
        {
            0 => city + county.Name,
            1 or 2 => county.Name,
            3 => county.Name[..^1],
            _ => "",
        };
    }
}
