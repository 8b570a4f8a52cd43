using System.Globalization;
using System.Text;
using Dispatch.Routing.Catalogue.Domain.Lists;
using Dispatch.Routing.Catalogue.Domain.Rows;

namespace Dispatch.Benchmarks.Decide;

/// <summary>
/// A generated county of the largest size: 4,847 grids, 400 organisations, 2,000 matters, 5,000 rules; always the same.
/// </summary>
sealed class BigCounty
{
    public const int Grids = 4_847, Units = 400, Leaves = 2_000, Rules = 5_000;
    const int Towns = 40, Departments = 60, Villages = 420;
    const string Signs =
        "的一是在有人这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可她里后小么心多"
        + "天而能好都然没日于起还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已老从动两长知民样现"
        + "分将外但身些与高意进把法此实回二理美点月明其种声全工己话儿者向情部正名定女问力机给等几很业最间新什打"
        + "便位因重被走电四第门相次东政海口使教西再平真听世气信北少关并内加化由却代军产入先山五太水万市眼体别处"
        + "总才场师书比住员九笑性通目华报立马命张活难神数件安表原车白应路期叫死常提感金何更反合放做系计或司利受"
        + "光王果亲界及今京务制解各任至清物台象记边共风战干接它许八特觉望直服毛林题建南度统色字请交爱让认算论百"
        + "吃义科怎元社术结六功指思非流每青管夫连远资队跟带花快条院变联言权往展该领传近留红治决周保达办运武半候"
        + "七必城父强步完革深区即求品士转量空甚众技轻程告江语英基派满式";

    readonly HashSet<CaseNumber> numbers = [];
    readonly Random random = new(20261122);
    readonly List<(MatterRow Matter, string[] Words)> leaves = [];

    public BigCounty()
    {
        var places = new List<JurisdictionRow> { new(new("6204"), "白银市", Level.City, null) };
        places.Add(new(new("620422"), "会宁县", Level.County, new("6204")));
        for (var t = 0; t < Towns; t++)
            places.Add(new(new(Code("620422", 100 + t)), $"第{t}镇", Level.Township, new("620422")));
        for (var v = 0; v < Villages; v++)
            places.Add(Below(places[2 + (v % Towns)], 1 + (v / Towns), Level.Village, $"第{v}村"));
        for (var g = 0; g < Grids; g++)
            places.Add(Below(places[2 + Towns + (g % Villages)], 1 + (g / Villages), Level.Grid, $"第{g}网格"));
        GridCodes = [.. places.Where(p => p.Level == Level.Grid).Select(p => p.Code)];
        var units = new List<OrganisationRow>
        {
            new(new("centre"), "会宁县综治中心", OrganisationKind.Centre, Level.County, new("620422"), null),
        };
        for (var d = 0; d < Departments; d++)
            units.Add(new(
                Department(d), $"第{d}局", OrganisationKind.Department, Level.County, new("620422"), new("centre")));
        units.AddRange(places.Where(p => p.Level == Level.Township).Select(p => new OrganisationRow(
            new("gov-" + p.Code), p.Name + "政府", OrganisationKind.Township, Level.Township, p.Code, new("centre"))));
        units.AddRange(places.Where(p => p.Level == Level.Village).Take(Units - units.Count).Select(p =>
            new OrganisationRow(
                new("committee-" + p.Code), p.Name + "委会", OrganisationKind.Village, Level.Village, p.Code,
                new("gov-" + p.Parent))));
        Catalogue = new CatalogueRows(
            new(1, 2, 3, 4, 5, 6), places, units, Matters(), Duties(), RulesOf(places), Rosters(), [], [], []);
    }

    public CatalogueRows Catalogue { get; }

    IReadOnlyList<JurisdictionId> GridCodes { get; }

