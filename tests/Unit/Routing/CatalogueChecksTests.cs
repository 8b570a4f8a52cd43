using Dispatch.Contracts;
using Dispatch.Routing.Catalogue.Domain;
using Dispatch.Routing.Catalogue.Domain.Checks;
using Dispatch.Routing.Catalogue.Domain.Lists;
using Dispatch.Routing.Catalogue.Domain.Rows;
using Xunit;

namespace Dispatch.Tests.Unit.Routing;

public sealed class CatalogueChecksTests
{
    // The county lacks the group 0103 of two of its leaves, so by itself it would not be sound.
    static readonly MatterRow Group = new(new("0103"), "纠纷", 2, new("01"), null, null, null, null, null);

    static readonly CatalogueRows Sound = County.Rows with { Matters = [.. County.Matters, Group] };

    [Fact]
    public void A_sound_catalogue_has_no_findings() => Assert.Empty(CatalogueChecks.All(Sound));

    public static TheoryData<string, string, string> Jurisdictions() => new()
    {
        { "parent", "unknown_reference", "items[2].parent" },
        { "twice", "duplicate_code", "items[6].code" },
        { "level", "level_wrong", "items[3].level" },
        { "prefix", "code_not_below_parent", "items[5].code" },
        { "words for a border", "outline_invalid", "items[1].outline" },
        { "a point for a border", "outline_invalid", "items[1].outline" },
        { "a border that crosses itself", "outline_invalid", "items[1].outline" },
        { "latitude before longitude", "outline_invalid", "items[1].outline" },
    };

    [Theory]
    [MemberData(nameof(Jurisdictions))]
    public void A_fault_in_the_jurisdictions_is_reported_by_row_and_field(string fault, string code, string field)
    {
        var items = County.Jurisdictions.ToList();
        JurisdictionRow Bordered(string outline) => items[1] = items[1] with { Outline = outline };
        _ = fault switch
        {
            "parent" => items[2] = items[2] with { Parent = new("630000") },
            "level" => items[3] = items[3] with { Level = Level.Township },
            "prefix" => items[5] = items[5] with { Code = new("530326101") },
            "words for a border" => Bordered("从河边到山顶"),
            "a point for a border" => Bordered("POINT(105 35)"),
            "a border that crosses itself" => Bordered("POLYGON((105 35, 106 36, 106 35, 105 36, 105 35))"),
            "latitude before longitude" => Bordered("POLYGON((35 105, 36 105, 36 106, 35 105))"),
            _ => Append(items, items[0]),
        };
        var refusal = CatalogueChecks.Replacing(
            CatalogueLists.Jurisdictions, Sound with { Jurisdictions = items, Organisations = County.Organisations });
        Assert.Equal((code, field), (refusal?.Code, refusal?.Field));
    }

    [Fact]
    public void A_border_of_several_parts_is_accepted()
    {
        var county = County.Jurisdictions[1] with
        {
            Outline = "MULTIPOLYGON(((105 35, 106 35, 106 36, 105 35)), ((107 35, 108 35, 108 36, 107 35)))",
        };
        Assert.DoesNotContain(Findings(Sound with { Jurisdictions = [.. County.Jurisdictions.Skip(2).Append(county)] }),
            finding => finding.Code == "outline_invalid");
    }

    [Fact]
    public void Organisations_need_a_centre_listed_jurisdictions_no_cycle_of_parents_and_the_owner_of_each_duty()
    {
        OrganisationRow At(int index) => County.Organisations[index];
        string? Code(IEnumerable<OrganisationRow> items) => CatalogueChecks.Replacing(
            CatalogueLists.Organisations, Sound with { Organisations = [.. items] })?.Code;
        Assert.Equal("no_centre", Code(County.Organisations.Skip(1)));
        Assert.Equal("owner_in_use", Code(County.Organisations.Where(o => o.Code.Value != "water")));
        Assert.Equal("unknown_reference", Code(County.Organisations.Append(
            At(8) with { Code = new("x"), Jurisdiction = new("1") })));
        Assert.Equal("cycle", Code(
        [
            .. County.Organisations, At(2) with { Code = new("a"), Parent = new("b") },
            At(2) with { Code = new("b"), Parent = new("a") },
        ]));
        Assert.Equal("alias_length", Code([.. County.Organisations.Skip(1), At(0) with { Aliases = [""] }]));
    }

