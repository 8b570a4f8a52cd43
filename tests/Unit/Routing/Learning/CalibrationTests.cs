using Dispatch.Routing.Dispatching.Domain.MatterModel;
using Xunit;

namespace Dispatch.Tests.Unit.Routing.Learning;

public sealed class CalibrationTests
{
    [Theory]
    [InlineData(60)]
    [InlineData(75)]
    [InlineData(90)]
    public void A_margin_that_is_right_so_often_gets_that_probability(int right)
    {
        double[] margins = [0.4, -0.4];
        var sharpness = Calibration.Temperature([.. Enumerable.Range(0, 100)
            .Select(i => (margins, i < right ? 0 : 1))]);
        Assert.Equal(right / 100.0, Calibration.Probabilities(margins, sharpness)[0], 0.01);
    }

    [Fact]
    public void The_threshold_is_where_nineteen_of_twenty_answers_are_right()
    {
        // Above 0.5 all are right, below it every other one.
        var trials = Enumerable.Range(0, 100).Select(i => (i / 100.0, i >= 50 || i % 2 == 0)).ToList();
        var threshold = Calibration.Threshold(trials);
        var answered = trials.Where(t => t.Item1 >= threshold).ToList();
        Assert.InRange(threshold, 0.4, 0.5);
        Assert.True(answered.Count(t => t.Item2) >= 0.95 * answered.Count);
    }

    [Fact]
    public void With_few_or_wrong_answers_no_probability_is_enough()
    {
        Assert.True(Calibration.Threshold([(0.99, true), (0.98, true)]) > 1);
        Assert.True(Calibration.Threshold([.. Enumerable.Range(0, 100).Select(i => (i / 100.0, i % 2 == 0))]) > 1);
    }

    [Fact]
    public void Figures_are_what_their_names_say()
    {
        var figures = Quality.Of(
        [
            new("水", "水", 0.9, 1, false),
            new("水", "电", 0.5, 2, true),
            new("电", "电", 0.9, 1, false),
            new("电", "电", 0.5, 1, true),
        ]);
        Assert.Equal(0.75, figures.Accuracy);
        Assert.Equal(((2.0 / 3) + 0.8) / 2, figures.MacroF1, 9);
        Assert.Equal((1, 0.5), (figures.Top3, figures.Abstained));
        // Two at 0.9 that are all right, two at 0.5 of which one is.
        Assert.Equal(0.05, figures.Ece, 9);
    }
}
