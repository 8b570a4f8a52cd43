using Dispatch.Kit;
using Dispatch.Routing.Statistics.Domain;

namespace Dispatch.Tests.Unit.Routing;

public sealed class PeriodTests
{
    // Half past midnight in China, still the day before by UTC.
    static readonly DateTimeOffset Now = new(2026, 11, 21, 16, 30, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(null, null, "2026-10-24", "2026-11-22")]
    [InlineData("2026-11-22", null, "2026-11-22", "2026-11-22")]
    [InlineData(null, "2026-01-30", "2026-01-01", "2026-01-30")]
    [InlineData("2025-11-22", "2026-11-22", "2025-11-22", "2026-11-22")]
    public void A_period_is_read_in_Chinas_days_and_thirty_of_them_if_nothing_is_said(
        string? from, string? to, string first, string last)
    {
        Assert.True(Period.Of(Day(from), Day(to), Now).Accepted(out var period, out _));
        Assert.Equal((Day(first), Day(last)), (period.From, period.To));
    }

    [Theory]
    [InlineData("2026-11-23", "2026-11-22")]
    [InlineData("2025-11-21", "2026-11-22")]
    [InlineData("1999-12-31", "1999-12-31")]
    [InlineData("0001-01-01", "0001-01-02")]
    public void A_period_that_is_turned_round_too_long_or_out_of_time_is_refused(string from, string to) =>
        Assert.Equal("period_wrong", Period.Of(Day(from), Day(to), Now).Refusal!.Code);

    [Fact]
    public void A_rate_of_nothing_is_no_rate()
    {
        var none = TicketCounts.None;
        Assert.Equal(
            [null, null, null, null, null],
            new[] { none.FirstRightRate, none.ReturnRate, none.MeanHops, none.UpheldRate, none.ClaimMinutes });
        var some = new TicketCounts(10, 8, 6, 4, 1, 3, 9, 12, 5, 1, 600);
        Assert.Equal(
            [0.75, 0.4, 12.0 / 9, 0.25, 2.0],
            new[] { some.FirstRightRate, some.ReturnRate, some.MeanHops, some.UpheldRate, some.ClaimMinutes });
    }

    static DateOnly? Day(string? text) => text is null ? null : DateOnly.Parse(
        text, System.Globalization.CultureInfo.InvariantCulture);
}
