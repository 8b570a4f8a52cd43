using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Dispatch.Kit;

/// <summary>
/// Publishes the outbox in order: takes what this process has committed, publishes it with publisher confirms, deletes
/// it. After a crash in between, the rows are still there, and any instance's relay finds them a few seconds later; if
/// some are published twice by that, the consumers' inbox ignores the second. Relays that sweep at the same time skip
/// each other's rows.
/// </summary>
/// <remarks>
/// Written on RabbitMQ.Client: a whole batch is confirmed together, at a quarter of the CPU of publishing one by one.
/// The body is in MassTransit's envelope. What the broker refused or did not confirm is tried again alone, on a channel
/// of its own, so that a queue that has lost its leader holds up its own messages only.
/// </remarks>
sealed class OutboxRelay(
    NpgsqlDataSource source, BrokerConnection broker, OutboxHandoff handoff, Sweeps sweeps,
    ILogger<OutboxRelay> log)
    : BackgroundService
{
    const int BatchSize = 200, RetryBatchSize = 20;
    static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    OutboxChannel? shared;
    Pace pace;
    long swept;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        Forever("OutboxRelay", RelayOrSweep, stoppingToken), Forever("OutboxRetries", TryAgain, stoppingToken));

    // What fails here is nearly always the broker, whatever the exception: it is tried again each second.
    Task Forever(string name, Func<CancellationToken, Task<TimeSpan>> step, CancellationToken stop) =>
        new SweepLoop(sweeps, name, longest: Look).Run(
            cancel =>
            {
                // Neither the publishing of a batch nor the look into the table is part of anyone's trace.
                Activity.Current = null;
                return step(cancel);
            },
            TimeSpan.Zero, stop);

    async Task<TimeSpan> RelayOrSweep(CancellationToken stop)
    {
        try
        {
            await handoff.WaitForRows(Look, stop);
            await pace.Wait(stop);
            var (rows, ours) = handoff.Take(BatchSize);
            if (rows.Count > 0)
            {
                if (ours)
                    await PublishOurs(rows, stop);
                else
                    await Sweep(OutboxTable.ByIds, new { ids = rows.Select(r => r.Id).ToArray() }, Publish, stop);
                pace.Served();
            }
            if (Stopwatch.GetElapsedTime(swept) >= Look)
            {
                while (await Sweep(OutboxTable.LeftBehind, new { limit = BatchSize }, Publish, stop) == BatchSize)
                {
                }
                swept = Stopwatch.GetTimestamp();
            }
            return TimeSpan.Zero;
        }
        catch
        {
            handoff.Forget();
            await DropChannel();
            throw;
        }
    }

    async Task<TimeSpan> TryAgain(CancellationToken stop) =>
        await Sweep(OutboxTable.Retries, new { limit = RetryBatchSize }, PublishEachAlone, stop) < RetryBatchSize
            ? Look : TimeSpan.Zero;

    async Task<List<Refused>> Publish(List<OutboxRow> rows, CancellationToken stop)
    {
        shared ??= await OutboxChannel.Open(broker, stop);
        var refusals = await shared.Publish(rows, stop);
        // A channel remembers a queue that was deleted and made again, and refuses for ever: begin with a new one.
        if (refusals.Count > 0)
            await DropChannel();
        return refusals;
    }

    async Task<List<Refused>> PublishEachAlone(List<OutboxRow> rows, CancellationToken stop) =>
    [
        .. (await Task.WhenAll(rows.Select(async row =>
        {
            await using var own = await OutboxChannel.Open(broker, stop);
            return await own.Publish([row], stop);
        }))).SelectMany(refusal => refusal),
    ];

    // No lock is needed: until OutboxHandoff.Patience is over, no other relay looks at these rows.
    async Task PublishOurs(List<OutboxRow> rows, CancellationToken stop)
    {
        var refusals = await Publish(rows, stop);
        await using var connection = await source.OpenConnectionAsync(stop);
        await Settle(connection, null, rows, refusals, stop);
    }

    async Task<int> Sweep(
        string claim, object which, Func<List<OutboxRow>, CancellationToken, Task<List<Refused>>> publish,
        CancellationToken stop)
    {
        await using var connection = await source.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        var rows = await OutboxTable.Claim(connection, transaction, claim, which, stop);
        if (rows.Count == 0)
            return 0;
        await Settle(connection, transaction, rows, await publish(rows, stop), stop);
        await transaction.CommitAsync(stop);
        return rows.Count;
    }

    async Task Settle(
        NpgsqlConnection connection, NpgsqlTransaction? transaction, List<OutboxRow> rows, List<Refused> refusals,
        CancellationToken stop)
    {
        await OutboxTable.Settle(connection, transaction, rows, refusals, stop);
        if (refusals.Count > 0)
            log.LogError("The broker did not take {Count} messages, the first because: {Why}", refusals.Count,
                refusals[0].Why);
    }

    async Task DropChannel()
    {
        if (shared is { } open)
        {
            shared = null;
            await open.DisposeAsync();
        }
    }
}
