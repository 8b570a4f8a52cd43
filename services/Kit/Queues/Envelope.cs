using System.Text;
using System.Text.Json;
using Dispatch.Contracts;
using RabbitMQ.Client;

namespace Dispatch.Kit;

/// <summary>A message as MassTransit writes and reads it, around an event's JSON.</summary>
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

    /// <param name="types">The events that are understood, by name.</param>
    /// <exception cref="JsonException">It is no envelope, or of none of these types.</exception>
    public static IEvent Read(ReadOnlySpan<byte> body, IReadOnlyDictionary<string, Type> types)
    {
        var reader = new Utf8JsonReader(body);
        Type? type = null;
        var message = ReadOnlySpan<byte>.Empty;
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("This is no envelope.");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("messageType"u8))
                type = TypeOf(ref reader, types);
            else if (reader.ValueTextEquals("message"u8))
            {
                reader.Read();
                var start = (int)reader.TokenStartIndex;
                reader.Skip();
                message = body[start..(int)reader.BytesConsumed];
            }
            else
                reader.Skip();
        }
        return type is not null && message.Length > 0
            && JsonSerializer.Deserialize(message, type, ContractJson.Options) is IEvent read
            ? read
            : throw new JsonException("The envelope holds no event that this queue understands.");
    }

    static Type? TypeOf(ref Utf8JsonReader reader, IReadOnlyDictionary<string, Type> types)
    {
        Type? found = null;
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
            throw new JsonException("The envelope names no type.");
        while (reader.Read() && reader.TokenType == JsonTokenType.String)
            found ??= types.GetValueOrDefault(reader.GetString()!.Split(':')[^1]);
        return found;
    }
}
