using Dispatch.Contracts;
using Dispatch.Routing.Domain;
using Xunit;

namespace Dispatch.Tests.Unit.Routing;

public sealed class CatalogueChecksTests
{
    [Fact]
    public void A_sound_catalogue_is_taken()
    {
        Assert.Null(CatalogueChecks.Jurisdictions(County.Jurisdictions));
        Assert.Null(CatalogueChecks.Organisations(County.Organisations, County.Rows));
        Assert.Null(CatalogueChecks.Matters([.. County.Matters, Group]));
        Assert.Null(CatalogueChecks.Duties(County.Duties, County.Rows));
    }

    // The small county's two leaves of 0103 have no group of their own.
    static readonly MatterRow Group = new(new("0103"), "纠纷", 2, new("01"), null, null, null, null, null);

    public static TheoryData<string, string, string> Faults() => new()
    {
        { "parent", "unknown_reference", "items[2].parent" },
        { "twice", "duplicate_code", "items[6].code" },
        { "level", "level_wrong", "items[3].level" },
        { "prefix", "code_not_below_parent", "items[5].code" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_fault_among_the_divisions_is_named_by_row_and_field(string fault, string code, string field)
    {
        var items = County.Jurisdictions.ToList();
        _ = fault switch
        {
            "parent" => items[2] = items[2] with { Parent = new("630000") },
            "level" => items[3] = items[3] with { Level = Level.Township },
            "prefix" => items[5] = items[5] with { Code = new("530326101") },
            _ => Add(items, items[0]),
        };
        var refusal = CatalogueChecks.Jurisdictions(items);
        Assert.Equal((code, field), (refusal?.Code, refusal?.Field));
    }

    [Fact]
    public void Organisations_need_a_centre_known_places_no_circle_and_keep_what_owes_a_duty()
    {
        OrganisationRow At(int index) => County.Organisations[index];
        string? Code(IEnumerable<OrganisationRow> items) =>
            CatalogueChecks.Organisations([.. items], County.Rows)?.Code;
        Assert.Equal("no_centre", Code(County.Organisations.Skip(1)));
        Assert.Equal("owner_in_use", Code(County.Organisations.Where(o => o.Code.Value != "water")));
        Assert.Equal("unknown_reference", Code(County.Organisations.Append(
            At(8) with { Code = new("x"), Jurisdiction = new("1") })));
        Assert.Equal("cycle", Code(
        [
            .. County.Organisations, At(2) with { Code = new("a"), Parent = new("b") },
            At(2) with { Code = new("b"), Parent = new("a") },
        ]));
    }

    [Fact]
    public void Every_leaf_has_exactly_one_lead_that_may_handle_it()
    {
        string? Code(IEnumerable<DutyRow> items) => CatalogueChecks.Duties([.. items], County.Rows)?.Code;
        Assert.Equal("lead_missing", Code(County.Duties.Skip(1)));
        Assert.Equal("lead_twice", Code(County.Duties.Append(County.Lead("010101", "urban"))));
        Assert.Equal("shield", Code(County.Duties.Append(County.Assist("010101", PlaceRule.Village))));
        Assert.Equal("unknown_reference", Code(County.Duties.Append(County.Assist("010101", "nobody"))));
        Assert.Equal("not_a_leaf", Code(County.Duties.Append(County.Assist("0101", "water"))));
        Assert.Equal("duplicate_code", Code(County.Duties.Append(County.Assist("010101", "water"))));
    }

    [Fact]
    public void A_leaf_says_its_lowest_level_grade_and_process()
    {
        var leaf = County.Leaf("010101", "城区停水", Level.County, Urgency.Urgent, "停水");
        string? Field(MatterRow changed) =>
            CatalogueChecks.Matters([.. County.Matters.Where(m => m.Code != leaf.Code), Group, changed])?.Field?.Split(
                '.')[1];
        Assert.Null(Field(leaf));
        Assert.Equal("lowest", Field(leaf with { Lowest = null }));
        Assert.Equal("grade", Field(leaf with { Grade = null }));
        Assert.Equal("process", Field(leaf with { Process = null }));
        Assert.Equal("parent", Field(leaf with { Parent = new("09") }));
        Assert.Equal("level", Field(leaf with { Parent = new("01") }));
        Assert.Equal("keywords", Field(leaf with { Keywords = [""] }));
    }

    static JurisdictionRow Add(List<JurisdictionRow> items, JurisdictionRow one)
    {
        items.Add(one);
        return one;
    }
}
