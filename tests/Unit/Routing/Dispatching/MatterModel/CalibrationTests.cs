using Dispatch.Routing.Dispatching.Domain.MatterModel;
using Xunit;

namespace Dispatch.Tests.Unit.Routing.Dispatching.MatterModel;

public sealed class CalibrationTests
{
    [Theory]
    [InlineData(60)]
    [InlineData(75)]
    [InlineData(90)]
    public void A_margin_gets_the_probability_with_which_it_is_right(int right)
    {
        double[] margins = [0.4, -0.4];
        var inverseTemperature = Calibration.Temperature([.. Enumerable.Range(0, 100)
            .Select(i => (margins, i < right ? 0 : 1))]);
        Assert.Equal(right / 100.0, Calibration.Probabilities(margins, inverseTemperature)[0], 0.01);
    }

    [Fact]
    public void The_threshold_is_where_nineteen_of_twenty_answers_are_right()
    {
        // From 0.5 up all are right, below it every other one.
        var trials = Enumerable.Range(0, 100).Select(i => (i / 100.0, i >= 50 || i % 2 == 0)).ToList();
        var threshold = Calibration.Threshold(trials);
        var answered = trials.Where(t => t.Item1 >= threshold).ToList();
        Assert.InRange(threshold, 0.4, 0.5);
        Assert.True(answered.Count(t => t.Item2) >= 0.95 * answered.Count);
    }

    [Fact]
    public void With_too_few_or_too_many_wrong_answers_the_model_always_abstains()
    {
        Assert.True(Calibration.Threshold([(0.99, true), (0.98, true)]) > 1);
        Assert.True(Calibration.Threshold([.. Enumerable.Range(0, 100).Select(i => (i / 100.0, i % 2 == 0))]) > 1);
    }
}
