using System.Diagnostics.CodeAnalysis;

namespace Dispatch.Kit;

#pragma warning disable CA1000 // IParsable is how a value is bound; its members are static.

/// <summary>
/// An enum in a query string, by the same camelCase word as in bodies: bind
/// <c>EnumParameter&lt;TicketStatus&gt;?</c>. (The framework would take <c>Claimed</c> and <c>1</c>, and refuse
/// <c>claimed</c>.)
/// </summary>
public readonly record struct EnumParameter<TEnum>(TEnum Value) : IParsable<EnumParameter<TEnum>>
    where TEnum : struct, Enum
{
    static readonly Dictionary<string, TEnum> Known = Enum.GetValues<TEnum>()
        .ToDictionary(v => v.ToWireName(), StringComparer.Ordinal);

    public static IReadOnlyCollection<string> All => Known.Keys;

    public static EnumParameter<TEnum> Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var word) ? word : throw new FormatException($"Not one of {string.Join(", ", All)}.");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider,
        out EnumParameter<TEnum> result)
    {
        var known = Known.TryGetValue(s ?? "", out var value);
        result = new(value);
        return known;
    }

    /// <summary>The word as it is stored and sent.</summary>
    public override string ToString() => Value.ToWireName();
}
