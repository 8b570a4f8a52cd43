using Dispatch.Contracts;
using Dispatch.Routing.Catalogue.Domain.Checks;
using Dispatch.Routing.Catalogue.Domain.Lists;
using Dispatch.Routing.Catalogue.Domain.Rows;
using Xunit;

namespace Dispatch.Tests.Unit.Routing;

/// <summary>The checks of the rules, the rosters and the gazetteer.</summary>
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
    public void A_rule_names_what_is_there_and_who_may(string why, RuleRow rule, string? code)
    {
        _ = why;
        Assert.Equal(code, Check(County.Rows with { Rules = [rule] }, "rules").FirstOrDefault()?.Code);
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
    public void Two_equal_rules_that_meet_do_not_disagree(string why, RuleRow one, RuleRow other, bool conflict)
    {
        _ = why;
        var findings = Check(County.Rows with { Rules = [one, other] }, "rules");
        Assert.Equal(conflict, findings.Any(f => (f.Code, f.Key) == ("rule_conflict", "b")));
    }

    static readonly DateTimeOffset Eight = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    static readonly RosterRow Duty = new(new("water"), RosterMode.Regular, new("li"), "李某", Eight, Eight.AddHours(8),
        5);

    public static TheoryData<string, RosterRow, string?> Duties() => new()
    {
        { "the next shift", Duty with { From = Eight.AddHours(8), Until = null }, null },
        { "another mode", Duty with { Mode = RosterMode.Holiday }, null },
        { "another person", Duty with { Officer = new("wang") }, null },
        { "twice at once", Duty with { From = Eight.AddHours(7), Until = Eight.AddHours(9) }, "days_overlap" },
        { "since ever", Duty with { From = null, Until = null }, "days_overlap" },
        { "ends before it begins", Duty with { From = Eight.AddDays(2), Until = Eight.AddDays(1) }, "days_wrong" },
        { "nobody there", Duty with { Organisation = new("nobody"), Officer = new("wang") }, "unknown_reference" },
    };

    [Theory]
    [MemberData(nameof(Duties))]
    public void Nobody_is_on_duty_twice_at_once(string why, RosterRow second, string? code)
    {
        _ = why;
        Assert.Equal(code, Check(County.Rows with { Rosters = [Duty, second] }, "rosters").FirstOrDefault()?.Code);
    }

    [Theory]
    [InlineData(County.Village, null)]
    [InlineData(County.Whole, "level_wrong")]
    [InlineData("99", "unknown_reference")]
    public void A_place_lies_in_a_township_village_or_grid(string division, string? code) => Assert.Equal(
        code, Check(County.Rows with { Places = [new("老汽车站", PlaceKind.Landmark, new(division), null)] }, "places")
            .FirstOrDefault()?.Code);

    static IEnumerable<Finding> Check(CatalogueRows rows, string list) => CatalogueChecks.Of(list, rows);
}
