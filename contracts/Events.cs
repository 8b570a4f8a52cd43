using System.Text.Json;
using System.Text.Json.Serialization;

namespace Dispatch.Contracts;

/// <summary>What every event carries.</summary>
/// <param name="Id">The event's own id, also its message id.</param>
/// <param name="Version">
/// The publishing service's version of the case: 1, 2, 3 … without gaps. A projection applies an event only when its
/// version is newer than the last one it applied from that service.
/// </param>
/// <param name="OccurredAt">UTC.</param>
/// <param name="TraceId">
/// The W3C trace id of the request or message that caused it, 32 hex digits; null if untraced.
/// </param>
public sealed record EventHead(
    EventId Id, int Version, CaseId CaseId, CaseNumber CaseNumber, DateTimeOffset OccurredAt, ActedBy By,
    string? TraceId);

/// <summary>Something that has become true of one case.</summary>
public interface ICaseEvent
{
    EventHead Head { get; }

    /// <summary>Why: at least one reason wherever something was decided.</summary>
    IReadOnlyList<Reason> Reasons { get; }
}

/// <summary>How contracts are written as JSON: camelCase, enums as camelCase words.</summary>
public static class ContractJson
{
    public static readonly JsonSerializerOptions Options = Apply(new JsonSerializerOptions(JsonSerializerDefaults.Web));

    public static JsonSerializerOptions Apply(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        return options;
    }
}
