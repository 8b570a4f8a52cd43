using Dispatch.Intake.Domain;

namespace Dispatch.Intake.Callbacks;

/// <summary>
/// Archives cases whose petitioner said "solved" and did not rate within seven days (国内多地评价期为7日, here as Putian's).
/// </summary>
/// <remarks>Publishes <see cref="CaseArchived"/>. Several instances may run: each takes rows that no other
/// holds.</remarks>
sealed class ArchiveUnrated(Database database, Sweeps sweeps) : Sweep(sweeps)
{
    const int Batch = 200;
    static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    protected override async Task<TimeSpan> Pass(CancellationToken cancel) =>
        await ArchiveSome(cancel) == Batch ? TimeSpan.Zero : Pause;

    async Task<int> ArchiveSome(CancellationToken cancel)
    {
        var count = 0;
        await database.Do(async work =>
        {
            var due = await work.List<CaseEnding>(Telemetry.Quiet + Due,
                new { before = work.Now - Closing.RatingWindow, Batch });
            var reason = new Reason("unrated", "评价期满未评价，按回访结果归档。");
            foreach (var one in due)
            {
                var (version, status) = await one.End(work, Ending.Archive, reason, one.Version, ActedBy.System);
                await work.Execute(CaseEnding.Save, new
                {
                    one.Id, status = status.ToWireName(), version, solved = (bool?)null, rating = (string?)null,
                    now = work.Now, one.Attempts,
                });
            }
            count = due.Count;
        }, cancel);
        return count;
    }

    const string Due = """
        select c.id, c.number, p.status, p.version, p.attempts, p.round, p.lead_organisation,
            p.attempted_at
        from case_progress p
        join citizen_case c on c.id = p.case_id
        where p.status = 'calledBack' and p.called_back_at < @before
        order by p.called_back_at
        limit @Batch
        for update of p skip locked
        """;
}
