using Dispatch.Escalation.Clocks;
using Dispatch.Escalation.Clocks.Domain;

namespace Dispatch.Escalation.Deadlines;

/// <summary>
/// Sees to it that a term which passes has its consequence at once: every second it looks at the rows of one table
/// whose <c>next_look_at</c> has come.
/// </summary>
/// <remarks>
/// Several instances may run: each row is taken by one of them, in a transaction of its own, so that nobody waits long
/// for the number (文号) that another is giving. A row that fails holds up no other: it is logged, and looked at again
/// five minutes later.
/// </remarks>
/// <param name="table">Has the columns <c>id</c> and <c>next_look_at</c>.</param>
public abstract class WatchDeadlines(
    string table, Database database, CurrentTerms current, TimeProvider clock, Sweeps sweeps, ILogger log)
    : Sweep(sweeps)
{
    const int Most = 100;
    static readonly TimeSpan Between = TimeSpan.FromSeconds(1), AfterFailure = TimeSpan.FromMinutes(5);

    readonly string find =
        $"{Telemetry.Quiet}select id from {table} where next_look_at <= @now order by next_look_at limit {Most}";

    readonly string putBack = $"update {table} set next_look_at = @later where id = @id and next_look_at <= @Now";

    /// <summary>Takes one that is still due and that nobody else holds, and does all that is due.</summary>
    protected abstract Task Look(Work work, Guid id, Terms terms);

    protected sealed override async Task<TimeSpan> Pass(CancellationToken cancel)
    {
        var due = await database.Read<Guid>(find, new { now = clock.GetUtcNow() }, cancel);
        foreach (var id in due)
        {
            using var trace = Telemetry.Begin("watch " + table);
            try
            {
                await database.Do(work => Look(work, id, current.Value), cancel);
            }
#pragma warning disable CA1031 // Whatever is wrong with one row is no reason to leave the others.
            catch (Exception wrong) when (wrong is not OperationCanceledException && !Outage.Is(wrong))
#pragma warning restore CA1031
            {
                log.LogError(wrong, "{Table} {Id} failed, next look in {Wait} s", table, id, AfterFailure.TotalSeconds);
                await database.Do(
                    work => work.Execute(putBack, new { id, work.Now, later = work.Now + AfterFailure }), cancel);
            }
        }
        return due.Count == Most ? TimeSpan.Zero : Between;
    }
}
