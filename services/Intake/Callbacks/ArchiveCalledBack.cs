using Dispatch.Intake.Cases;
using Dispatch.Intake.Cases.Domain;

namespace Dispatch.Intake.Callbacks;

/// <summary>
/// Archives, at the start, what was called solved before such cases were archived at once and still waits for its
/// rating: its citizen clock must not run on for that.
/// </summary>
/// <remarks>
/// Publishes <see cref="CaseArchived"/>. Ends when there are no more; no new case comes into that state. Several
/// instances may run: each takes rows that no other holds.
/// </remarks>
sealed class ArchiveCalledBack(Database database, TimeProvider clock, ILogger<ArchiveCalledBack> log)
    : BackgroundService
{
    const int Batch = 200;
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await ArchiveSome(stoppingToken) == 0)
                    return;
            }
            catch (Exception problem) when (Outage.Is(problem))
            {
                log.LogInformation("Archiving waits: {Problem}", problem.Message);
                await Task.Delay(Pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    async Task<int> ArchiveSome(CancellationToken cancel)
    {
        var count = 0;
        await database.Do(async work =>
        {
            var waiting = await work.List<Case>(Telemetry.Quiet + Waiting, new { Batch });
            count = waiting.Count;
            foreach (var one in waiting)
                await new HeldCase(work, one).Save(one.ArchiveCalledBack(work.Now), ActedBy.System);
        }, cancel);
        return count;
    }

    const string Waiting = $"""
        select {Case.Columns}
        from case_progress p
        join citizen_case c on c.id = p.case_id
        where p.status = 'calledBack' and p.centre_asked_at is null
        order by p.called_back_at
        limit @Batch
        for update of p skip locked
        """;
}
