using Dispatch.Contracts;
using Dispatch.Routing.Catalogue.Domain.Rows;
using Dispatch.Routing.Dispatching.Domain;
using Xunit;

namespace Dispatch.Tests.Unit.Routing;

public sealed class DecidingTests
{
    [Theory]
    [InlineData("010101", County.Grid, "water", "", "matter_chosen,duty_catalogue,grade_of_matter")]
    [InlineData("010102", County.Grid, "town", "water,village",
        "matter_chosen,duty_catalogue,place_of_incident,duty_assisting")]
    [InlineData("010102", County.Township, "town", "water",
        "matter_chosen,duty_catalogue,place_of_incident,duty_assisting")]
    [InlineData("010203", County.Village, "village", "", "matter_chosen,duty_catalogue,place_of_incident")]
    [InlineData("010203", "620422100001999", "village", "", "matter_chosen,duty_catalogue,place_of_incident")]
    [InlineData("010301", County.Grid, "town-mediation", "village",
        "matter_chosen,duty_catalogue,place_of_incident,mediation,duty_assisting")]
    [InlineData("010301", County.Whole, "mediation", "", "matter_chosen,duty_catalogue,place_of_incident,mediation")]
    public void A_chosen_matter_goes_to_its_owner_at_the_place(string matter, string place, string lead,
        string assisting, string codes)
    {
        var decision = County.Decide(matter: matter, place: place);
        Assert.Equal(lead, decision.Lead?.Code.Value);
        Assert.Equal(assisting, string.Join(',', decision.Assisting.Select(a => a.Code)));
        Assert.Equal(codes, string.Join(',', decision.Reasons.Select(r => r.Code)));
    }

    [Theory]
    [InlineData("小区停水两天了", "010101", "water")]
    [InlineData("有人在学校门口占道摆摊卖水果", "010201", "urban")]
    [InlineData("邻居吵架，为了宅基地边界", "010301", "town-mediation")]
    public void Without_a_matter_the_text_decides(string text, string matter, string lead)
    {
        var decision = County.Decide(text, kind: matter == "010301" ? CaseKind.Dispute : CaseKind.Request);
        Assert.Equal((matter, lead, "keyword_match"),
            (decision.Matter?.Code.Value, decision.Lead?.Code.Value, decision.Reasons[0].Code));
    }

    [Theory]
    [InlineData("今天天气不错", County.Grid, "no_match", "")]
    [InlineData("占道摆摊，半夜吵", County.Grid, "ambiguous", "police,urban")]
    [InlineData("村账从来不公布", County.Township, "place_too_coarse", "")]
    [InlineData("小区停水两天了", "999999", "place_unknown", "")]
    public void What_no_rule_decides_is_left_to_the_centre_with_the_best_suggestions(
        string text, string place, string code, string suggested)
    {
        var decision = County.Decide(text, place: place);
        Assert.Null(decision.Lead);
        Assert.Equal(code, decision.Reasons[^1].Code);
        Assert.Equal(suggested, string.Join(',', decision.Suggestions.Select(s => s.Organisation)));
    }

    [Fact]
    public void A_long_text_needs_more_than_one_short_keyword()
    {
        var passing = new string('某', 300) + "停水";
        Assert.Equal("too_weak", County.Decide(passing).Reasons[^1].Code);
        Assert.Equal("water", County.Decide(passing + "，自来水停了").Lead?.Code.Value);
    }

    [Fact]
    public void A_group_of_matters_narrows_what_the_text_may_mean()
    {
        var decision = County.Decide("停水了，门口还有流动摊贩占道摆摊", "0101");
        Assert.Equal("water", decision.Lead?.Code.Value);
        Assert.Equal("matter_group", decision.Reasons[0].Code);
    }

    [Fact]
    public void A_part_of_a_longer_keyword_does_not_count_again()
    {
        var match = Assert.Single(County.Catalogue.Matches("自来水停了，自来水停了"));
        Assert.Equal((25.0, 1), (match.Score, match.Found.Count));
    }

    [Fact]
    public void A_dispute_without_a_matter_is_suggested_to_the_mediators()
    {
        var decision = County.Decide("两家人闹得很僵", kind: CaseKind.Dispute);
        Assert.Null(decision.Lead);
        Assert.Equal("town-mediation", Assert.Single(decision.Suggestions).Organisation.Value);
    }

    [Theory]
    [InlineData("010302", "labour")]
    [InlineData("010301", null)]
    public void After_a_failed_mediation_it_never_goes_to_mediation_again(string matter, string? lead)
    {
        var question = County.Ask("欠工钱", matter) with { MediationOver = true, Excluded = [new("town-mediation")] };
        var decision = Deciding.Decide(County.Catalogue, question);
        Assert.Equal(lead, decision.Lead?.Code.Value);
        Assert.DoesNotContain(decision.Suggestions, s =>
            s.Organisation.Value.EndsWith("mediation", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Urgency.Normal, Urgency.Urgent)]
    [InlineData(Urgency.Emergency, Urgency.Emergency)]
    public void The_more_pressing_of_reported_urgency_and_grade_counts(Urgency reported, Urgency then) =>
        Assert.Equal(then, Deciding.Decide(County.Catalogue, County.Ask(matter: "010101") with { Urgency = reported })
            .Urgency);

    [Fact]
    public void A_decision_keeps_its_inputs_and_the_catalogue_that_made_it()
    {
        var asked = County.Ask("停水", "010101");
        var record = Deciding.Decide(County.Catalogue, asked).Record(asked);
        Assert.Equal((asked, new CatalogueVersions(1, 2, 3, 4), true),
            (record.Asked, record.Catalogue, record.Decided));
        Assert.All(record.Reasons, r => Assert.EndsWith("。", r.Text, StringComparison.Ordinal));
    }

    [Fact]
    public void What_the_model_predicts_is_suggested_with_its_phrases()
    {
        var prediction = new MatterPrediction(7, [new(new("010202"), 0.4, ["整夜放音响"])], Abstained: true);
        var decision = Deciding.Decide(County.Catalogue, County.Ask("楼下整夜放音响"), prediction);
        Assert.Equal((null, 7), (decision.Lead, decision.Model));
        var suggestion = Assert.Single(decision.Suggestions);
        Assert.Equal("police", suggestion.Organisation.Value);
        Assert.Contains("“整夜放音响”", suggestion.Reasons[0].Text, StringComparison.Ordinal);
    }
}
