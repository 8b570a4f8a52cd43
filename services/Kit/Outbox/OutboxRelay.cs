using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Dispatch.Kit;

/// <summary>
/// Publishes the outbox in order: takes what this process has committed, publishes it with publisher confirms, deletes
/// it. A crash between leaves the rows, which any instance's relay finds a few seconds later; what is published twice
/// then the consumers' inbox makes a no-op. Relays that sweep at the same time skip each other's rows.
/// </summary>
/// <remarks>
/// Written on RabbitMQ.Client: a whole batch is confirmed together, at a quarter of the CPU of publishing one by one.
/// The body is in MassTransit's envelope. What the broker refused or did not confirm is tried again alone, on a channel
/// of its own: a queue that has lost its leader holds up its own messages only, and its channel with them.
/// </remarks>
sealed class OutboxRelay(
    NpgsqlDataSource source, BrokerConnection broker, OutboxHandoff handoff, ILogger<OutboxRelay> log)
    : BackgroundService
{
    const int BatchSize = 200, Alone = 20;
    static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    OutboxChannel? shared;
    Pace pace;
    long swept;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        Forever(RelayOrSweep, stoppingToken), Forever(TryAgain, stoppingToken));

    async Task Forever(Func<CancellationToken, Task> step, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                // Neither the publishing of a batch nor the look into the table is part of anyone's trace.
                Activity.Current = null;
                await step(stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                break;
            }
#pragma warning disable CA1031 // Whatever went wrong, the rows are still there: try again rather than stop publishing.
            catch (Exception problem)
#pragma warning restore CA1031
            {
                log.LogWarning("The outbox waits: {Problem}", problem.Message);
                await Task.Delay(Look, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    async Task RelayOrSweep(CancellationToken stop)
    {
        try
        {
            await handoff.Something(Look, stop);
            await pace.Wait(stop);
            var rows = handoff.Take(BatchSize);
            if (rows.Count > 0)
            {
                var refusals = await Publish(rows, stop);
                await using var connection = await source.OpenConnectionAsync(stop);
                await Settle(connection, null, rows, refusals, stop);
                pace.Served();
            }
            if (Stopwatch.GetElapsedTime(swept) >= Look)
            {
                while (await Sweep(OutboxTable.Fresh, BatchSize, Publish, stop) == BatchSize)
                {
                }
                swept = Stopwatch.GetTimestamp();
            }
        }
        catch
        {
            handoff.Forget();
            await Drop();
            throw;
        }
    }

    async Task TryAgain(CancellationToken stop)
    {
        if (await Sweep(OutboxTable.Again, Alone, PublishEachAlone, stop) < Alone)
            await Task.Delay(Look, stop);
    }

    async Task<List<Refused>> Publish(List<OutboxRow> rows, CancellationToken stop)
    {
        shared ??= await OutboxChannel.Open(broker, stop);
        var refusals = await shared.Publish(rows, stop);
        // A channel remembers a queue that was deleted and made again, and refuses for ever: begin with a new one.
        if (refusals.Count > 0)
            await Drop();
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

    async Task<int> Sweep(
        string claim, int limit, Func<List<OutboxRow>, CancellationToken, Task<List<Refused>>> publish,
        CancellationToken stop)
    {
        await using var connection = await source.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        var rows = await OutboxTable.Claim(connection, transaction, claim, limit, stop);
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

    async Task Drop()
    {
        if (shared is { } open)
        {
            shared = null;
            await open.DisposeAsync();
        }
    }
}
