using System.Diagnostics;
using System.Text.Json;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Dispatch.Benchmarks.Limits;

/// <summary>
/// The event of a registration through a quorum queue with publisher confirms, published and consumed at the same time.
/// </summary>
static class MessagesLimit
{
    public static async Task<double> Measure(
        int batch, int messages, DateTimeOffset now, CancellationToken stop)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(Samples.Event(0, now), ContractJson.Options);
        await using var connection = await new ConnectionFactory { Uri = Servers.RabbitMq }.CreateConnectionAsync(stop);
        await using var publisher = await connection.CreateChannelAsync(
            new(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true,
                outstandingPublisherConfirmationsRateLimiter: null), stop);
        await using var consumer = await connection.CreateChannelAsync(cancellationToken: stop);
        var queue = "bench.limit." + Guid.NewGuid().ToString("N")[..8];
        await publisher.QueueDeclareAsync(
            queue, durable: true, exclusive: false, autoDelete: false,
            new Dictionary<string, object?>(StringComparer.Ordinal) { ["x-queue-type"] = "quorum" },
            cancellationToken: stop);
        try
        {
            var warm = Math.Max(batch, 1_000);
            using var consumed = await Consume(consumer, queue, warm + messages, stop);
            await Publish(publisher, queue, body, batch, warm, stop);
            var clock = Stopwatch.StartNew();
            await Publish(publisher, queue, body, batch, messages, stop);
            await consumed.WaitAsync(stop);
            return messages / clock.Elapsed.TotalSeconds;
        }
        finally
        {
            await publisher.QueueDeleteAsync(queue, ifUnused: false, ifEmpty: false,
                cancellationToken: CancellationToken.None);
        }
    }

    static async Task Publish(IChannel channel, string queue, byte[] body, int batch, int messages,
        CancellationToken stop)
    {
        for (var sent = 0; sent < messages; sent += batch)
        {
            await Task.WhenAll(Enumerable.Range(0, Math.Min(batch, messages - sent))
                .Select(_ => channel.BasicPublishAsync(
                "", queue, mandatory: false,
                new BasicProperties { DeliveryMode = DeliveryModes.Persistent, MessageId = Guid.NewGuid().ToString() },
                body, stop).AsTask()));
        }
    }

    /// <returns>Released when all have been consumed.</returns>
    static async Task<SemaphoreSlim> Consume(IChannel channel, string queue, int messages, CancellationToken stop)
    {
        var all = new SemaphoreSlim(0);
        await channel.BasicQosAsync(0, 256, global: false, stop);
        var consumer = new AsyncEventingBasicConsumer(channel);
        var seen = 0;
        consumer.ReceivedAsync += async (_, message) =>
        {
            // One acknowledgement for many, as a consumer that gathers sends it.
            if (++seen % 100 == 0 || seen == messages)
                await channel.BasicAckAsync(message.DeliveryTag, multiple: true);
            if (seen == messages)
                all.Release();
        };
        await channel.BasicConsumeAsync(queue, autoAck: false, consumer, stop);
        return all;
    }
}