    [Fact]
    public void Every_leaf_has_one_lead_in_each_jurisdiction_and_only_owners_that_may_handle_it()
    {
        string? Code(IEnumerable<DutyRow> items) => CatalogueChecks.Replacing(
            CatalogueLists.Duties, Sound with { Duties = [.. items] })?.Code;
        Assert.Equal("lead_missing", Code(County.Duties.Skip(1)));
        Assert.Equal("lead_twice", Code(County.Duties.Append(County.Lead("010101", "urban"))));
        Assert.Equal("shield", Code(County.Duties.Append(County.Assist("010101", PlaceRule.Village))));
        Assert.Equal("unknown_reference", Code(County.Duties.Append(County.Assist("010101", "nobody"))));
        Assert.Equal("not_a_leaf", Code(County.Duties.Append(County.Assist("0101", "water"))));
        Assert.Equal("duplicate_code", Code(County.Duties.Append(County.Duties[0])));
        Assert.Equal("unknown_reference", Code(County.Duties.Append(In(County.Lead("010101", "urban"), "62"))));
        Assert.Null(Code(County.Duties.Append(In(County.Lead("010101", "urban"), County.Township))));
        Assert.Equal("lead_twice", Code(
        [
            .. County.Duties, In(County.Lead("010101", "urban"), County.Township),
            In(County.Lead("010101", "police"), County.Township),
        ]));
    }

    public static TheoryData<string[], bool> Led() => new()
    {
        { [], false },
        { ["620422"], true },
        { ["6204"], true },
        { ["620422100"], false },
        { ["620422100", "620422101"], true },
        { ["620422100001001", "620422101"], true },
        { ["620422100001001"], false },
    };

    [Theory]
    [MemberData(nameof(Led))]
    public void Leads_for_single_jurisdictions_suffice_if_they_cover_everything(string[] divisions, bool covered)
    {
        var duties = County.Duties.Skip(1).Concat(divisions.Select(d => In(County.Lead("010101", "water"), d)));
        Assert.Equal(!covered, Findings(Sound with { Duties = [.. duties] })
            .Any(f => (f.Code, f.List, f.Key) == ("lead_missing", "matters", "010101")));
    }

    [Fact]
    public void A_leaf_needs_a_lowest_level_a_grade_and_a_process()
    {
        var leaf = County.Leaf("010101", "城区停水", Level.County, Urgency.Urgent, "停水");
        string? Field(MatterRow changed) => CatalogueChecks.Replacing(CatalogueLists.Matters, Sound with
        {
            Matters = [.. County.Matters.Where(m => m.Code != leaf.Code), Group, changed],
        })?.Field?.Split('.')[1];
        Assert.Null(Field(leaf));
        Assert.Equal("lowest", Field(leaf with { Lowest = null }));
        Assert.Equal("grade", Field(leaf with { Grade = null }));
        Assert.Equal("process", Field(leaf with { Process = null }));
        Assert.Equal("parent", Field(leaf with { Parent = new("09") }));
        Assert.Equal("level", Field(leaf with { Parent = new("01") }));
        Assert.Equal("keywords", Field(leaf with { Keywords = [""] }));
        Assert.Equal("foreignCodes", Field(leaf with { ForeignCodes = ["010203"] }));
        Assert.Null(Field(leaf with { ForeignCodes = ["GB/T 39666:010203"] }));
    }

    [Fact]
    public void A_cycle_of_parent_matters_is_refused()
    {
        var one = new MatterRow(new("05"), "甲", 2, new("06"), null, null, null, null, null);
        var other = one with { Code = new("06"), Parent = one.Code };
        var findings = Findings(Sound with { Matters = [.. Sound.Matters, one, other] });
        Assert.Contains(findings, f => (f.Code, f.List) == ("level_wrong", "matters"));
    }

    [Fact]
    public void Every_fault_is_reported_not_only_the_first()
    {
        var findings = Findings(Sound with
        {
            Organisations = [.. County.Organisations.Skip(1)],
            Duties = [.. County.Duties.Skip(2), County.Assist("010101", "nobody")],
        });
        Assert.Equal(["no_centre", "unknown_reference", "lead_missing", "lead_missing"], findings.Select(f => f.Code));
        Assert.All(findings, f => Assert.NotEmpty(f.Remedy));
    }

    static IEnumerable<Finding> Findings(CatalogueRows rows) => CatalogueChecks.All(rows);

    static DutyRow In(DutyRow duty, string division) => duty with { Jurisdiction = new(division) };

    static T Append<T>(List<T> items, T one)
    {
        items.Add(one);
        return one;
    }
}
