using Dispatch.Contracts;
using Dispatch.Routing.Catalogue.Domain;
using Dispatch.Routing.Catalogue.Domain.Rows;
using Dispatch.Routing.Dispatching.Domain;

namespace Dispatch.Tests.Unit.Routing;

/// <summary>
/// A small county to decide in: two townships, one of them with a village and a grid, four departments, some matters.
/// </summary>
static class County
{
    public const string Grid = "620422100001001", Village = "620422100001", Township = "620422100", Whole = "620422";

    public static readonly DateTimeOffset Now = new(2026, 11, 23, 2, 0, 0, TimeSpan.Zero);

    public static readonly IReadOnlyList<JurisdictionRow> Jurisdictions =
    [
        new(new("6204"), "白银市", Level.City, null),
        new(new(Whole), "会宁县", Level.County, new("6204")),
        new(new(Township), "会师镇", Level.Township, new(Whole)),
        new(new(Village), "南关社区", Level.Village, new(Township)),
        new(new(Grid), "第一网格", Level.Grid, new(Village)),
        new(new("620422101"), "郭城驿镇", Level.Township, new(Whole)),
    ];

    public static readonly IReadOnlyList<OrganisationRow> Organisations =
    [
        Unit("centre", OrganisationKind.Centre, Level.County, Whole),
        Unit("water", OrganisationKind.Department, Level.County, Whole),
        Unit("urban", OrganisationKind.Department, Level.County, Whole),
        Unit("police", OrganisationKind.Department, Level.County, Whole),
        Unit("labour", OrganisationKind.Department, Level.County, Whole),
        Unit("mediation", OrganisationKind.Mediation, Level.County, Whole),
        Unit("town", OrganisationKind.Township, Level.Township, Township),
        Unit("town-mediation", OrganisationKind.Mediation, Level.Township, Township),
        Unit("village", OrganisationKind.Village, Level.Village, Village),
    ];

    public static readonly IReadOnlyList<MatterRow> Matters =
    [
        new(new("01"), "城乡建设", 1, null, null, null, null, null, null),
        new(new("0101"), "供水", 2, new("01"), null, null, null, null, null),
        Leaf("010101", "城区停水", Level.County, Urgency.Urgent, "停水", "自来水停了", "水压低"),
        Leaf("010102", "农村饮水", Level.Township, Urgency.Normal, "村里没水", "水窖"),
        new(new("0102"), "市容", 2, new("01"), null, null, null, null, null),
        Leaf("010201", "占道经营", Level.County, Urgency.Normal, "占道", "摆摊", "流动摊贩"),
        Leaf("010202", "噪声扰民", Level.County, Urgency.Normal, "噪声", "半夜吵", "流动摊贩"),
        Leaf("010203", "村务公开", Level.Village, Urgency.Normal, "村务公开", "村账"),
        Leaf("010301", "邻里纠纷", Level.Village, Urgency.Normal, "邻居吵架", "宅基地边界") with
        {
            Process = Process.Mediation, Kinds = [CaseKind.Dispute],
        },
        Leaf("010302", "劳务纠纷", Level.Township, Urgency.Complex, "欠工钱") with { Process = Process.Mediation,
            Kinds = [CaseKind.Dispute] },
    ];

    public static readonly IReadOnlyList<DutyRow> Duties =
    [
        Lead("010101", "water"), Lead("010102", PlaceRule.Township), Assist("010102", "water"),
        Assist("010102", PlaceRule.Village), Lead("010201", "urban"), Lead("010202", "police"),
        Lead("010203", PlaceRule.Village), Lead("010301", PlaceRule.Mediation), Assist("010301", PlaceRule.Village),
        Lead("010302", PlaceRule.Mediation), Assist("010302", "labour"),
    ];

    public static readonly CatalogueRows Rows = new(new(1, 2, 3, 4), Jurisdictions, Organisations, Matters, Duties);

    public static readonly CatalogueIndex Catalogue = new(Rows);

    public static Question Ask(string text = "", string? matter = null, string place = Grid,
        CaseKind kind = CaseKind.Request) =>
        new(text, matter is null ? null : new MatterId(matter), kind, Urgency.Normal, new(place), [], Now);

    public static Decision Decide(string text = "", string? matter = null, string place = Grid,
        CaseKind kind = CaseKind.Request) =>
        Deciding.Decide(Catalogue, Ask(text, matter, place, kind));

    public static DutyRow Lead(string matter, string owner) => new(new(matter), owner, TicketRole.Lead, "《条例》第一条");

    public static DutyRow Assist(string matter, string owner) => new(new(matter), owner, TicketRole.Assisting, null);

    public static MatterRow Leaf(string code, string name, Level lowest, Urgency grade, params string[] keywords) =>
        new(new(code), name, 3, new(code[..4]), [CaseKind.Request, CaseKind.Complaint], lowest, grade, Process.Dispatch,
            keywords);

    static OrganisationRow Unit(string code, OrganisationKind kind, Level level, string place) =>
        new(new(code), code + "局", kind, level, new(place), null);
}
