using Dispatch.Contracts;
using Dispatch.Routing.Catalogue.Domain.Checks;
using Dispatch.Routing.Catalogue.Domain.Rows;
using Xunit;

namespace Dispatch.Tests.Unit.Routing;

public sealed class OneThingChecksTests
{
    static readonly OneThingRow Vendors = new(
        new("vendors"), "占道经营整治", new(County.Whole), [new("010201")], ["摆摊"], new("urban"), [new("police")],
        WhistleType.JointEnforcement, "《城市市容和环境卫生管理条例》第十四条");

    public static TheoryData<string, OneThingRow, string?, string?> Rows() => new()
    {
        { "sound", Vendors, null, null },
        { "by keywords alone", Vendors with { Matters = null }, null, null },
        { "by matters alone", Vendors with { Keywords = [] }, null, null },
        { "by nothing", Vendors with { Matters = [], Keywords = null }, "nothing_matches", "matters" },
        { "no such matter", Vendors with { Matters = [new("99")] }, "unknown_reference", "matters" },
        { "a group of matters", Vendors with { Matters = [new("0102")] }, "not_a_leaf", "matters" },
        {
            "a matter twice", Vendors with { Matters = [new("010201"), new("010202"), new("010201")] }, "named_twice",
            "matters"
        },
        { "an empty keyword", Vendors with { Keywords = [""] }, "keyword_length", "keywords" },
        { "no such place", Vendors with { Jurisdiction = new("99") }, "unknown_reference", "jurisdiction" },
        { "no such lead", Vendors with { Lead = new("nobody") }, "unknown_reference", "lead" },
        { "no such assistant", Vendors with { Assisting = [new("nobody")] }, "unknown_reference", "assisting" },
        { "the lead assists", Vendors with { Assisting = [new("police"), new("urban")] }, "lead_assists", "assisting" },
        {
            "an assistant twice", Vendors with { Assisting = [new("police"), new("police")] }, "named_twice",
            "assisting"
        },
        { "one township's for the county", Vendors with { Lead = new("town") }, "does_not_reach", "lead" },
        {
            "one township's assists the county", Vendors with { Assisting = [new("town")] }, "does_not_reach",
            "assisting"
        },
        {
            "in that township", Vendors with { Jurisdiction = new(County.Township), Assisting = [new("town")] }, null,
            null
        },
        {
            "in another township", Vendors with { Jurisdiction = new("620422101"), Assisting = [new("town")] },
            "does_not_reach", "assisting"
        },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_one_thing_can_be_found_and_calls_those_who_act_at_the_place(
        string why, OneThingRow row, string? code, string? field)
    {
        _ = why;
        var finding = Assert.Single(Check(row).DefaultIfEmpty());
        Assert.Equal((code, field), (finding?.Code, finding?.Field));
        Assert.NotEqual("请改正后重新提交", finding?.Remedy);
    }

    [Fact]
    public void A_name_stands_once_in_a_jurisdiction_and_a_code_once_at_all()
    {
        Assert.Equal("name_twice", Assert.Single(Check(Vendors, Vendors with { Code = new("other") })).Code);
        Assert.Empty(Check(Vendors, Vendors with { Code = new("other"), Jurisdiction = new(County.Township) }));
        Assert.Equal("duplicate_code", Assert.Single(Check(Vendors, Vendors)).Code);
    }

    static IReadOnlyList<Finding> Check(params OneThingRow[] rows) =>
        CatalogueChecks.Of("oneThings", County.Rows with { OneThings = rows });
}
