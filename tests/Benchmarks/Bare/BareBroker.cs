using System.Threading.Channels;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using Channel = System.Threading.Channels.Channel;

namespace Dispatch.Benchmarks.Bare;

/// <summary>Quorum queues on fanout exchanges, read in batches of whatever has arrived.</summary>
sealed class BareBroker(IConnection connection) : IAsyncDisposable
{
    const int Most = 200;

    public const string Registered = "bare.registered", Dispatched = "bare.dispatched", Started = "bare.started";

    readonly CancellationTokenSource stop = new();
    readonly List<Task> loops = [];

    public readonly record struct Message(string Exchange, Guid Id, byte[] Body, ulong Tag);

    public static async Task<BareBroker> Open() =>
        new(await new ConnectionFactory
        {
            Uri = Servers.RabbitMq,
            AutomaticRecoveryEnabled = false
        }.CreateConnectionAsync());

    public Task<IChannel> OpenConfirmed() => connection.CreateChannelAsync(new(
        publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true,
        outstandingPublisherConfirmationsRateLimiter: null));

    /// <summary>Acknowledges a batch once <paramref name="apply"/> has committed it.</summary>
    public async Task Consume(string queue, string[] exchanges, Func<IReadOnlyList<Message>, Task> apply)
    {
        var channel = await connection.CreateChannelAsync();
        await channel.QueueDeclareAsync(
            queue, durable: true, exclusive: false, autoDelete: false, new Dictionary<string,
            object?>(StringComparer.Ordinal)
            { ["x-queue-type"] = "quorum" });
        foreach (var exchange in exchanges)
        {
            await channel.ExchangeDeclareAsync(exchange, ExchangeType.Fanout, durable: true);
            await channel.QueueBindAsync(queue, exchange, "");
        }
        await channel.BasicQosAsync(0, 256, global: false);
        var arrived = Channel.CreateUnbounded<Message>();
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, message) =>
        {
            arrived.Writer.TryWrite(new(message.Exchange, Guid.Parse(message.BasicProperties.MessageId!),
                message.Body.ToArray(), message.DeliveryTag));
            return Task.CompletedTask;
        };
        loops.Add(Task.Run(() => BareProcess.OrEnd(() => Apply(channel, arrived.Reader, apply))));
        await channel.BasicConsumeAsync(queue, autoAck: false, consumer);
    }

    async Task Apply(IChannel channel, ChannelReader<Message> arrived, Func<IReadOnlyList<Message>, Task> apply)
    {
        var batch = new List<Message>(Most);
        while (await arrived.WaitToReadAsync(stop.Token))
        {
            batch.Clear();
            while (batch.Count < Most && arrived.TryRead(out var message))
                batch.Add(message);
            await apply(batch);
            await channel.BasicAckAsync(batch[^1].Tag, multiple: true, stop.Token);
        }
    }

    /// <summary>Removes the queues with all that an earlier run may have left in them.</summary>
    public static async Task Clear()
    {
        await using var connection = await new ConnectionFactory { Uri = Servers.RabbitMq }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        foreach (var queue in new[] { "bare.intake", "bare.routing.route", "bare.routing.clocks", "bare.escalation" })
            await channel.QueueDeleteAsync(queue, ifUnused: false, ifEmpty: false);
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await Task.WhenAll(loops).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await connection.DisposeAsync();
        stop.Dispose();
    }
}
