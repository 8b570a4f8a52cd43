using Npgsql;
using NpgsqlTypes;
using RabbitMQ.Client;

namespace Dispatch.Benchmarks.Bare;

/// <summary>
/// The outbox's way to the broker: takes up to 200 rows, publishes them with confirms, and commits their deletion.
/// </summary>
sealed class BareRelay : IAsyncDisposable
{
    readonly SemaphoreSlim signal = new(0, 1);
    readonly CancellationTokenSource stop = new();
    readonly Task loop;

    public BareRelay(NpgsqlDataSource source, BareBroker broker) =>
        loop = Task.Run(() => BareProcess.OrEnd(() => Relay(source, broker)));

    public void Wake()
    {
        try
        {
            signal.Release();
        }
        catch (SemaphoreFullException)
        {
            // It has been woken already.
        }
    }

    async Task Relay(NpgsqlDataSource source, BareBroker broker)
    {
        await using var channel = await broker.OpenConfirmed();
        await using var connection = await source.OpenConnectionAsync(stop.Token);
        while (true)
        {
            await using var transaction = await connection.BeginTransactionAsync(stop.Token);
            var rows = new List<(long Id, Guid Message, string Exchange, byte[] Body)>();
            await using (var take = new NpgsqlCommand(Take, connection, transaction))
            await using (var reader = await take.ExecuteReaderAsync(stop.Token))
            {
                while (await reader.ReadAsync(stop.Token))
                    rows.Add((reader.GetInt64(0), reader.GetGuid(1), reader.GetString(2),
                        reader.GetFieldValue<byte[]>(3)));
            }
            await Task.WhenAll(rows.OrderBy(row => row.Id).Select(row => channel.BasicPublishAsync(
                row.Exchange, "", mandatory: false,
                new BasicProperties { DeliveryMode = DeliveryModes.Persistent, MessageId = row.Message.ToString() },
                row.Body, stop.Token).AsTask()));
            await transaction.CommitAsync(stop.Token);
            if (rows.Count < 200)
                await signal.WaitAsync(TimeSpan.FromMilliseconds(500), stop.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.Dispose();
        signal.Dispose();
    }

    const string Take = """
        delete from outbox
        where id in (select id from outbox order by id limit 200 for update skip locked)
        returning id, message_id, exchange, body
        """;
}
