using System.Globalization;

namespace Dispatch.Contracts;

/// <summary>The one time zone of the whole country (北京时间, UTC+8, no daylight saving).</summary>
public static class ChinaTime
{
    public static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    /// <summary>The calendar day in China on which this instant lies.</summary>
    public static DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(at.ToOffset(Offset).DateTime);

    /// <summary>Midnight at the beginning of a day in China, UTC.</summary>
    public static DateTimeOffset StartOf(DateOnly day) =>
        new DateTimeOffset(day, TimeOnly.MinValue, Offset).ToUniversalTime();

    /// <summary>Such as 11月23日10:00.</summary>
    public static string Moment(DateTimeOffset at) =>
        at.ToOffset(Offset).ToString("M月d日HH:mm", CultureInfo.InvariantCulture);

    /// <summary>Such as 2026年11月23日.</summary>
    public static string Date(DateTimeOffset at) =>
        at.ToOffset(Offset).ToString("yyyy年M月d日", CultureInfo.InvariantCulture);

    public static string Date(DateOnly day) => day.ToString("yyyy年M月d日", CultureInfo.InvariantCulture);

    /// <summary>
    /// Such as 2026年11月27日18:00; midnight is the 24:00 of the day before, as deadlines are read (民法典 §203).
    /// </summary>
    public static string Deadline(DateTimeOffset at)
    {
        var local = at.ToOffset(Offset);
        return local.TimeOfDay == TimeSpan.Zero
            ? local.AddDays(-1).ToString("yyyy年M月d日24:00", CultureInfo.InvariantCulture)
            : local.ToString("yyyy年M月d日HH:mm", CultureInfo.InvariantCulture);
    }
}
