using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Serialization;

namespace Dispatch.Contracts;

/// <summary>
/// The number of a case (工单编号) as it is read over the telephone: <c>261122-4839-2715-3</c>, that is the day of
/// registration in China, eight random digits and a check digit.
/// </summary>
/// <remarks>
/// The digits are random, so that instances need no coordination and nobody can guess a neighbour's number; the table's
/// unique constraint settles the rare double. The check digit is Damm's, which finds every single wrong digit and every
/// swap of two neighbours (H. M. Damm, 2004).
/// </remarks>
[JsonConverter(typeof(CaseNumberConverter))]
public readonly record struct CaseNumber(string Value) : IParsable<CaseNumber>
{
    const int Digits = 15;

    // A totally anti-symmetric quasigroup of order 10, row by row.
    static readonly byte[] Damm =
    [
        0, 3, 1, 7, 5, 9, 8, 6, 4, 2, 7, 0, 9, 2, 1, 5, 4, 8, 6, 3, 4, 2, 0, 6, 8, 7, 1, 3, 5, 9, 1, 7, 5, 0, 9, 8, 3,
        4, 2, 6, 6, 1, 2, 3, 0, 4, 5, 9, 7, 8, 3, 6, 7, 4, 2, 0, 9, 5, 8, 1, 5, 8, 6, 9, 7, 2, 0, 1, 3, 4, 8, 9, 4, 5,
        3, 6, 2, 0, 1, 7, 9, 4, 3, 8, 6, 1, 7, 2, 0, 5, 2, 5, 8, 1, 4, 3, 6, 7, 9, 0,
    ];

    /// <param name="at">When the case was registered; the day is taken in China's time, UTC+8.</param>
    public static CaseNumber New(DateTimeOffset at)
    {
        var day = at.ToOffset(ChinaTime.Offset).ToString("yyMMdd", CultureInfo.InvariantCulture);
        var tail = RandomNumberGenerator.GetInt32(100_000_000).ToString("D8", CultureInfo.InvariantCulture);
        return new(Group(day + tail + (char)('0' + Check(day + tail))));
    }

    public static CaseNumber Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var number) ? number : throw new FormatException("Not a case number.");

    /// <summary>Takes the number with or without dashes and spaces; a wrong check digit is refused.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out CaseNumber result)
    {
        result = default;
        if (s is null || s.Length > 40)
            return false;
        var digits = string.Concat(s.Where(c => c is not ('-' or ' ')));
        if (digits.Length != Digits || !digits.All(char.IsAsciiDigit) || Check(digits) != 0)
            return false;
        result = new(Group(digits));
        return true;
    }

    public override string ToString() => Value;

    static string Group(string digits) => $"{digits[..6]}-{digits[6..10]}-{digits[10..14]}-{digits[14]}";

    static int Check(string digits)
    {
        var state = 0;
        foreach (var digit in digits)
            state = Damm[state * 10 + (digit - '0')];
        return state;
    }
}
