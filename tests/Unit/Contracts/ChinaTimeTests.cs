namespace Dispatch.Tests.Unit.Contracts;

public sealed class ChinaTimeTests
{
    [Theory]
    [InlineData("2026-04-01T16:00:00Z", "2026年4月1日24:00")]
    [InlineData("2026-04-01T16:01:00Z", "2026年4月2日00:01")]
    [InlineData("2026-11-27T10:00:00Z", "2026年11月27日18:00")]
    public void A_deadline_at_midnight_is_the_twenty_fourth_hour_of_the_day_before(string at, string words) =>
        Assert.Equal(
            words,
            ChinaTime.Deadline(DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture)));
}
