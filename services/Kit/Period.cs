using Dispatch.Contracts;

namespace Dispatch.Kit;

/// <summary>A period of days in China's time, the first and the last included.</summary>
public sealed record Period(DateOnly From, DateOnly To)
{
    /// <summary>At most a year is read at once.</summary>
    const int MostDays = 366;

    /// <summary>
    /// The period that is asked for; the last thirty days where nothing is. Refuses with <c>period_wrong</c>.
    /// </summary>
    public static Result<Period> Of(DateOnly? from, DateOnly? to, DateTimeOffset now)
    {
        var last = to ?? ChinaTime.DayOf(now);
        if (last.Year is < 2000 or > 2200 || from is { Year: < 2000 or > 2200 })
            return Wrong("to", "日期不在可查询的范围内，请重新选择。", "The dates are out of range; choose others.");
        var first = from ?? last.AddDays(-29);
        if (first > last)
            return Wrong("from", "开始日期不能晚于结束日期，请重新选择。", "The first day lies after the last; choose others.");
        return last.DayNumber - first.DayNumber >= MostDays
            ? Wrong("from", "一次最多查询一年，请缩短期间。", "At most a year can be read at once; choose a shorter period.")
            : new Period(first, last);
    }

    static Refusal Wrong(string field, string chinese, string english) =>
        new(RefusalKind.Invalid, "period_wrong", chinese, english, field);
}
