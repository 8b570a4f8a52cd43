using System.Diagnostics;
namespace Dispatch.Benchmarks.Pipeline;

/// <summary>How far the cases have come, read in the services' own databases.</summary>
sealed class Books(Platform platform)
{
    /// <param name="Routed">Decided with their tickets, or held by the centre.</param>
    /// <param name="Running">Whose clocks run and have been announced.</param>
    public readonly record struct Progress(long Registered, long Routed, long Running);

    /// <param name="Messages">Published, by all services together.</param>
    /// <param name="Deliveries">Applied by consumers, by all services together.</param>
    /// <param name="Transactions">Committed in the four databases.</param>
    public readonly record struct Traffic(long Messages, long Deliveries, long Transactions);

    public async Task<Progress> Read() => new(
        await platform["intake"].Database.One<long>("select count(*) from registered_case"),
        await platform["routing"].Database.One<long>("select count(*) from routed_case"),
        await platform["escalation"].Database.One<long>("select count(*) from timed_case where version > 0"));

    /// <summary>Waits until every case has its tickets and its running clocks.</summary>
    public async Task Settle(long cases, CancellationToken stop)
    {
        for (var last = default(Progress); ;)
        {
            var still = Stopwatch.StartNew();
            Progress now;
            while ((now = await Read()) is var seen && (seen.Routed < cases || seen.Running < cases)
                && seen == last && still.Elapsed < TimeSpan.FromMinutes(1))
                await Task.Delay(50, stop);
            if (now.Routed >= cases && now.Running >= cases)
                return;
            if (now == last)
                throw new TimeoutException(
                    $"Nothing moved for a minute: {now} of {cases}.{Environment.NewLine}{platform.Logs()}");
            last = now;
            await Task.Delay(50, stop);
        }
    }

    /// <summary>
    /// Waits until nothing is left to publish, to follow or to make findable, so that the next run begins at rest.
    /// </summary>
    public async Task Rest(CancellationToken stop)
    {
        for (Traffic before = default, now; ; before = now)
        {
            now = await Count();
            if (now.Messages == before.Messages && now.Deliveries == before.Deliveries
                && await platform["intake"].Database.One<bool>("select not exists (select from words_pending)"))
                return;
            await Task.Delay(1_500, stop);
        }
    }

    public async Task<Traffic> Count()
    {
        var (messages, deliveries, transactions) = (0L, 0L, 0L);
        foreach (var name in new[] { "intake", "routing", "mediation", "escalation" })
        {
            var database = platform[name].Database;
            messages += await database.One<long>(
                "select case when is_called then last_value else 0 end from outbox_id_seq");
            deliveries += await database.One<long>("select count(*) from inbox");
            transactions += await database.One<long>(
                "select xact_commit from pg_stat_database where datname = current_database()");
        }
        return new(messages, deliveries, transactions);
    }
}
