using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Dispatch.Contracts;

/// <summary>A whistle (吹哨): departments are summoned to a place by a time.</summary>
[JsonConverter(typeof(GuidIdConverter<WhistleId>))]
public readonly record struct WhistleId(Guid Value) : IGuidId<WhistleId>
{
    public static WhistleId New() => new(Guid.CreateVersion7());
    public static WhistleId From(Guid value) => new(value);
    public static WhistleId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out WhistleId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
    public override string ToString() => Value.ToString();
}

/// <summary>A supervision order (督办单): an organisation must act by a time.</summary>
[JsonConverter(typeof(GuidIdConverter<OrderId>))]
public readonly record struct OrderId(Guid Value) : IGuidId<OrderId>
{
    public static OrderId New() => new(Guid.CreateVersion7());
    public static OrderId From(Guid value) => new(value);
    public static OrderId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out OrderId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
    public override string ToString() => Value.ToString();
}

/// <summary>One rung on which a case stands or has stood (提级).</summary>
[JsonConverter(typeof(GuidIdConverter<RungId>))]
public readonly record struct RungId(Guid Value) : IGuidId<RungId>
{
    public static RungId New() => new(Guid.CreateVersion7());
    public static RungId New(DateTimeOffset at) => new(Guid.CreateVersion7(at));
    public static RungId From(Guid value) => new(value);
    public static RungId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out RungId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
    public override string ToString() => Value.ToString();
}
