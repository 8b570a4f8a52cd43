using Dispatch.Escalation.Calendar.Domain;

namespace Dispatch.Escalation.Calendar;

/// <summary>The work calendar in memory: computing a due time asks no database.</summary>
public sealed class CurrentCalendar(Database database) : IRefreshableSnapshot, IDisposable
{
    readonly SemaphoreSlim refreshing = new(1);
    volatile Held held = new("", new([]));

    sealed record Held(string Version, WorkCalendar Calendar);

    sealed record Notice(int Year, IReadOnlyList<CalendarDay> Days);

    public WorkCalendar Value => held.Calendar;

    public async Task Refresh(CancellationToken cancel)
    {
        await refreshing.WaitAsync(cancel);
        try
        {
            // Read before the rows: what is committed in between is loaded again with the next look.
            var version = await database.ReadOne<string>(Telemetry.Quiet + Version, null, cancel) ?? "";
            if (version == held.Version)
                return;
            var notices = await database.Read<Notice>(Telemetry.Quiet + Notices, null, cancel);
            held = new(version, new(notices.Select(notice => (notice.Year, notice.Days))));
        }
        finally
        {
            refreshing.Release();
        }
    }

    public void Dispose() => refreshing.Dispose();

    const string Version = "select string_agg(year || ' ' || changed_at, ',' order by year) from calendar_year";
    const string Notices = "select year, days from calendar_year";
}
