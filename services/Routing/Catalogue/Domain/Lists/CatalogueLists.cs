using System.Collections.Immutable;
using Dispatch.Routing.Catalogue.Domain.Rows;

namespace Dispatch.Routing.Catalogue.Domain.Lists;

/// <summary>The nine lists of the catalogue; <see cref="All"/> puts a list after those that it refers to.</summary>
public static class CatalogueLists
{
    public static readonly CatalogueList<JurisdictionRow> Jurisdictions = new(
        "jurisdictions", "辖区清单", v => v.Jurisdictions, (v, version) => v with { Jurisdictions = version },
        r => r.Jurisdictions, (r, items) => r with { Jurisdictions = items }, j => j.Code,
        ("*code", "区划代码"), ("name", "名称"), ("level", "层级"), ("parent", "上级区划代码"), ("aliases", "别名"),
        ("outline", "边界"));

    public static readonly CatalogueList<OrganisationRow> Organisations = new(
        "organisations", "单位清单", v => v.Organisations, (v, version) => v with { Organisations = version },
        r => r.Organisations, (r, items) => r with { Organisations = items }, o => o.Jurisdiction,
        ("*code", "单位代码"), ("name", "名称"), ("kind", "单位类型"), ("level", "层级"), ("jurisdiction", "所在区划代码"),
        ("parent", "上级单位代码"), ("aliases", "别名"));

    public static readonly CatalogueList<MatterRow> Matters = new(
        "matters", "事项清单", v => v.Matters, (v, version) => v with { Matters = version },
        r => r.Matters, (r, items) => r with { Matters = items }, _ => null,
        ("*code", "事项代码"), ("name", "名称"), ("level", "级次"), ("parent", "上级事项代码"), ("kinds", "诉求类型"),
        ("lowest", "最低办理层级"), ("grade", "紧急程度"), ("process", "办理方式"), ("keywords", "关键词"),
        ("foreignCodes", "外部编码"));

    public static readonly CatalogueList<DutyRow> Duties = new(
        "duties", "权责清单", v => v.Duties, (v, version) => v with { Duties = version },
        r => r.Duties, (r, items) => r with { Duties = items }, d => d.Jurisdiction,
        ("*matter", "事项代码"), ("*owner", "承办单位"), ("role", "主办或协办"), ("basis", "依据"),
        ("*jurisdiction", "适用区划代码"));

    public static readonly CatalogueList<RuleRow> Rules = new(
        "rules", "派单规则", v => v.Rules, (v, version) => v with { Rules = version },
        r => r.Rules, (r, items) => r with { Rules = items }, r => r.Jurisdiction,
        ("*code", "规则代码"), ("name", "名称"), ("matter", "事项代码"), ("kind", "诉求类型"), ("urgency", "紧急程度"),
        ("channel", "渠道"), ("jurisdiction", "区划代码"), ("words", "文中含有"), ("from", "起始日"), ("until", "截止日"),
        ("lead", "主办单位"), ("assisting", "协办单位"), ("basis", "依据"));

    public static readonly CatalogueList<RosterRow> Rosters = new(
        "rosters", "值班表", v => v.Rosters, (v, version) => v with { Rosters = version },
        r => r.Rosters, (r, items) => r with { Rosters = items }, _ => null,
        ("*organisation", "单位代码"), ("*mode", "运行模式"), ("*officer", "值班账号"), ("officerName", "值班人员"),
        ("*from", "起始时间"), ("until", "结束时间"), ("capacity", "同时在办上限"));

    public static readonly CatalogueList<PlaceRow> Places = new(
        "places", "地名库", v => v.Places, (v, version) => v with { Places = version },
        r => r.Places, (r, items) => r with { Places = items }, p => p.Jurisdiction,
        ("*name", "地名"), ("kind", "地名类型"), ("*jurisdiction", "所在区划代码"), ("aliases", "别名"));

    public static readonly CatalogueList<OneThingRow> OneThings = new(
        "oneThings", "一件事清单", v => v.OneThings, (v, version) => v with { OneThings = version },
        r => r.OneThings, (r, items) => r with { OneThings = items }, o => o.Jurisdiction,
        ("*code", "一件事代码"), ("name", "名称"), ("jurisdiction", "适用区划代码"), ("matters", "事项代码"),
        ("keywords", "关键词"), ("lead", "牵头单位"), ("assisting", "配合单位"), ("whistle", "吹哨类型"), ("basis", "依据"));

    public static readonly CatalogueList<ResponsibilityRow> Responsibilities = new(
        "responsibilities", "责任清单", v => v.Responsibilities, (v, version) => v with { Responsibilities = version },
        r => r.Responsibilities, (r, items) => r with { Responsibilities = items }, r => r.Jurisdiction,
        ("*organisation", "单位代码"), ("*jurisdiction", "区划代码"), ("*function", "职责"), ("account", "责任人账号"),
        ("deputy", "代理人账号"), ("absentFrom", "缺岗起始日"), ("absentUntil", "缺岗截止日"), ("*from", "任职起始日"),
        ("until", "任职截止日"), ("basis", "依据"));

    public static readonly ImmutableArray<CatalogueList> All =
        [Jurisdictions, Organisations, Matters, Duties, Rules, Rosters, Places, OneThings, Responsibilities];

    public static CatalogueList? Find(string name) => All.FirstOrDefault(list => list.Name == name);
}
