using System.Diagnostics;
using Dapper;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Dispatch.Kit;

/// <summary>
/// Publishes the outbox in order: takes what this process has committed, publishes it with publisher confirms, deletes
/// it. A crash between leaves the rows, which any instance's relay finds a few seconds later; what is published twice
/// then the consumers' inbox makes a no-op. Relays that sweep at the same time skip each other's rows.
/// </summary>
/// <remarks>
/// Written on RabbitMQ.Client: a whole batch is confirmed together, at a quarter of the CPU of publishing one by one.
/// The body is in MassTransit's envelope.
/// </remarks>
sealed class OutboxRelay(
    NpgsqlDataSource source, BrokerConnection broker, OutboxHandoff handoff, ILogger<OutboxRelay> log)
    : BackgroundService
{
    const int BatchSize = 200, Crowd = 4;
    static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(10);
    static readonly TimeSpan Look = TimeSpan.FromSeconds(1), Patience = TimeSpan.FromSeconds(10);

    readonly HashSet<string> declared = new(StringComparer.Ordinal);
    IChannel? channel;
    long swept;

    sealed record Refused(long Id, string Why);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var rows = await handoff.Take(BatchSize, Look, stoppingToken);
                // Neither the publishing of a batch nor the look into the table is part of anyone's trace.
                Activity.Current = null;
                if (rows.Count > 0)
                    await Relay(rows, stoppingToken);
                if (Stopwatch.GetElapsedTime(swept) >= Look)
                {
                    while (await Sweep(stoppingToken) == BatchSize)
                    {
                    }
                    swept = Stopwatch.GetTimestamp();
                }
                // As the group commit does: after a crowd a short breath, so that the next batch is worth its commit.
                if (rows.Count >= Crowd)
                    await Task.Delay(Breath, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
#pragma warning disable CA1031 // Whatever went wrong, the rows are still there: try again rather than stop publishing.
            catch (Exception problem)
#pragma warning restore CA1031
            {
                log.LogWarning("The outbox waits: {Problem}", problem.Message);
                handoff.Forget();
                await Drop();
                await Task.Delay(TimeSpan.FromSeconds(1), stoppingToken)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        await Drop();
    }

    async Task Relay(List<OutboxRow> rows, CancellationToken stop)
    {
        var refusals = await Publish(rows, stop);
        await using var connection = await source.OpenConnectionAsync(stop);
        await Settle(connection, null, rows, refusals, stop);
    }

    /// <summary>What a process left behind, and what the broker refused before.</summary>
    async Task<int> Sweep(CancellationToken stop)
    {
        await using var connection = await source.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        var rows = (await connection.QueryAsync<OutboxRow>(
            new CommandDefinition(Telemetry.Quiet + Claim, new { limit = BatchSize }, transaction,
                cancellationToken: stop))).AsList();
        if (rows.Count == 0)
            return 0;
        var refusals = await Publish(rows, stop);
        await Settle(connection, transaction, rows, refusals, stop);
        await transaction.CommitAsync(stop);
        return rows.Count;
    }

    async Task<List<Refused>> Publish(List<OutboxRow> rows, CancellationToken stop)
    {
        var open = channel ??= await broker.OpenConfirmed(stop);
        foreach (var type in rows.Select(r => r.Type).Distinct(StringComparer.Ordinal))
        {
            if (declared.Add(type))
                await open.ExchangeDeclareAsync(Envelope.Exchange(type), ExchangeType.Fanout, durable: true,
                    cancellationToken: stop);
        }
        // A confirm that never comes is a lost channel: another one is opened, and the inbox knows what came twice.
        return [.. (await Task.WhenAll(rows.Select(row => Publish(open, row, stop))).WaitAsync(Patience, stop))
            .OfType<Refused>()];
    }

    async Task Settle(
        NpgsqlConnection connection, NpgsqlTransaction? transaction, List<OutboxRow> rows, List<Refused> refusals,
        CancellationToken stop)
    {
        await connection.ExecuteAsync(new CommandDefinition(Telemetry.Quiet + Remove,
            new { ids = rows.Select(r => r.Id).Except(refusals.Select(r => r.Id)).ToArray() }, transaction,
            cancellationToken: stop));
        if (refusals.Count == 0)
            return;
        await connection.ExecuteAsync(new CommandDefinition(Telemetry.Quiet + Postpone, new
        {
            refused = refusals.Select(r => r.Id).ToArray(),
            why = refusals.Select(r => r.Why).ToArray(),
        }, transaction, cancellationToken: stop));
        log.LogError("The broker refused {Count} messages, the first with: {Why}", refusals.Count, refusals[0].Why);
        // A channel remembers a queue that was deleted and made again, and refuses for ever: begin with a new one.
        await Drop();
    }

    /// <returns>Null when the broker has the message. A lost connection throws: then nobody knows.</returns>
    static async Task<Refused?> Publish(IChannel open, OutboxRow row, CancellationToken stop)
    {
        using var span = row.Traceparent is not null && Telemetry.Source.HasListeners()
            ? Telemetry.Source.StartActivity("publish " + row.Type, ActivityKind.Producer, row.Traceparent)
            : null;
        var properties = Envelope.Properties(row.MessageId, span?.Id ?? row.Traceparent);
        try
        {
            await open.BasicPublishAsync(
                Envelope.Exchange(row.Type), "", mandatory: false, properties,
                Envelope.Of(row.MessageId, row.Type, row.Body), stop);
            return null;
        }
        catch (PublishException refusal)
        {
            return new(row.Id, refusal.Message);
        }
    }

    async Task Drop()
    {
        declared.Clear();
        if (channel is { } open)
        {
            channel = null;
            await open.DisposeAsync();
        }
    }

    const string Claim = """
        select id, message_id, type, body, traceparent
        from outbox
        where next_try_at <= now()
        order by id
        limit @limit
        for update skip locked
        """;

    const string Remove = "delete from outbox where id = any(@ids)";

    // A refused message waits longer each time, up to a minute, and does not hold up the others.
    const string Postpone = """
        update outbox o
        set attempts = attempts + 1, last_error = n.why,
            next_try_at = now() + least(attempts + 1, 60) * interval '1 second'
        from unnest(@refused, @why) as n (id, why)
        where o.id = n.id
        """;
}
