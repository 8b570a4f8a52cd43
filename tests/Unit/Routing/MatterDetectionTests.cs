using Dispatch.Contracts;
using Dispatch.Routing.Catalogue.Domain;
using Dispatch.Routing.Catalogue.Domain.Rows;
using Dispatch.Routing.Dispatching.Domain;
using Xunit;

namespace Dispatch.Tests.Unit.Routing;

/// <summary>What a case is about, by keywords and by the model, but not by words that only name the place.</summary>
public sealed class MatterDetectionTests
{
    static readonly CatalogueIndex Town = new(County.Rows with
    {
        Matters = [.. County.Matters, County.Leaf("010204", "客运班线", Level.County, Urgency.Normal, "汽车站", "班车")],
        Duties = [.. County.Duties, County.Lead("010204", "labour")],
        Places = [new("老汽车站", PlaceKind.Landmark, new(County.Village), ["旧站"])],
    });

    static Decision Decide(string text, string? address = null, MatterPrediction? prediction = null) =>
        Deciding.Decide(Town, County.Ask(text) with { Address = address }, prediction);

    static MatterPrediction Predicted(string matter, double probability, bool abstained = false) =>
        new(1, [new(new(matter), probability, ["吵得睡不着"])], abstained);

    [Theory]
    [InlineData("汽车站的班车老是不来", null, "labour")]
    [InlineData("在老汽车站被狗咬了", null, null)]
    [InlineData("老汽车站门口有人被狗咬了", null, null)]
    [InlineData("汽车站西边有人被狗咬了", "会师镇汽车站西边", null)]
    [InlineData("汽车站西边有人占道摆摊", "会师镇汽车站西边", "urban")]
    [InlineData("汽车站的班车停了", "会师镇汽车站", "labour")]
    public void Keywords_that_only_name_the_place_count_for_no_matter(string text, string? address, string? lead) =>
        Assert.Equal(lead, Decide(text, address).Lead?.Code.Value);

    [Theory]
    [InlineData("楼下吵得睡不着", "010202", 0.9, false, "police", "learned")]
    [InlineData("楼下吵得睡不着", "010202", 0.9, true, null, "no_match")]
    [InlineData("楼下吵得睡不着", "010202", 0.3, false, null, "no_match")]
    [InlineData("占道摆摊，半夜吵", "010202", 0.9, false, "police", "learned")]
    [InlineData("小区停水两天了", "010202", 0.9, false, null, "ambiguous")]
    [InlineData("小区停水两天了", "010202", 0.9, true, "water", "keyword_match")]
    [InlineData("小区停水两天了", "010101", 0.9, false, "water", "learned")]
    [InlineData("楼下吵得睡不着", "0102", 0.9, false, null, "no_match")]
    public void A_sure_model_decides_unless_clear_keywords_name_another_owner(
        string text, string matter, double probability, bool abstained, string? lead, string code)
    {
        var decision = Decide(text, prediction: Predicted(matter, probability, abstained));
        Assert.Equal((lead, code), (decision.Lead?.Code.Value, decision.Reasons[0].Code));
        if (lead is null && matter == "010202")
            Assert.Contains(decision.Suggestions, s => s.Organisation.Value == "police");
    }

    [Fact]
    public void A_chosen_matter_takes_precedence_over_the_model() =>
        Assert.Equal("urban", Deciding.Decide(
            Town, County.Ask("吵得睡不着", "010201"), Predicted("010202", 0.99)).Lead?.Code.Value);
}
