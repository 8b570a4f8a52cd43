using Dispatch.Routing.Statistics.Domain;

namespace Dispatch.Routing.Statistics;

/// <summary>
/// Recounts the figures of each day with a ticket that has changed: before each read, so that a figure always agrees
/// with the tickets behind it, and every 20 seconds, so that reads have little left to count.
/// </summary>
public sealed class CountStatistics(Database database, Sweeps sweeps) : Sweep(sweeps)
{
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(20);

    /// <summary>Brings all figures up to date with everything committed so far.</summary>
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

    // A second reader waits for the first and then finds nothing left to count. Lock, delete and count are separate
    // statements, so that each sees everything committed before it; a later commit marks its day as changed again.
    const string OneAtATime = "select pg_advisory_xact_lock(5017)";

    const string TakeChangedDays = "delete from changed_day returning day";

    static readonly string Count = $"""
        delete from statistic_day where day = any(@days);
        insert into statistic_day (day, organisation, matter, jurisdiction, tickets, cases, first_right, returned,
            upheld, rejected, held, hops, claimed, claimed_late, claim_seconds)
        select d.day, n.*
        from unnest(@days) as d (day)
        cross join lateral (
            select t.organisation, coalesce(c.matter, ''), left(t.jurisdiction, 12),
                {string.Join(",\n        ", Sums())}
            {StatisticSql.TicketsOfDay}
            group by 1, 2, 3
        ) n
        """;

    static IEnumerable<string> Sums()
    {
        string Number(Statistic figure) => $"count(*) filter (where {StatisticSql.Counts[figure]})";
        yield return Number(Statistic.Tickets);
        yield return Number(Statistic.Cases);
        yield return Number(Statistic.FirstRight);
        yield return Number(Statistic.Returned);
        yield return Number(Statistic.Upheld);
        yield return Number(Statistic.Rejected);
        yield return Number(Statistic.Held);
        yield return $"coalesce(sum(t.hop) filter (where {StatisticSql.Counts[Statistic.Held]}), 0)";
        yield return Number(Statistic.Claimed);
        yield return Number(Statistic.ClaimedLate);
        yield return "coalesce(sum(extract(epoch from t.claimed_at - t.dispatched_at)), 0)::bigint";
    }
}
