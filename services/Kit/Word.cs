using System.Diagnostics.CodeAnalysis;

namespace Dispatch.Kit;

#pragma warning disable CA1000 // IParsable is how a value is bound; its members are static.

/// <summary>
/// An enum in a query string, by the same camelCase word as in bodies: bind <c>Word&lt;TicketStatus&gt;?</c>. (The
/// framework would take <c>Claimed</c> and <c>1</c>, and refuse <c>claimed</c>.)
/// </summary>
public readonly record struct Word<TEnum>(TEnum Value) : IParsable<Word<TEnum>> where TEnum : struct, Enum
{
    static readonly Dictionary<string, TEnum> Known = Enum.GetValues<TEnum>()
        .ToDictionary(v => v.Word(), StringComparer.Ordinal);

    public static IReadOnlyCollection<string> All => Known.Keys;

    public static Word<TEnum> Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var word) ? word : throw new FormatException($"Not one of {string.Join(", ", All)}.");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Word<TEnum> result)
    {
        var known = Known.TryGetValue(s ?? "", out var value);
        result = new(value);
        return known;
    }

    /// <summary>The word as it is stored and sent.</summary>
    public override string ToString() => Value.Word();
}
