using Dispatch.Contracts;
using Dispatch.Routing.Catalogue.Domain;
using Dispatch.Routing.Catalogue.Domain.Rows;
using Dispatch.Routing.Dispatching.Domain;
using Dispatch.Routing.Dispatching.Precedents;
using Xunit;

namespace Dispatch.Tests.Unit.Routing;

/// <summary>An owner is looked for by precedents, rules and duties, in this order; else the centre decides.</summary>
public sealed class DecisionChainTests
{
    static readonly DateTimeOffset Ruled = County.Now.AddDays(-30);

    public static PrecedentRow Precedent(
        string organisation, string matter = "010201", string place = County.Whole, int ruledDaysAgo = 30) => new(
        PrecedentId.New(), CaseNumber.New(Ruled), new(matter), CaseKind.Request, new(place), new(organisation),
        "路段属其管养", County.Now.AddDays(-ruledDaysAgo), County.Now.AddDays(-ruledDaysAgo), County.Now.AddDays(300),
        null);

    public static RuleRow Rule(string code, string lead, string? matter = null, string? place = null,
        string? word = null) => new(
        new(code), "规则" + code, matter is null ? null : new MatterId(matter), null, null, null,
        place is null ? null : new JurisdictionId(place), word is null ? null : [word], null, null, lead, null, null);

    static RoutingPolicy Policy(RuleRow[] rules, params PrecedentRow[] precedents) => new(
        new(County.Rows with { Rules = rules }), new(precedents), ShieldExemptions.None);

    static Decision Decide(RoutingPolicy policy, string place = County.Grid) =>
        Deciding.Decide(policy, County.Ask("占道摆摊", "010201", place));

