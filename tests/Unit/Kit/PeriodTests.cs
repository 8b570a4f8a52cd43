using Dispatch.Kit;

namespace Dispatch.Tests.Unit.Kit;

public sealed class PeriodTests
{
    // Half past midnight in China; in UTC it is still the day before.
    static readonly DateTimeOffset Now = new(2026, 11, 21, 16, 30, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(null, null, "2026-10-24", "2026-11-22")]
    [InlineData("2026-11-22", null, "2026-11-22", "2026-11-22")]
    [InlineData(null, "2026-01-30", "2026-01-01", "2026-01-30")]
    [InlineData("2025-11-22", "2026-11-22", "2025-11-22", "2026-11-22")]
    public void A_period_is_in_Chinas_days_and_thirty_of_them_by_default(
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
    public void A_period_that_is_reversed_too_long_or_out_of_range_is_refused(string from, string to) =>
        Assert.Equal("period_wrong", Period.Of(Day(from), Day(to), Now).Refusal!.Code);

    static DateOnly? Day(string? text) => text is null ? null : DateOnly.Parse(
        text, System.Globalization.CultureInfo.InvariantCulture);
}
