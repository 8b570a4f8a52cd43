using Dispatch.Contracts;
using Dispatch.Routing.Catalogue.Domain.Checks;
using Dispatch.Routing.Catalogue.Domain.Rows;
using Xunit;

namespace Dispatch.Tests.Unit.Routing;

public sealed class RuleChecksTests
{
    static readonly RuleRow Rule = new(
        new("a"), "供水抢修", new("010101"), null, null, null, null, null, null, null, "water", null, "《条例》");

    static readonly RuleRow Other = Rule with { Code = new("b"), Lead = "urban" };

    public static TheoryData<string, RuleRow, string?> Single() => new()
    {
        { "sound", Rule, null },
        { "no such matter", Rule with { Matter = new("99") }, "unknown_reference" },
        { "no such division", Rule with { Jurisdiction = new("99") }, "unknown_reference" },
        { "no such lead", Rule with { Lead = "nobody" }, "unknown_reference" },
        { "no such assistant", Rule with { Assisting = ["nobody"] }, "unknown_reference" },
        { "ends before it begins", Rule with { From = new(2026, 2, 1), Until = new(2026, 1, 1) }, "days_wrong" },
        { "a department's matter put upon a township", Rule with { Lead = "town" }, "shield" },
        { "a department's matter put upon the village of the place", Rule with { Lead = PlaceRule.Village }, "shield" },
        { "a village assists a department", Rule with { Assisting = [PlaceRule.Village] }, "shield" },
        { "a group that holds a department's matter", Rule with { Matter = new("0101"), Lead = "town" }, "shield" },
        { "the township where it may", Rule with { Matter = new("010102"), Lead = PlaceRule.Township }, null },
        { "any matter: the shield decides case by case", Rule with { Matter = null, Lead = "town" }, null },
    };

    [Theory]
    [MemberData(nameof(Single))]
    public void A_rule_names_what_is_listed_and_owners_that_may_handle_it(string why, RuleRow rule, string? code)
    {
        _ = why;
        Assert.Equal(code, Check(rule).FirstOrDefault()?.Code);
    }

    public static TheoryData<string, RuleRow, RuleRow, bool> Pairs() => new()
    {
        { "equal and different leads", Rule, Other, true },
        { "equal and the same lead", Rule, Other with { Lead = "water" }, false },
        { "one is more specific", Rule, Other with { Kind = CaseKind.Complaint }, false },
        { "different kinds", Rule with { Kind = CaseKind.Report }, Other with { Kind = CaseKind.Complaint }, false },
        { "the same kind", Rule with { Kind = CaseKind.Report }, Other with { Kind = CaseKind.Report }, true },
        { "a kind and a channel", Rule with { Kind = CaseKind.Report }, Other with { Channel = Channel.Phone }, true },
        { "other words", Rule with { Words = ["夜市"] }, Other with { Words = ["早市"] }, false },
        { "a common word", Rule with { Words = ["夜市", "集市"] }, Other with { Words = ["集市"] }, true },
        { "another place", Rule with { Jurisdiction = new(County.Township) }, Other, false },
        {
            "a leaf by its kind, and its group by its place", Rule with { Kind = CaseKind.Report },
            Other with { Matter = new("01"), Jurisdiction = new(County.Whole) }, true
        },
        { "another matter", Rule, Other with { Matter = new("010201") }, false },
        { "one after the other", Rule with { Until = new(2026, 1, 1) }, Other with { From = new(2026, 1, 2) }, false },
        { "one common day", Rule with { Until = new(2026, 1, 1) }, Other with { From = new(2026, 1, 1) }, true },
    };

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Two_equally_specific_rules_for_one_case_name_the_same_lead(
        string why, RuleRow one, RuleRow other, bool conflict)
    {
        _ = why;
        var findings = Check(one, other);
        Assert.Equal(conflict, findings.Any(f => (f.Code, f.Key) == ("rule_conflict", "b")));
    }

    [Fact]
    public void A_circle_of_matters_is_reported_and_ends_no_check()
    {
        MatterRow[] matters =
        [
            .. County.Rows.Matters.Select(m => m.Code.Value == "0101" ? m with { Parent = new("0101") } : m),
        ];
        var rows = County.Rows with { Matters = matters, Rules = [Rule with { Matter = new("0101") }] };
        Assert.NotEmpty(CatalogueChecks.Of("matters", rows));
        _ = CatalogueChecks.Of("rules", rows).ToList();
    }

    static IEnumerable<Finding> Check(params RuleRow[] rules) =>
        CatalogueChecks.Of("rules", County.Rows with { Rules = rules });
}
