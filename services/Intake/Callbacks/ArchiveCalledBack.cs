using Dispatch.Intake.Cases;
using Dispatch.Intake.Cases.Domain;

namespace Dispatch.Intake.Callbacks;

/// <summary>
/// Archives the cases that an older version left open until their rating, although their petitioners had called them
/// solved: their citizen clocks must not run on for that.
/// </summary>
/// <remarks>
/// Publishes <see cref="CaseArchived"/>. Several instances may run: each takes rows that no other holds.
/// </remarks>
sealed class ArchiveCalledBack(Database database, Sweeps sweeps) : Sweep(sweeps)
{
    const int Batch = 200;

    // While a county is upgraded, an instance of the version before may still bring a case into that state.
    static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    protected override async Task<TimeSpan> Pass(CancellationToken cancel) =>
        await ArchiveSome(cancel) == Batch ? TimeSpan.Zero : Pause;

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
        join registered_case c on c.id = p.case_id
        where p.status = 'calledBack' and p.centre_asked_at is null
        order by p.called_back_at
        limit @Batch
        for update of p skip locked
        """;
}
