namespace Dispatch.Routing;

/// <summary>
/// Marks the days of dispatch of tickets that have changed; <c>Statistics</c> counts those days anew before it answers.
/// </summary>
static class ChangedDays
{
    /// <summary>Call it in the transaction that changes the ticket.</summary>
    public static void Mark(Work work, DateTimeOffset dispatchedAt) =>
        work.Later("insert into changed_day (day) values (@day)", new { day = ChinaTime.DayOf(dispatchedAt) });
}
