using Dispatch.Contracts;
using Dispatch.Routing.Catalogue.Domain.Checks;
using Dispatch.Routing.Catalogue.Domain.Rows;
using Xunit;

namespace Dispatch.Tests.Unit.Routing;

public sealed class ResponsibilityChecksTests
{
    static readonly ResponsibilityRow Head = new(
        new("water"), null, ResponsibleFunction.Principal, new("li"), new("wang"), null, null, null, null, "任职文件");

    static readonly ResponsibilityRow Leader = Head with
    {
        Organisation = null,
        Jurisdiction = new(County.Township),
        Function = ResponsibleFunction.CountyLeader,
    };

    static readonly DateOnly First = new(2026, 12, 1), Last = new(2026, 12, 31);

    public static TheoryData<string, ResponsibilityRow, string?, string?> Rows() => new()
    {
        { "a head", Head, null, null },
        { "a leader for a township", Leader, null, null },
        { "a leader for the county", Leader with { Jurisdiction = new(County.Whole) }, null, null },
        {
            "for a village", Leader with { Jurisdiction = new(County.Village),
                Function = ResponsibleFunction.TownshipLeader }, null, null
        },
        { "a head without organisation", Head with { Organisation = null }, "place_missing", "organisation" },
        {
            "a head with a place", Head with { Jurisdiction = new(County.Whole) }, "place_not_needed", "jurisdiction"
        },
        { "a leader without place", Leader with { Jurisdiction = null }, "place_missing", "jurisdiction" },
        {
            "a leader with an organisation", Leader with { Organisation = new("water") }, "place_not_needed",
            "organisation"
        },
        { "no such organisation", Head with { Organisation = new("nobody") }, "unknown_reference", "organisation" },
        { "no such place", Leader with { Jurisdiction = new("99") }, "unknown_reference", "jurisdiction" },
        {
            "a county's leader for a village", Leader with { Jurisdiction = new(County.Village) }, "level_wrong",
            "jurisdiction"
        },
        {
            "a township's leader for a township", Leader with { Function = ResponsibleFunction.TownshipLeader },
            "level_wrong", "jurisdiction"
        },
        { "his own deputy", Head with { Deputy = new("li") }, "deputy_is_holder", "deputy" },
        { "absent", Head with { AbsentFrom = First, AbsentUntil = Last }, null, null },
        { "absent for one day", Head with { AbsentFrom = First, AbsentUntil = First }, null, null },
        { "absent since", Head with { AbsentFrom = First }, "absence_incomplete", "absentUntil" },
        { "absent until", Head with { AbsentUntil = Last }, "absence_incomplete", "absentFrom" },
        { "back before he left", Head with { AbsentFrom = Last, AbsentUntil = First }, "days_wrong", "absentUntil" },
        { "ends before it begins", Head with { From = Last, Until = First }, "days_wrong", "until" },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_function_stands_where_there_is_such_a_function(
        string why, ResponsibilityRow row, string? code, string? field)
    {
        _ = why;
        var finding = Assert.Single(Check(row).DefaultIfEmpty());
        Assert.Equal((code, field), (finding?.Code, finding?.Field));
        Assert.NotEqual("请改正后重新提交", finding?.Remedy);
    }

    public static TheoryData<string, ResponsibilityRow, ResponsibilityRow, string?> Pairs() => new()
    {
        { "since ever, both", Head, Head with { Account = new("zhao") }, "duplicate_code" },
        { "another organisation", Head, Head with { Organisation = new("urban") }, null },
        { "another function", Head, Head with { Function = ResponsibleFunction.DutyLeader }, null },
        { "one after the other", Head with { Until = First.AddDays(-1) }, Head with { From = First }, null },
        { "one common day", Head with { Until = First }, Head with { From = First }, "days_overlap" },
        { "since ever and until further notice", Head, Head with { From = First }, "days_overlap" },
        { "two leaders of one township", Leader, Leader with { From = First }, "days_overlap" },
        { "two townships", Leader, Leader with { Jurisdiction = new("620422101") }, null },
    };

    [Theory]
    [MemberData(nameof(Pairs))]
    public void One_person_holds_a_function_on_any_day(
        string why, ResponsibilityRow one, ResponsibilityRow other, string? code)
    {
        _ = why;
        Assert.Equal(code, Assert.Single(Check(one, other).DefaultIfEmpty())?.Code);
    }

    [Fact]
    public void A_finding_names_the_function_and_whose_it_is()
    {
        var finding = Assert.Single(Check(Leader, Leader with { From = First }));
        Assert.Equal("会师镇包乡县领导", finding.Name);
        Assert.Contains("“li”", finding.Chinese, StringComparison.Ordinal);
    }

    static IReadOnlyList<Finding> Check(params ResponsibilityRow[] rows) =>
        CatalogueChecks.Of("responsibilities", County.Rows with { Responsibilities = rows });
}
