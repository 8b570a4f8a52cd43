using System.Text;
using System.Text.Json;
using RabbitMQ.Client;

namespace Dispatch.Tests.Harness;

/// <summary>Talks to the broker as another service would.</summary>
public sealed class Broker : IAsyncDisposable
{
    readonly IConnection connection;
    readonly IChannel channel;
    readonly HashSet<string> declared = new(StringComparer.Ordinal);

    Broker(IConnection connection, IChannel channel) => (this.connection, this.channel) = (connection, channel);

    public static async Task<Broker> Open()
    {
        var connection = await Connect();
        return new(connection, await connection.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true)));
    }

    internal static Task<IConnection> Connect() =>
        new ConnectionFactory
        {
            Uri = Servers.RabbitMq, ClientProvidedName = "tests", AutomaticRecoveryEnabled = false,
        }.CreateConnectionAsync();

    /// <summary>
    /// Removes the queues of one service with all that waits in them, so that a start begins from nothing.
    /// </summary>
    public static async Task DeleteQueues(string service)
    {
        await using var connection = await Connect();
        await using var channel = await connection.CreateChannelAsync();
        foreach (var queue in Queues.Of(service).SelectMany(q => new[] { q, q + "_error", q + "_skipped" }))
            await channel.QueueDeleteAsync(queue, ifUnused: false, ifEmpty: false);
    }

    /// <summary>
    /// Publishes an event as a service does, in MassTransit's envelope; returns when the broker has confirmed it.
    /// </summary>
    public async Task Publish(IEvent what, string? traceparent = null)
    {
        var type = what.GetType();
        var exchange = await Declare(type);
        var id = what.Head.Id.Value.ToString();
        var envelope = JsonSerializer.SerializeToUtf8Bytes(new
        {
            messageId = id,
            messageType = new[] { "urn:message:Dispatch.Contracts:" + type.Name },
            message = JsonSerializer.SerializeToElement(what, type, ContractJson.Options),
        });
        var properties = new BasicProperties
        {
            ContentType = "application/vnd.masstransit+json",
            DeliveryMode = DeliveryModes.Persistent,
            MessageId = id,
            Headers = traceparent is null ? null
                : new Dictionary<string, object?>(StringComparer.Ordinal) { ["MT-Activity-Id"] = traceparent },
        };
        await channel.BasicPublishAsync(exchange, "", mandatory: false, properties, envelope);
    }

    /// <summary>Publishes this body, whatever it is, on the exchange of this event type.</summary>
    public async Task PublishRaw(string type, string body) => await channel.BasicPublishAsync(
        "Dispatch.Contracts:" + type, "", mandatory: false,
        new BasicProperties
        {
            ContentType = "application/vnd.masstransit+json", DeliveryMode = DeliveryModes.Persistent,
        },
        Encoding.UTF8.GetBytes(body));

    /// <summary>How many messages wait in a queue; 0 when there is no such queue.</summary>
    public static async Task<uint> Count(string queue)
    {
        await using var connection = await Connect();
        await using var channel = await connection.CreateChannelAsync();
        try
        {
            return await channel.MessageCountAsync(queue);
        }
        catch (RabbitMQ.Client.Exceptions.OperationInterruptedException absent) when (
            absent.ShutdownReason?.ReplyCode == 404)
        {
            return 0;
        }
    }

    /// <summary>Whether every queue that the service declares is empty, its error queues included.</summary>
    public static async Task<bool> Quiet(string service)
    {
        foreach (var queue in Queues.Of(service).SelectMany(q => new[] { q, q + "_error" }))
        {
            if (await Count(queue) > 0)
                return false;
        }
        return true;
    }

    /// <summary>Until disposed the broker refuses every event of this type.</summary>
    public static async Task<IAsyncDisposable> Refusing(Type type)
    {
        var broker = await Open();
        // Full from the beginning, and told to refuse rather than to drop.
        var queue = await broker.channel.QueueDeclareAsync(
            "", durable: false, exclusive: true, autoDelete: true,
            new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["x-max-length"] = 0, ["x-overflow"] = "reject-publish",
            });
        await broker.channel.QueueBindAsync(queue.QueueName, await broker.Declare(type), "");
        return broker;
    }

    /// <summary>Hears every event of these types from now on.</summary>
    public static Task<Heard> Listen(params Type[] types) => Heard.Start(types);

    public async ValueTask DisposeAsync()
    {
        await channel.DisposeAsync();
        await connection.DisposeAsync();
    }

    async Task<string> Declare(Type type)
    {
        var exchange = "Dispatch.Contracts:" + type.Name;
        if (declared.Add(exchange))
            await channel.ExchangeDeclareAsync(exchange, ExchangeType.Fanout, durable: true);
        return exchange;
    }
}