    /// <summary>A report about one of the matters: every second one chosen, the rest by words.</summary>
    public CaseRegistered Case(int index, DateTimeOffset now)
    {
        // The digits are random, and among many thousands there would be a double.
        var number = CaseNumber.New(now);
        while (!numbers.Add(number))
            number = CaseNumber.New(now);
        var (matter, words) = leaves[random.Next(leaves.Count)];
        var text = Text(30 + random.Next(60)) + words[0] + Text(10) + words[1] + "。" + Text(20 + random.Next(40));
        return new(
            new(EventId.New(), 1, CaseId.New(), number, now, ActedBy.System, null), Channel.Phone,
            CaseKind.Request, Urgency.Normal, text, new(GridCodes[random.Next(GridCodes.Count)], "建设路12号院", null, null),
            index % 2 == 0 ? matter.Code : null, now, []);
    }

    List<MatterRow> Matters()
    {
        var rows = new List<MatterRow>();
        for (var a = 0; a < 20; a++)
        {
            rows.Add(Group(Two(a), 1, null));
            for (var b = 0; b < 10; b++)
            {
                rows.Add(Group(Two(a) + Two(b), 2, new(Two(a))));
                for (var c = 0; c < Leaves / 200; c++)
                {
                    var code = Two(a) + Two(b) + Two(c);
                    string[] words = [Text(3), Text(4), Text(2), Text(4), Text(3)];
                    var leaf = new MatterRow(
                        new(code), $"事项{code}", 3, new(code[..4]), [], Level.Township, Urgency.Normal, Process.Dispatch,
                        words);
                    rows.Add(leaf);
                    leaves.Add((leaf, words));
                }
            }
        }
        return rows;
    }

    List<DutyRow> Duties() =>
    [
        .. leaves.SelectMany((leaf, i) => (DutyRow[])
        [
            new(leaf.Matter.Code, i % 4 == 0 ? PlaceRule.Township : Department(i % Departments).Value, TicketRole.Lead,
                "《权责清单》"),
            new(leaf.Matter.Code, Department((i + 7) % Departments).Value, TicketRole.Assisting, null),
        ]),
    ];

    // Every matter has one of its own, one for a township, and half of them one for a word.
    List<RuleRow> RulesOf(List<JurisdictionRow> places) =>
    [
        .. leaves.Select((l, i) => Rule($"m{i}", i, l.Matter, null, null)),
        .. leaves.Select((l, i) => Rule($"t{i}", i + 1, l.Matter, places[2 + (i % Towns)].Code, null)),
        .. leaves.Take(Rules - (2 * Leaves)).Select((l, i) => Rule($"w{i}", i + 2, l.Matter, null, l.Words[1])),
    ];

    static RuleRow Rule(string code, int lead, MatterRow matter, JurisdictionId? place, string? word) => new(
        new(code), "规则" + code, matter.Code, null, null, null, place, word is null ? null : [word], null, null,
        Department(lead % Departments).Value, null, null);

    static List<RosterRow> Rosters() =>
    [
        .. Enumerable.Range(0, Departments * 2).Select(i => new RosterRow(
            Department(i / 2), RosterMode.Regular, new($"officer{i}"), $"经办{i}", null, null, 1_000)),
    ];

    static JurisdictionRow Below(JurisdictionRow above, int number, Level level, string name) =>
        new(new(Code(above.Code.Value, number)), name, level, above.Code);

    static MatterRow Group(string code, int level, MatterId? parent) =>
        new(new(code), "类" + code, level, parent, null, null, null, null, null);

    static OrganisationId Department(int number) => new($"department-{number}");

    static string Code(string above, int number) => above + number.ToString("D3", CultureInfo.InvariantCulture);

    static string Two(int number) => (number + 1).ToString("D2", CultureInfo.InvariantCulture);

    string Text(int length)
    {
        var text = new StringBuilder(length);
        for (var i = 0; i < length; i++)
            text.Append(Signs[random.Next(Signs.Length)]);
        return text.ToString();
    }
}
