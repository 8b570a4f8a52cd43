using System.Diagnostics;
using Dapper;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Dispatch.Kit;

/// <summary>
/// Publishes the outbox in order: claims a batch, publishes it with publisher confirms, deletes it. A crash between
/// publish and delete publishes again; the consumers' inbox makes that a no-op. Several relays skip each other's rows.
/// </summary>
/// <remarks>
/// Written on RabbitMQ.Client: a whole batch is confirmed together, at a quarter of the CPU of publishing one by one.
/// The body is MassTransit's envelope, so that every consumer is an ordinary MassTransit consumer.
/// </remarks>
sealed class OutboxRelay(
    NpgsqlDataSource source, BrokerConnection broker, OutboxSignal signal, ILogger<OutboxRelay> log) : BackgroundService
{
    const int BatchSize = 200, Crowd = 4;
    static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(10);
    static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(500), Patience = TimeSpan.FromSeconds(10);

    readonly HashSet<string> declared = new(StringComparer.Ordinal);
    IChannel? channel;

    sealed record Refused(long Id, string Why);

    sealed record Row(long Id, Guid MessageId, string Type, byte[] Body, string? Traceparent);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var relayed = await RelayBatch(stoppingToken);
                // As the group commit does: after a crowd a short breath, so that the next batch is worth its commit.
                await (relayed >= Crowd ? Task.Delay(Breath, stoppingToken) : signal.Wait(Poll, stoppingToken));
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // Whatever went wrong, the rows are still there: try again rather than stop publishing.
            catch (Exception problem)
#pragma warning restore CA1031
            {
                log.LogWarning("The outbox waits: {Problem}", problem.Message);
                await Drop();
                await Task.Delay(TimeSpan.FromSeconds(1), stoppingToken)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        await Drop();
    }

    async Task<int> RelayBatch(CancellationToken stop)
    {
        // The poll is no part of anyone's trace.
        Activity.Current = null;
        await using var connection = await source.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        var rows = (await connection.QueryAsync<Row>(
            new CommandDefinition(Telemetry.Quiet + Claim, new { limit = BatchSize }, transaction,
                cancellationToken: stop))).AsList();
        if (rows.Count == 0)
            return 0;

        var open = channel ??= await broker.OpenConfirmed(stop);
        foreach (var type in rows.Select(r => r.Type).Distinct(StringComparer.Ordinal))
        {
            if (declared.Add(type))
                await open.ExchangeDeclareAsync(Envelope.Exchange(type), ExchangeType.Fanout, durable: true,
                    cancellationToken: stop);
        }
        // A confirm that never comes is a lost channel: another one is opened, and the inbox knows what came twice.
        var refusals = (await Task.WhenAll(rows.Select(row => Publish(open, row, stop))).WaitAsync(Patience, stop))
            .OfType<Refused>().ToList();

        await connection.ExecuteAsync(new CommandDefinition(Telemetry.Quiet + Settle, new
        {
            ids = rows.Select(r => r.Id).Except(refusals.Select(r => r.Id)).ToArray(),
            refused = refusals.Select(r => r.Id).ToArray(),
            why = refusals.Select(r => r.Why).ToArray(),
        }, transaction, cancellationToken: stop));
        await transaction.CommitAsync(stop);
        if (refusals.Count == 0)
            return rows.Count;
        log.LogError("The broker refused {Count} messages, the first with: {Why}", refusals.Count, refusals[0].Why);
        // A channel remembers a queue that was deleted and made again, and refuses for ever: begin with a new one.
        await Drop();
        return rows.Count;
    }

    /// <returns>Null when the broker has the message. A lost connection throws: then nobody knows.</returns>
    static async Task<Refused?> Publish(IChannel open, Row row, CancellationToken stop)
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

    // A refused message waits longer each time, up to a minute, and does not hold up the others.
    const string Settle = """
        with refused as (
            update outbox o
            set attempts = attempts + 1, last_error = n.why,
                next_try_at = now() + least(attempts + 1, 60) * interval '1 second'
            from unnest(@refused, @why) as n (id, why)
            where o.id = n.id
        )
        delete from outbox where id = any(@ids)
        """;
}
