using Dispatch.Routing.Dispatching.Domain.MatterModel;
using Xunit;

namespace Dispatch.Tests.Unit.Routing.Dispatching.MatterModel;

public sealed class QualityTests
{
    [Fact]
    public void Each_figure_is_what_its_name_says()
    {
        var quality = Quality.Of(
        [
            new("水", "水", 0.9, 1, false), new("水", "电", 0.5, 2, true), new("电", "电", 0.9, 1, false),
            new("电", "电", 0.5, 1, true),
        ]);
        Assert.Equal(0.75, quality.Accuracy);
        Assert.Equal(((2.0 / 3) + 0.8) / 2, quality.MacroF1, 9);
        Assert.Equal((1, 0.5), (quality.Top3, quality.Abstained));
        // Two at 0.9, both right, and two at 0.5, one of them right.
        Assert.Equal(0.05, quality.Ece, 9);
    }

    [Fact]
    public void The_most_frequent_confusion_comes_first()
    {
        Trial[] trials =
        [
            new("a", "b", 0.5, 2, false), new("a", "a", 0.9, 1, false), new("b", "c", 0.5, 2, true),
            new("a", "b", 0.6, 3, false),
        ];
        Assert.Equal([new("a", "b", 2), new("b", "c", 1)], Confusion.Of(trials));
    }
}
