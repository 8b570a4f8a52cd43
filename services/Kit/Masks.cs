namespace Dispatch.Kit;

/// <summary>How personal data is shown to those who need not know it.</summary>
public static class Masks
{
    /// <summary><c>张三丰</c> → <c>张**</c>: the family name and two stars, whatever the length of the rest.</summary>
    public static string? Name(string? name) => string.IsNullOrWhiteSpace(name)
        ? null
        : new System.Globalization.StringInfo(name.Trim()).SubstringByTextElements(0, 1) + "**";

    /// <summary><c>13912341234</c> → <c>139****1234</c>; a shorter number shows its last two digits only.</summary>
    public static string? Phone(string? phone)
    {
        if (string.IsNullOrWhiteSpace(phone))
            return null;
        var digits = string.Concat(phone.Where(char.IsAsciiDigit));
        // +86 before a mobile number is no part of it.
        if (digits.Length == 13 && digits.StartsWith("86", StringComparison.Ordinal))
            digits = digits[2..];
        return digits.Length >= 11
            ? $"{digits[..3]}****{digits[^4..]}"
            : "****" + (digits.Length >= 7 ? digits[^2..] : "");
    }
}
