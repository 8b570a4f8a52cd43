namespace Dispatch.Tests.Service.Routing;

/// <summary>
/// The lists as the API takes them: a county with one township and one village, a centre, three departments, a
/// mediation committee, the township's government, and five leaf matters with their duties.
/// </summary>
static class Catalogue
{
    public static readonly object[] Jurisdictions =
    [
        new { code = "620422", name = "会宁县", level = "county" },
        new { code = "620422100", name = "会师镇", level = "township", parent = "620422" },
        new { code = "620422100001", name = "南关社区", level = "village", parent = "620422100" },
    ];

    public static readonly object[] Organisations =
    [
        Unit("centre", "centre"), Unit("water", "department"), Unit("urban", "department"),
        Unit("labour", "department"), new
        {
            code = "620422100-mediation", name = "会师镇人民调解委员会", kind = "mediation", level = "township",
                jurisdiction = "620422100",
        },
        new
        {
            code = "620422100-gov", name = "会师镇人民政府", kind = "township", level = "township",
            jurisdiction = "620422100", parent = "620422-centre",
        },
    ];

    public static readonly object[] Matters =
    [
        new { code = "01", name = "民生", level = 1 },
        new { code = "0101", name = "市政", level = 2, parent = "01" },
        Leaf("010101", "停水抢修", "dispatch", "停水"),
        Leaf("010102", "占道经营", "dispatch", "摆摊"),
        Leaf("010103", "劳务纠纷", "mediation", "欠工钱"),
        Leaf("010104", "垃圾清运", "dispatch", "垃圾"),
        Leaf("010105", "违建查处", "dispatch", "违建", lowest: "county"),
    ];

    public static readonly object[] Duties =
    [
        new { matter = "010101", owner = "620422-water", role = "lead", basis = "《供水条例》第一条" },
        new { matter = "010101", owner = "620422-urban", role = "assisting" },
        new { matter = "010102", owner = "620422-urban", role = "lead" },
        new { matter = "010103", owner = "mediation-of-place", role = "lead" },
        new { matter = "010103", owner = "620422-labour", role = "assisting" },
        new { matter = "010104", owner = "township-of-place", role = "lead" },
        new { matter = "010105", owner = "620422-urban", role = "lead" },
    ];

    static object Unit(string name, string kind) =>
        new { code = "620422-" + name, name = "会宁县" + name, kind, level = "county", jurisdiction = "620422" };

    static object Leaf(string code, string name, string process, string keyword, string lowest = "township") => new
    {
        code, name, level = 3, parent = "0101", kinds = new[] { "request", "dispute" }, lowest,
        grade = "normal", process,
        keywords = new[] { keyword },
    };
}
