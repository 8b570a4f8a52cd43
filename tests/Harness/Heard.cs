using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Dispatch.Tests.Harness;

/// <summary>Collects what is published, in the order in which it comes.</summary>
public sealed class Heard : IAsyncDisposable
{
    readonly ConcurrentQueue<Message> messages = new();
    readonly IConnection connection;
    readonly IChannel channel;

    Heard(IConnection connection, IChannel channel) => (this.connection, this.channel) = (connection, channel);

    /// <param name="Traceparent">The trace that the publisher handed on.</param>
    public sealed record Message(IEvent Event, string? Traceparent);

    public IReadOnlyList<Message> Messages => [.. messages];

    public static async Task<Heard> Start(IReadOnlyList<Type> types)
    {
        var connection = await Broker.Connect();
        var channel = await connection.CreateChannelAsync();
        var heard = new Heard(connection, channel);
        var queue = await channel.QueueDeclareAsync("", durable: false, exclusive: true, autoDelete: true);
        foreach (var exchange in types.Select(type => "Dispatch.Contracts:" + type.Name))
        {
            await channel.ExchangeDeclareAsync(exchange, ExchangeType.Fanout, durable: true);
            await channel.QueueBindAsync(queue.QueueName, exchange, "");
        }
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, delivered) =>
        {
            var type = types.Single(t => delivered.Exchange == "Dispatch.Contracts:" + t.Name);
            using var envelope = JsonDocument.Parse(delivered.Body);
            var what = (IEvent)envelope.RootElement.GetProperty("message").Deserialize(type, ContractJson.Options)!;
            var parent = delivered.BasicProperties.Headers is { } headers
                && headers.TryGetValue("MT-Activity-Id", out var held) ? held as byte[] : null;
            heard.messages.Enqueue(new(what, parent is null ? null : Encoding.UTF8.GetString(parent)));
            return Task.CompletedTask;
        };
        await channel.BasicConsumeAsync(queue.QueueName, autoAck: true, consumer);
        return heard;
    }

    public IReadOnlyList<T> All<T>() where T : IEvent => [.. messages.Select(m => m.Event).OfType<T>()];

    /// <summary>The first event of this type that fits; waits for it.</summary>
    public async Task<T> Next<T>(
        Func<T, bool>? fits = null, TimeSpan? within = null, Func<string>? evidence = null) where T : class, IEvent =>
        (await Eventually.Get(
            () => Task.FromResult(All<T>().FirstOrDefault(e => fits is null || fits(e))),
            found => found is not null, $"a {typeof(T).Name} is published", within, evidence))!;

    public async ValueTask DisposeAsync()
    {
        await channel.DisposeAsync();
        await connection.DisposeAsync();
    }
}
