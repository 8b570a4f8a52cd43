namespace Dispatch.Escalation.Whistles;

/// <summary>
/// Counts the cases of each township and day anew where one is new or was moved: before each read, so that a figure
/// always agrees with the cases behind it, and every 20 seconds, so that reads have little left to count.
/// </summary>
public sealed class CountCases(Database database, Sweeps sweeps) : Sweep(sweeps)
{
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(20);

    /// <summary>Brings the counts up to date with everything committed so far.</summary>
    public Task Refresh(CancellationToken cancel) => database.Do(
        async work =>
        {
            await work.Execute(Telemetry.Quiet + OneAtATime, null);
            var days = await work.List<DateOnly>(Telemetry.Quiet + TakeChangedDays, null);
            if (days.Count > 0)
                await work.Execute(Count, new { days = days.Distinct().ToArray() });
        },
        cancel);

    protected override async Task<TimeSpan> Pass(CancellationToken cancel)
    {
        await Refresh(cancel);
        return Pause;
    }

    // Lock, delete and count are separate statements, so that each sees everything committed before it; a later commit
    // marks its day as changed again.
    const string OneAtATime = "select pg_advisory_xact_lock(5018)";

    const string TakeChangedDays = "delete from changed_case_day returning day";

    static readonly string Count = $"""
        delete from case_day where day = any(@days);
        insert into case_day (day, place, cases)
        select d.day, n.place, n.cases
        from unnest(@days) as d (day)
        cross join lateral (
            select left(p.jurisdiction, {ReadWhistleFigures.TownshipCode}) as place, count(*) as cases
            from timed_case p
            where p.reported_at >= d.day::timestamp at time zone 'Asia/Shanghai'
                and p.reported_at < (d.day + 1)::timestamp at time zone 'Asia/Shanghai'
            group by 1
        ) n
        """;
}
