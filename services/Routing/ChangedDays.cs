namespace Dispatch.Routing;

/// <summary>The days of which a ticket has moved: <c>Statistics</c> counts them anew before it is read.</summary>
static class ChangedDays
{
    /// <summary>In the transaction that moves a ticket.</summary>
    public static void Mark(Work work, DateTimeOffset dispatchedAt) =>
        work.Later("insert into changed_day (day) values (@day)", new { day = ChinaTime.DayOf(dispatchedAt) });
}
