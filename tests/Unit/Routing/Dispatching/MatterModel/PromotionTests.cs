using Dispatch.Routing.Dispatching.Domain.MatterModel;
using Xunit;

namespace Dispatch.Tests.Unit.Routing.Dispatching.MatterModel;

public sealed class PromotionTests
{
    static Quality Of(double macroF1) => new(macroF1, 0.9, 0.95, 0.02, 0.1);

    [Theory]
    [InlineData(0.8, null, true, "first_model")]
    [InlineData(0.8, 0.8, true, "not_worse")]
    [InlineData(0.81, 0.8, true, "not_worse")]
    [InlineData(0.79, 0.8, false, "worse")]
    public void A_new_model_is_activated_only_when_it_is_not_worse(
        double trained, double? used, bool active, string code)
    {
        var (activated, why) = Promotion.Of(Of(trained), used is { } quality ? Of(quality) : null, []);
        Assert.Equal((active, code), (activated, why.Code));
    }

    [Theory]
    [InlineData(20, 15, 15, true, "not_worse")]
    [InlineData(20, 14, 15, false, "worse")]
    [InlineData(19, 14, 15, true, "not_worse")]
    public void The_two_models_are_compared_on_the_cases_confirmed_since(
        int cases, int now, int before, bool active, string code)
    {
        static Trial Guess(bool right) => new("a", right ? "a" : "b", 0.9, right ? 1 : 2, false);
        List<(Trial, Trial)> since = [.. Enumerable.Range(0, cases).Select(i => (Guess(i < now), Guess(i < before)))];
        // On its own held-out examples the new model is the better one; with enough cases that does not count.
        var (activated, why) = Promotion.Of(Of(0.9), Of(0.8), since);
        Assert.Equal((active, code), (activated, why.Code));
        Assert.Equal(cases >= Promotion.Enough, why.Text.Contains($"{cases}件诉求", StringComparison.Ordinal));
    }
}
