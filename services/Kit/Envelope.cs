using System.Text;
using RabbitMQ.Client;

namespace Dispatch.Kit;

/// <summary>A message as MassTransit's consumers read it, around an event whose JSON is there already.</summary>
static class Envelope
{
    /// <summary>The fanout exchange of an event type, as MassTransit names it.</summary>
    public static string Exchange(string type) => "Dispatch.Contracts:" + type;

    public static BasicProperties Properties(Guid id, string? traceparent) => new()
    {
        ContentType = "application/vnd.masstransit+json",
        DeliveryMode = DeliveryModes.Persistent,
        MessageId = id.ToString(),
        Headers = traceparent is null
            ? null
            : new Dictionary<string, object?>(StringComparer.Ordinal) { [Telemetry.TraceHeader] = traceparent },
    };

    public static byte[] Of(Guid id, string type, byte[] body)
    {
        var head = Encoding.UTF8.GetBytes(
            $$"""{"messageId":"{{id}}","messageType":["urn:message:{{Exchange(type)}}"],"message":""");
        return [.. head, .. body, (byte)'}'];
    }
}
