namespace Dispatch.Routing.Figures;

/// <summary>
/// Counts anew the figures of every day of which a ticket has moved: before each reading, so that a figure is never
/// older than the cases behind it, and now and then, so that readings are quick.
/// </summary>
public sealed class CountFigures(Database database, Sweeps sweeps) : Sweep(sweeps)
{
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(20), China = TimeSpan.FromHours(8);

    /// <summary>The day by which figures are kept.</summary>
    public static DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(at.ToOffset(China).DateTime);

    /// <summary>In the transaction that moves a ticket: its day is to be counted again.</summary>
    public static void Stale(Work work, DateTimeOffset dispatchedAt) =>
        work.Later("insert into figure_stale (day) values (@day)", new { day = DayOf(dispatchedAt) });

    /// <summary>Brings all figures up to what has been committed.</summary>
    public Task Refresh(CancellationToken cancel) => database.Do(
        async work =>
        {
            await work.Execute(Telemetry.Quiet + OneAtATime, null);
            var days = await work.List<DateOnly>(Telemetry.Quiet + TakeStale, null);
            if (days.Count > 0)
                await work.Execute(Count, new { days = days.Distinct().ToArray() });
        },
        cancel);

    protected override async Task<TimeSpan> Pass(CancellationToken cancel)
    {
        await Refresh(cancel);
        return Pause;
    }

    // A second reader waits for the first, and then finds nothing left to count. Each is a statement of its own, so
    // that it sees all that was committed before; what is committed later leaves a stale day of its own.
    const string OneAtATime = "select pg_advisory_xact_lock(5017)";

    const string TakeStale = "delete from figure_stale returning day";

    static readonly string Count = $"""
        delete from figure_day where day = any(@days);
        insert into figure_day (day, organisation, matter, jurisdiction, tickets, cases, first_right, returned, upheld,
            rejected, held, hops, claimed, claimed_late, claim_seconds)
        select d.day, n.*
        from unnest(@days) as d (day)
        cross join lateral (
            select t.organisation, coalesce(c.matter, ''), left(t.jurisdiction, 12),
                {string.Join(",\n        ", Sums())}
            {FigureSql.TicketsOfDay}
            group by 1, 2, 3
        ) n
        """;

    static IEnumerable<string> Sums()
    {
        string Number(Domain.Figure figure) => $"count(*) filter (where {FigureSql.Counts[figure]})";
        yield return Number(Domain.Figure.Tickets);
        yield return Number(Domain.Figure.Cases);
        yield return Number(Domain.Figure.FirstRight);
        yield return Number(Domain.Figure.Returned);
        yield return Number(Domain.Figure.Upheld);
        yield return Number(Domain.Figure.Rejected);
        yield return Number(Domain.Figure.Held);
        yield return $"coalesce(sum(t.hop) filter (where {FigureSql.Counts[Domain.Figure.Held]}), 0)";
        yield return Number(Domain.Figure.Claimed);
        yield return Number(Domain.Figure.ClaimedLate);
        yield return "coalesce(sum(extract(epoch from t.claimed_at - t.dispatched_at)), 0)::bigint";
    }
}