    [Fact]
    public void A_precedent_goes_before_a_rule_and_a_rule_before_a_duty_and_each_says_why_it_lost()
    {
        var rule = Rule("r1", "labour", "010201");
        Assert.Equal(("urban", DecisionStep.Duty), LeadAndStep(Decide(Policy([]))));
        Assert.Equal(("labour", DecisionStep.Rule), LeadAndStep(Decide(Policy([rule]))));
        var decision = Decide(Policy([rule], Precedent("water")));
        Assert.Equal(("water", DecisionStep.Precedent), LeadAndStep(decision));
        Assert.Equal("precedent:True,rule:False,duty:False",
            string.Join(',', decision.Considered.Select(c => $"{c.Rule}:{c.Won}")));
        Assert.All(decision.Considered.Skip(1), c => Assert.Contains("已有先例", c.Why, StringComparison.Ordinal));
        Assert.Contains(decision.Considered[0].Id!, decision.Reasons[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_nearest_precedent_decides_and_within_a_jurisdiction_the_newest()
    {
        var policy = Policy([], Precedent("water", ruledDaysAgo: 5), Precedent("labour", place: County.Township),
            Precedent("police", place: County.Township, ruledDaysAgo: 3), Precedent("water", place: "620422101"));
        Assert.Equal("police", Decide(policy).Lead?.Code.Value);
        Assert.Equal("water", Decide(policy, County.Whole).Lead?.Code.Value);
    }

    [Fact]
    public void Precedents_that_no_longer_hold_do_not_crowd_out_one_that_does()
    {
        var spent = Enumerable.Range(1, 10).Select(day =>
            Precedent("labour", ruledDaysAgo: day) with { WithdrawnAt = County.Now.AddHours(-1) });
        Assert.Equal("water", Decide(Policy([], [.. spent, Precedent("water")])).Lead?.Code.Value);
    }

    [Theory]
    [InlineData("expired", "precedent_expired")]
    [InlineData("withdrawn", "precedent_withdrawn")]
    [InlineData("contradicted", "precedent_contradicted")]
    [InlineData("unlisted", "not_listed")]
    [InlineData("shielded", "shield")]
    public void A_precedent_that_no_longer_holds_is_not_used_and_says_so(string how, string code)
    {
        var precedent = Precedent(how switch { "unlisted" => "gone", "shielded" => "town", _ => "water" });
        precedent = how switch
        {
            "expired" => precedent with { ValidUntil = County.Now },
            "withdrawn" => precedent with { WithdrawnAt = County.Now.AddDays(-1) },
            _ => precedent,
        };
        DutyRow[] duties = [.. County.Duties.Select(d => d.Matter.Value == "010201" && how == "contradicted"
            ? d with { Since = Ruled.AddDays(1) } : d)];
        var policy = new RoutingPolicy(
            new(County.Rows with { Duties = duties }), new([precedent]), ShieldExemptions.None);
        var decision = Decide(policy);
        Assert.Equal(("urban", DecisionStep.Duty), LeadAndStep(decision));
        var lost = Assert.Single(decision.Considered, c => c.Rule == "precedent");
        Assert.Contains(code switch
        {
            "precedent_expired" => "到期",
            "precedent_withdrawn" => "撤销",
            "precedent_contradicted" => "以新职责为准",
            "shield" => "减负",
            _ => "不在现行单位清单",
        }, lost.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void A_newer_duty_of_the_same_organisation_does_not_contradict_a_precedent()
    {
        DutyRow[] duties = [.. County.Duties.Select(d => d with { Since = Ruled.AddDays(1) })];
        var policy = new RoutingPolicy(
            new(County.Rows with { Duties = duties }), new([Precedent("urban")]), ShieldExemptions.None);
        Assert.Equal(DecisionStep.Precedent, Decide(policy).Step);
    }

    [Theory]
    [InlineData("a:01:,b:0102:,c:010201:", "c")]
    [InlineData("a:010201:,b::620422100001", "b")]
    [InlineData("a:010201:,b:01:6204", "b")]
    [InlineData("a:010201:620422,b:010201:620422100", "b")]
    [InlineData("a:010101:,b::620422101", "")]
    public void The_rule_with_more_and_deeper_conditions_decides(string rules, string won)
    {
        var leads = new[] { "water", "labour", "police" };
        RuleRow[] rows = [.. rules.Split(',').Select((r, i) => r.Split(':') is var f
            ? Rule(f[0], leads[i], f[1].Length > 0 ? f[1] : null, f[2].Length > 0 ? f[2] : null) : null!)];
        var decision = Decide(Policy(rows));
        Assert.Equal(won, decision.Considered.FirstOrDefault(c => c is { Rule: "rule", Won: true })?.Id ?? "");
    }

    [Fact]
    public void A_rule_outside_its_days_or_without_an_owner_loses_and_says_why()
    {
        var today = DateOnly.FromDateTime(County.Now.Date);
        var decision = Decide(Policy(
        [
            Rule("a", "water", "010201", County.Grid) with { From = today.AddDays(1) },
            Rule("b", "labour", "010201", County.Village) with { Until = today.AddDays(-1) },
            Rule("c", "nobody", "010201", County.Township), Rule("d", PlaceRule.Township, "010201", County.Whole),
            Rule("e", "police", "010201") with { From = today, Until = today },
        ]));
        Assert.Equal("police", decision.Lead?.Code.Value);
        Assert.Equal(["a", "b", "c", "d"], decision.Considered.Where(c => c is { Rule: "rule", Won: false })
            .Select(c => c.Id!));
        Assert.Contains(decision.Considered, c => c.Id == "d" && c.Why.Contains("减负", StringComparison.Ordinal));
    }

    [Fact]
    public void Equal_rules_for_different_owners_are_left_to_the_centre()
    {
        var decision = Decide(Policy([Rule("a", "water", word: "占道"), Rule("b", "labour", word: "摆摊")]));
        Assert.Equal((null, "rules_conflict"), (decision.Lead, decision.Reasons[^1].Code));
        Assert.NotNull(Decide(Policy([Rule("a", "water", word: "占道"), Rule("b", "water", word: "摆摊")])).Lead);
    }

    [Fact]
    public void A_rule_with_words_decides_even_when_the_matter_is_unknown()
    {
        var policy = Policy([Rule("flood", "water", word: "发大水")]);
        var decision = Deciding.Decide(policy, County.Ask("河边发大水了"));
        Assert.Equal(("water", null), (decision.Lead?.Code.Value, decision.Matter));
    }

    [Theory]
    [InlineData(County.Grid, "labour")]
    [InlineData("620422101", "police")]
    [InlineData(County.Whole, "urban")]
    public void The_duty_for_the_smallest_jurisdiction_takes_precedence(string place, string lead)
    {
        DutyRow[] duties =
        [
            County.Lead("010201", "urban"), County.Lead("010201", "police") with { Jurisdiction = new("620422101") },
            County.Lead("010201", "water") with { Jurisdiction = new(County.Township) },
            County.Lead("010201", "labour") with { Jurisdiction = new(County.Village) },
        ];
        Assert.Equal(lead, Deciding.Decide(
            new CatalogueIndex(County.Rows with { Duties = duties }),
            County.Ask("", "010201", place)).Lead?.Code.Value);
    }

    static (string?, DecisionStep?) LeadAndStep(Decision decision) => (decision.Lead?.Code.Value, decision.Step);
}
