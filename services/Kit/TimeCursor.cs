using System.Globalization;

namespace Dispatch.Kit;

/// <summary>The cursor of a list that is ordered by a time.</summary>
public static class TimeCursor
{
    /// <summary>
    /// A timestamp for PostgreSQL, from the cursor's first part; the beginning of time on the first page.
    /// </summary>
    public static string Time(Paging paging) => paging.After(0) switch
    {
        null => "-infinity",
        "infinity" => "infinity",
        var time when DateTimeOffset.TryParseExact(
            time, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) => time,
        _ => throw new UnreadableFieldException("after"),
    };

    /// <summary>The same where the newest come first: the end of time on the first page.</summary>
    public static string Before(Paging paging) => paging.After(0) is null ? "infinity" : Time(paging);

    public static string Of(DateTimeOffset? time) => time?.ToString("O", CultureInfo.InvariantCulture) ?? "infinity";
}
