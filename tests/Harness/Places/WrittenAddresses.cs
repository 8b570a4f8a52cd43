namespace Dispatch.Tests.Harness.Places;

/// <summary>An address as somebody wrote it down.</summary>
/// <param name="Village">The code of the village that was meant; null where nobody can know it.</param>
/// <param name="Kinds">What is unusual about it, in words.</param>
public sealed record WrittenAddress(string Text, string? Village, IReadOnlyList<string> Kinds);

/// <summary>Addresses as operators really type them: short, with other names, in sentences, and with slips.</summary>
/// <remarks>Shares no table with the matcher that it tests.</remarks>
public sealed class WrittenAddresses
{
    static readonly string[] Details =
    [
        "", "", "", "3号楼2单元502", "12号", "门口", "旁边", "附近", "对面", "三社", "五组", "一社路口", "主路边", "往北50米",
        "2栋1单元", "小学后面", "公交站", "村委会旁", "东侧人行道", "一民房", "地里", "8号楼顶层", "十字路口", "第四村民小组", "七队",
    ];

    readonly Chance random;
    readonly Dictionary<string, KnownJurisdiction> jurisdictions;
    readonly List<KnownJurisdiction> villages;
    readonly List<KnownPlace> places;
    readonly NamesTaken taken;

    WrittenAddresses(KnownPlaces known, ulong seed)
    {
        (random, taken) = (new(seed), new(known));
        jurisdictions = known.Jurisdictions.ToDictionary(d => d.Code);
        villages = [.. known.Jurisdictions.Where(d => d.Level == Level.Village)];
        places = [.. known.Places.Where(p => jurisdictions[p.Jurisdiction].Level == Level.Village)];
    }

    /// <summary>Addresses whose village can be told by somebody who knows the county.</summary>
    public static IReadOnlyList<WrittenAddress> Write(KnownPlaces known, int count, ulong seed)
    {
        var writer = new WrittenAddresses(known, seed);
        return [.. writer.Endless().Where(a => a.Village is not null).Take(count)];
    }

    /// <summary>Addresses whose village nobody can tell: of namesakes, contradictory, elsewhere, in no list.</summary>
    public static IReadOnlyList<WrittenAddress> Unclear(KnownPlaces known, int count, ulong seed)
    {
        var writer = new WrittenAddresses(known, seed);
        return [.. Enumerable.Range(0, count).Select(writer.Unknowable)];
    }

    IEnumerable<WrittenAddress> Endless()
    {
        while (true)
        {
            yield return random.Of(30) && places.Count > 0 ? AtPlace(random.Any(places))
                : InVillage(random.Any(villages));
        }
    }

    WrittenAddress InVillage(KnownJurisdiction village)
    {
        var (name, ending, how) = Name(village);
        return Compose(
            village, name, ending, [how], mostlyTownship: true, (n, said) => taken.ByVillage(n, village, said));
    }

    WrittenAddress AtPlace(KnownPlace place)
    {
        var village = jurisdictions[place.Jurisdiction];
        var alias = place.Aliases.Count > 0 && random.Of(40);
        var name = alias ? random.Any(place.Aliases) : place.Name;
        List<string> kinds = [place.Kind];
        if (alias)
            kinds.Add("place alias");
        var within = random.Of(20) ? Invented.Usual(village) : null;
        if (within is not null)
            kinds.Add("in village");
        var plain = name;
        if (random.Of(8))
            name = random.Any(["老", "新"]) + name;
        return Compose(village, name, "", kinds, mostlyTownship: within is not null,
            (n, said) => (within is null || !said) && taken.ByPlace(n == name ? plain : n, village, said), within);
    }

    (string Name, string Ending, string How) Name(KnownJurisdiction village)
    {
        if (village.Aliases.Count > 0 && random.Of(30))
            return (random.Any(village.Aliases), "", "alias");
        var bare = Invented.Bare(village.Name, Level.Village);
        if (random.Of(12))
            return (bare, village.Name[bare.Length..], "official");
        if (random.Of(25))
            return (bare, "", "bare");
        var (ending, how) = Habits.Ending(random, village.Name.Contains("社区", StringComparison.Ordinal));
        return (bare, bare.EndsWith('村') && ending[0] == '村' ? ending[1..] : ending, how);
    }

    WrittenAddress Compose(
        KnownJurisdiction village, string name, string ending, List<string> kinds, bool mostlyTownship,
        Func<string, bool, bool> alsoElsewhere, string? within = null)
    {
        var township = jurisdictions[village.Parent!];
        var said = random.Of(mostlyTownship ? 85 : 50);
        var above = said ? Township(township, kinds) : "";
        if (!said)
            kinds.Add("no township");
        for (var slips = random.Of(30) ? random.Of(10) ? 2 : 1 : 0; slips > 0; slips--)
        {
            // The slip is in the township's name or, more often, in the other one.
            if (above.Length > 2 && random.Of(30))
                (above, kinds) = Slip(above, kinds, "township ");
            else if (name.Length > 2 || (said && name.Length > 1))
                (name, kinds) = Slip(name, kinds, "");
        }
        var clear = name.Length > 1 && !alsoElsewhere(name, said);
        var mark = Habits.Separator(random);
        var detail = random.Of(10) ? Habits.Part(random) : random.Any(Details);
        string[] parts = [Prefix(township), above, within + name + ending];
        var text = string.Join(mark, parts.Where(p => p.Length > 0));
        (text, var written) = Habits.Written(random, text + mark + detail);
        if (mark.Length > 0)
            kinds.Add("marks");
        if (written is not null)
            kinds.Add(written);
        return new(text, clear ? village.Code : null, kinds);
    }

    string Township(KnownJurisdiction township, List<string> kinds)
    {
        switch (random.Below(10))
        {
            case 0 or 1:
                kinds.Add("township bare");
                return Invented.Bare(township.Name, Level.Township);
            case 2 when township.Aliases.Count > 0:
                kinds.Add("township alias");
                return random.Any(township.Aliases);
            case 3 when township.Name[^1] is '镇' or '乡' && random.Of(50):
                kinds.Add("township's other rank");
                return township.Name[..^1] + (township.Name[^1] == '镇' ? '乡' : '镇');
            default:
                return township.Name;
        }
    }

    (string, List<string>) Slip(string name, List<string> kinds, string where)
    {
        var (slipped, kind) = SlipsOfThePen.In(random, name);
        return (slipped, [.. kinds, $"{where}slip: {kind}"]);
    }

    WrittenAddress Unknowable(int which)
    {
        var (village, township) = (random.Any(villages), jurisdictions[random.Any(villages).Parent!]);
        var detail = random.Any(Details);
        var namesakes = taken.Namesakes;
        return (which % 4) switch
        {
            3 when namesakes.Count > 0 => new(random.Any(namesakes) + detail, null, ["namesakes"]),
            0 => new(township.Name + Habits.Unlisted(random) + detail, null, ["in no list"]),
            1 => new(Habits.Elsewhere(random) + township.Name + Invented.Usual(village) + detail, null, ["elsewhere"]),
            _ when taken.Near(village, township) => Unknowable(which),
            _ => new(township.Name + Invented.Usual(village) + detail, null, ["contradictory"]),
        };
    }

    string Prefix(KnownJurisdiction township)
    {
        var county = jurisdictions[township.Parent!];
        var city = county.Parent is { } parent ? jurisdictions[parent].Name : "";
        return random.Below(6) switch
        {
            0 => city + county.Name,
            1 or 2 => county.Name,
            3 => county.Name[..^1],
            _ => "",
        };
    }
}
