using System.Globalization;

namespace Dispatch.Intake.Petitioners;

/// <summary>A petitioner's sealed contact, as it lies in the database, and how it is opened or shown masked.</summary>
public sealed record Contact(byte[]? Name, byte[]? Phone, byte[]? PhoneIndex, bool Confidential, byte[]? OriginalText)
{
    /// <summary>
    /// What a list or a page shows of a person: 张**, 139****1234; nothing of one who asked for secrecy (保密).
    /// </summary>
    public sealed record Masked(string? Name, string? Phone, bool Confidential);

    public static Contact Seal(Vault vault, CaseId id, string? name, string? phone, bool confidential,
        string? original) => new(
        Blank(name) ? null : vault.Seal(name!.Trim(), About(id, "name")),
        Blank(phone) ? null : vault.Seal(phone!.Trim(), About(id, "phone")),
        Blank(phone) ? null : Index(vault, phone!),
        confidential,
        original is null ? null : vault.Seal(original, About(id, "text")));

    /// <summary>The blind index of a number, however it was typed: digits only, without the country's 86.</summary>
    public static byte[] Index(Vault vault, string phone)
    {
        var digits = string.Concat(phone.Where(char.IsDigit).Select(c => CharUnicodeInfo.GetDecimalDigitValue(c)));
        return vault.Index(digits.Length == 13 && digits.StartsWith("86", StringComparison.Ordinal) ? digits[2..]
            : digits, "phone");
    }

    public string? OpenName(Vault vault, CaseId id) => Name is null ? null : vault.OpenText(Name, About(id, "name"));

    public string? OpenPhone(Vault vault, CaseId id) =>
        Phone is null ? null : vault.OpenText(Phone, About(id, "phone"));

    public string? OpenText(Vault vault, CaseId id) =>
        OriginalText is null ? null : vault.OpenText(OriginalText, About(id, "text"));

    public Masked Mask(Vault vault, CaseId id) => Confidential
        ? new(null, null, true)
        : new(Masks.Name(OpenName(vault, id)), Masks.Phone(OpenPhone(vault, id)), false);

    static bool Blank(string? value) => string.IsNullOrWhiteSpace(value);

    static string About(CaseId id, string what) => $"petitioner/{id}/{what}";
}
