using System.Text.Json;
using System.Text.Json.Serialization;

namespace Dispatch.Contracts;

/// <summary>What the head of every event tells, whatever the event is about.</summary>
public interface IEventHead
{
    /// <summary>The event's own id, also its message id.</summary>
    EventId Id { get; }

    /// <summary>
    /// The publishing service's version of what the event is about. A projection applies an event only when its version
    /// is newer than the last one it applied of the same aggregate.
    /// </summary>
    int Version { get; }

    /// <summary>UTC.</summary>
    DateTimeOffset OccurredAt { get; }

    ActedBy By { get; }

    /// <summary>
    /// The W3C trace id of the request or message that caused it, 32 hex digits; null if untraced.
    /// </summary>
    string? TraceId { get; }
}

/// <summary>Something that has become true, of a case or of something else.</summary>
public interface IEvent
{
    IEventHead Head { get; }

    /// <summary>
    /// What the version counts: <c>case/261122-4839-2715-3</c>, <c>account/zhang</c>, <c>catalogue</c>.
    /// </summary>
    string Aggregate { get; }
}

/// <summary>The head of an event of one case.</summary>
/// <param name="Version">The publishing service's version of the case: 1, 2, 3 … without gaps.</param>
/// <param name="OccurredAt">UTC.</param>
public sealed record EventHead(
    EventId Id, int Version, CaseId CaseId, CaseNumber CaseNumber, DateTimeOffset OccurredAt, ActedBy By,
    string? TraceId) : IEventHead;

/// <summary>The head of an event that belongs to no case.</summary>
/// <param name="Version">The publishing service's version of the aggregate: 1, 2, 3 … without gaps.</param>
/// <param name="OccurredAt">UTC.</param>
public sealed record AggregateHead(EventId Id, int Version, DateTimeOffset OccurredAt, ActedBy By, string? TraceId)
    : IEventHead;

/// <summary>Something that has become true of one case.</summary>
public interface ICaseEvent : IEvent
{
    new EventHead Head { get; }

    /// <summary>Why: at least one reason wherever something was decided.</summary>
    IReadOnlyList<Reason> Reasons { get; }

    IEventHead IEvent.Head => Head;

    string IEvent.Aggregate => "case/" + Head.CaseNumber.Value;
}

/// <summary>A case that something beside it is about: a whistle, an order.</summary>
public sealed record CaseRef(CaseId Id, CaseNumber Number);

/// <summary>
/// Something that has become true of a whistle or a supervision order: it may be about several cases, or none.
/// </summary>
public interface IPressureEvent : IEvent
{
    new AggregateHead Head { get; }

    /// <summary>Of the whistle or the order, as people write it.</summary>
    string Number { get; }

    JurisdictionId Jurisdiction { get; }

    /// <summary>Whose it is, and whom it summons or orders.</summary>
    IReadOnlyList<OrganisationId> Concerned { get; }

    IReadOnlyList<CaseRef> Cases { get; }

    /// <summary>Why: at least one reason.</summary>
    IReadOnlyList<Reason> Reasons { get; }

    IEventHead IEvent.Head => Head;
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
