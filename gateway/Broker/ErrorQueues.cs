using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Dispatch.Gateway.Broker;

/// <summary>
/// The error queues (死信队列) of the services' consumers: a message that failed at every try stays there until somebody
/// looks at it.
/// </summary>
public sealed class ErrorQueues(BrokerConnection broker, UpstreamCalls calls, OwnQueues own)
{
    public static readonly Refusal NoSuchQueue = new(
        RefusalKind.NotFound, "queue_not_found", "没有这个队列，请从列表中选择。", "There is no such queue; choose one of the list.",
        "queue");

    /// <summary>The names of the consumers' queues, from every service; throws when one is down.</summary>
    public async Task<IReadOnlyList<string>> Names(string authorization, CancellationToken cancel) =>
    [
        .. (await Task.WhenAll(Upstreams.All.Select(u =>
                calls.Get<string[]>(u, "/queues", authorization, cancel))))
            .SelectMany(names => names).Concat(own.Names).Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Whether it is one of ours: nothing else of the broker can be reached from here.</summary>
    public async Task<bool> Knows(string queue, string authorization, CancellationToken cancel) =>
        (await Names(authorization, cancel)).Contains(queue, StringComparer.Ordinal);

    /// <summary>How many messages are in it; a queue that does not exist yet has none.</summary>
    public async Task<uint> Count(string queue, CancellationToken cancel)
    {
        // Asking for a queue that does not exist makes the broker close the channel.
        await using var channel = await (await broker.Open(cancel)).CreateChannelAsync(cancellationToken: cancel);
        try
        {
            return (await channel.QueueDeclarePassiveAsync(Of(queue), cancel)).MessageCount;
        }
        catch (OperationInterruptedException missing) when (missing.ShutdownReason?.ReplyCode == Constants.NotFound)
        {
            return 0;
        }
    }

    /// <summary>
    /// Takes messages one by one, oldest first; whatever is not acknowledged goes back when the channel is disposed.
    /// </summary>
    public async IAsyncEnumerable<BasicGetResult> Take(
        IChannel channel, string queue, uint most, [EnumeratorCancellation] CancellationToken cancel)
    {
        // Only as many as there are now, so that a message that comes back is not taken twice.
        var there = Math.Min(most, await Count(queue, cancel));
        for (; there > 0 && await channel.BasicGetAsync(Of(queue), autoAck: false, cancel) is { } message; there--)
            yield return message;
    }

    public Task<IChannel> Channel(CancellationToken cancel) => broker.OpenConfirmed(cancel);

    static string Of(string queue) => queue + "_error";

    public static string? Header(BasicGetResult message, string name) =>
        message.BasicProperties.Headers is { } headers && headers.TryGetValue(name, out var value)
            ? value is byte[] bytes ? Encoding.UTF8.GetString(bytes)
                : Convert.ToString(value, CultureInfo.InvariantCulture)
            : null;

    /// <summary>The id of the event within, which is the message's own id.</summary>
    public static string? Id(BasicGetResult message) => message.BasicProperties.MessageId;

    /// <summary>The event's name, from the envelope.</summary>
    public static string? Type(BasicGetResult message) =>
        Read(message, envelope => envelope.GetProperty("messageType")[0].GetString()?.Split(':')[^1]);

    /// <summary>The number of the case that the message is about, if it can be read at all.</summary>
    public static CaseNumber? Case(BasicGetResult message) => Read(message, envelope =>
        envelope.GetProperty("message").GetProperty("head").GetProperty("caseNumber")
            .Deserialize<CaseNumber?>(ContractJson.Options));

    static T? Read<T>(BasicGetResult message, Func<JsonElement, T?> part)
    {
        try
        {
            using var envelope = JsonDocument.Parse(message.Body);
            return part(envelope.RootElement);
        }
        // An error queue may well hold messages that cannot be read.
        catch (Exception problem) when (
            problem is JsonException or KeyNotFoundException or InvalidOperationException or IndexOutOfRangeException)
        {
            return default;
        }
    }
}
