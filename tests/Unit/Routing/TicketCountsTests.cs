using Dispatch.Routing.Statistics.Domain;

namespace Dispatch.Tests.Unit.Routing;

public sealed class TicketCountsTests
{
    [Fact]
    public void A_rate_with_nothing_to_count_is_null()
    {
        var none = TicketCounts.None;
        Assert.Equal(
            [null, null, null, null, null],
            new[] { none.FirstRightRate, none.ReturnRate, none.MeanHops, none.UpheldRate, none.ClaimMinutes });
    }

    [Fact]
    public void Rates_follow_from_the_counts()
    {
        var some = new TicketCounts(10, 8, 6, 4, 1, 3, 9, 12, 5, 1, 600);
        Assert.Equal(
            [0.75, 0.4, 12.0 / 9, 0.25, 2.0],
            new[] { some.FirstRightRate, some.ReturnRate, some.MeanHops, some.UpheldRate, some.ClaimMinutes });
    }
}
