using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Dispatch.Contracts;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Dispatch.Kit;

/// <summary>One message of a queue, until it is acknowledged.</summary>
sealed class Delivery(BasicDeliverEventArgs message)
{
    readonly IReadOnlyBasicProperties properties = message.BasicProperties;

    public ulong Tag { get; } = message.DeliveryTag;

    // The client takes its buffer back when the handler returns.
    public byte[] Body { get; } = message.Body.ToArray();

    /// <summary>Null until it has been read.</summary>
    public IEvent? Event { get; private set; }

    /// <summary>The W3C trace parent under which it is applied.</summary>
    public string? Parent { get; private set; } = Header(message.BasicProperties, Telemetry.TraceHeader);

    /// <summary>How often it has failed.</summary>
    public int Failures { get; set; }

    /// <summary>How often it came too early.</summary>
    public int Early { get; set; }

    /// <summary>When it is tried next, in ticks of the stopwatch.</summary>
    public long Due { get; set; }

    /// <summary>What is done with it from now on belongs to this span.</summary>
    public void TraceUnder(Activity? span) => Parent = span?.Id ?? Parent;

    /// <summary>Reads the event; null when that went well.</summary>
    public Exception? Unreadable(IReadOnlyDictionary<string, Type> types)
    {
        if (Event is not null)
            return null;
        try
        {
            Event = Envelope.Read(Body, types);
            return null;
        }
        // Not JSON, no UTF-8, an id that is none: whatever it is, it will be the same next time.
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            return problem;
        }
    }

    public BasicProperties Copy() => new(properties) { DeliveryMode = DeliveryModes.Persistent };

    static string? Header(IReadOnlyBasicProperties properties, string name) =>
        properties.Headers is { } headers && headers.TryGetValue(name, out var value)
            ? value is byte[] bytes ? Encoding.UTF8.GetString(bytes) : value as string
            : null;
}
