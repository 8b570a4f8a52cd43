using System.Diagnostics;
using Dispatch.Routing.Domain.Learning;
using Xunit;
using Xunit.Abstractions;

namespace Dispatch.Tests.Unit.Routing.Learning;

public sealed class PromotionTests(ITestOutputHelper output)
{
    static Quality Of(double macroF1) => new(macroF1, 0.9, 0.95, 0.02, 0.1);

    [Theory]
    [InlineData(0.8, null, true, "first_model")]
    [InlineData(0.8, 0.8, true, "not_worse")]
    [InlineData(0.81, 0.8, true, "not_worse")]
    [InlineData(0.79, 0.8, false, "worse")]
    public void A_new_model_takes_over_only_when_it_is_not_worse(double trained, double? used, bool active, string code)
    {
        var (takesOver, why) = Promotion.Of(Of(trained), used is { } quality ? Of(quality) : null);
        Assert.Equal((active, code), (takesOver, why.Code));
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

    [Fact]
    public void Two_thousand_matters_are_weighed_in_under_three_milliseconds()
    {
        const int labels = 2000, grams = 8000;
        var known = Messages.Many.SelectMany(m => Grams.Of(m.Text)).Distinct().ToArray();
        var model = new TextModel(
            [.. Enumerable.Range(0, labels).Select(i => $"m{i}")],
            new([.. known, .. Enumerable.Range(0, grams - known.Length).Select(i => (ulong)i + (1UL << 60))],
                new float[grams].Select(_ => 1f).ToArray()),
            new float[(grams + 1) * labels], 1, 0.5, Of(0.9), 1);
        var text = string.Concat(Messages.Many.Take(8).Select(m => m.Text));
        var best = double.MaxValue;
        for (var round = 0; round < 200; round++)
        {
            var watch = Stopwatch.StartNew();
            model.Likeliest(text, 3);
            best = Math.Min(best, watch.Elapsed.TotalMilliseconds);
        }
        output.WriteLine($"{best:F2} ms for {text.Length} characters");
        Assert.True(best < 3, $"{best:F2} ms");
    }
}
