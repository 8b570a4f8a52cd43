using Dispatch.Routing.Dispatching.Domain.MatterModel;
using Xunit;

namespace Dispatch.Tests.Unit.Routing.Learning;

public sealed class PromotionTests
{
    static Quality Of(double macroF1) => new(macroF1, 0.9, 0.95, 0.02, 0.1);

    [Theory]
    [InlineData(0.8, null, true, "first_model")]
    [InlineData(0.8, 0.8, true, "not_worse")]
    [InlineData(0.81, 0.8, true, "not_worse")]
    [InlineData(0.79, 0.8, false, "worse")]
    public void A_new_model_takes_over_only_when_it_is_not_worse(double trained, double? used, bool active, string code)
    {
        var (takesOver, why) = Promotion.Of(Of(trained), used is { } quality ? Of(quality) : null, []);
        Assert.Equal((active, code), (takesOver, why.Code));
    }

    [Theory]
    [InlineData(20, 15, 15, true, "not_worse")]
    [InlineData(20, 14, 15, false, "worse")]
    [InlineData(19, 14, 15, true, "not_worse")]
    public void Both_are_asked_the_cases_that_were_confirmed_since(
        int cases, int now, int before, bool active, string code)
    {
        static Trial Told(bool right) => new("a", right ? "a" : "b", 0.9, right ? 1 : 2, false);
        List<(Trial, Trial)> since = [.. Enumerable.Range(0, cases).Select(i => (Told(i < now), Told(i < before)))];
        // By their own held-out examples the new one would be better; those are other examples.
        var (takesOver, why) = Promotion.Of(Of(0.9), Of(0.8), since);
        Assert.Equal((active, code), (takesOver, why.Code));
        Assert.Equal(cases >= Promotion.Enough, why.Text.Contains($"{cases}件诉求", StringComparison.Ordinal));
    }

    [Fact]
    public void Trials_come_in_the_order_of_the_examples()
    {
        var (_, trials) = TextTraining.Try(Messages.Many);
        Assert.Equal(Messages.Many.Select(m => m.Label), trials.Select(t => t.Label));
    }

    [Fact]
    public void The_words_of_the_catalogue_are_examples_of_its_leaves()
    {
        var examples = CatalogueWords.Of(County.Catalogue).ToList();
        Assert.Contains(new Example("停水", "010101"), examples);
        Assert.Contains(new Example("供水：城区停水", "010101"), examples);
        Assert.DoesNotContain(examples, e => e.Label.Length < 6);
    }

    [Fact]
    public void Confusions_are_counted_the_commonest_first()
    {
        Trial[] trials =
        [
            new("a", "b", 0.5, 2, false), new("a", "a", 0.9, 1, false), new("b", "c", 0.5, 2, true),
            new("a", "b", 0.6, 3, false),
        ];
        Assert.Equal([new("a", "b", 2), new("b", "c", 1)], Confusion.Of(trials));
    }

    [Fact]
    public void The_likeliest_come_with_the_phrases_that_speak_for_each()
    {
        var (sure, ranked) = Messages.Model.Likeliest("我们小区自来水停了，请派人处理", 2);
        Assert.True(sure);
        Assert.Equal(["供水", 2], [ranked[0].Label, (object)ranked.Count]);
        Assert.Contains(ranked[0].Phrases, p => p.Contains('水'));
        var (guessed, none) = Messages.Model.Likeliest("abc", 2);
        Assert.Equal((false, 0), (guessed, none.Count));
    }
}
