using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace Dispatch.Contracts;

/// <summary>A typed id that is a UUID: version 7, so that ids sort by the time they were made.</summary>
public interface IGuidId<TSelf> : IParsable<TSelf> where TSelf : struct, IGuidId<TSelf>
{
    Guid Value { get; }
    static abstract TSelf From(Guid value);
}

/// <summary>A typed id that is a readable code given by people (an organisation, a matter, a jurisdiction).</summary>
public interface ICodeId<TSelf> : IParsable<TSelf> where TSelf : struct, ICodeId<TSelf>
{
    string Value { get; }
    static abstract TSelf From(string value);
}

/// <summary>A case (诉求, 工单).</summary>
[JsonConverter(typeof(GuidIdConverter<CaseId>))]
public readonly record struct CaseId(Guid Value) : IGuidId<CaseId>
{
    public static CaseId New() => new(Guid.CreateVersion7());
    public static CaseId From(Guid value) => new(value);
    public static CaseId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out CaseId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
    public override string ToString() => Value.ToString();
}

/// <summary>A ticket (派遣单): one organisation's duty on a case.</summary>
[JsonConverter(typeof(GuidIdConverter<TicketId>))]
public readonly record struct TicketId(Guid Value) : IGuidId<TicketId>
{
    public static TicketId New() => new(Guid.CreateVersion7());
    public static TicketId From(Guid value) => new(value);
    public static TicketId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out TicketId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
    public override string ToString() => Value.ToString();
}

/// <summary>A return (退单) that waits for, or has had, its ruling.</summary>
[JsonConverter(typeof(GuidIdConverter<ReturnId>))]
public readonly record struct ReturnId(Guid Value) : IGuidId<ReturnId>
{
    public static ReturnId New() => new(Guid.CreateVersion7());
    public static ReturnId From(Guid value) => new(value);
    public static ReturnId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out ReturnId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
    public override string ToString() => Value.ToString();
}

/// <summary>A mediation file (调解案卷).</summary>
[JsonConverter(typeof(GuidIdConverter<FileId>))]
public readonly record struct FileId(Guid Value) : IGuidId<FileId>
{
    public static FileId New() => new(Guid.CreateVersion7());
    public static FileId From(Guid value) => new(value);
    public static FileId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out FileId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
    public override string ToString() => Value.ToString();
}

/// <summary>One deadline (时限) on a case or ticket.</summary>
[JsonConverter(typeof(GuidIdConverter<ClockId>))]
public readonly record struct ClockId(Guid Value) : IGuidId<ClockId>
{
    public static ClockId New() => new(Guid.CreateVersion7());
    public static ClockId From(Guid value) => new(value);
    public static ClockId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out ClockId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
    public override string ToString() => Value.ToString();
}

/// <summary>One warning (三色预警) raised on a case.</summary>
[JsonConverter(typeof(GuidIdConverter<WarningId>))]
public readonly record struct WarningId(Guid Value) : IGuidId<WarningId>
{
    public static WarningId New() => new(Guid.CreateVersion7());
    public static WarningId From(Guid value) => new(value);
    public static WarningId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out WarningId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
    public override string ToString() => Value.ToString();
}

/// <summary>One event; also the message id, by which consumers recognise a redelivery.</summary>
[JsonConverter(typeof(GuidIdConverter<EventId>))]
public readonly record struct EventId(Guid Value) : IGuidId<EventId>
{
    public static EventId New() => new(Guid.CreateVersion7());
    public static EventId From(Guid value) => new(value);
    public static EventId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out EventId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
    public override string ToString() => Value.ToString();
}

/// <summary>An organisation (单位), such as <c>620422-housing</c>.</summary>
[JsonConverter(typeof(CodeIdConverter<OrganisationId>))]
public readonly record struct OrganisationId(string Value) : ICodeId<OrganisationId>
{
    public static OrganisationId From(string value) => new(value);
    public static OrganisationId Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var id) ? id : throw new FormatException(
            "Not a code of letters, digits, '.', '_' or '-'.");
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out OrganisationId result)
    {
        var valid = s is not null && Code.Pattern().IsMatch(s);
        result = valid ? new(s!) : default;
        return valid;
    }
    public override string ToString() => Value;
}

/// <summary>An entry of the matter catalogue (事项), such as <c>030204</c>.</summary>
[JsonConverter(typeof(CodeIdConverter<MatterId>))]
public readonly record struct MatterId(string Value) : ICodeId<MatterId>
{
    public static MatterId From(string value) => new(value);
    public static MatterId Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var id) ? id : throw new FormatException(
            "Not a code of letters, digits, '.', '_' or '-'.");
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out MatterId result)
    {
        var valid = s is not null && Code.Pattern().IsMatch(s);
        result = valid ? new(s!) : default;
        return valid;
    }
    public override string ToString() => Value;
}

/// <summary>
/// A jurisdiction (辖区) by its national code (区划代码): 4 digits city, 6 county, 9 township, 12 village, 15 grid. A code
/// is a prefix of those below it.
/// </summary>
[JsonConverter(typeof(CodeIdConverter<JurisdictionId>))]
public readonly record struct JurisdictionId(string Value) : ICodeId<JurisdictionId>
{
    public static JurisdictionId From(string value) => new(value);
    public static JurisdictionId Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var id) ? id : throw new FormatException(
            "Not a code of letters, digits, '.', '_' or '-'.");
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out JurisdictionId result)
    {
        var valid = s is not null && Code.Pattern().IsMatch(s);
        result = valid ? new(s!) : default;
        return valid;
    }

    /// <summary>Whether this is that jurisdiction, or one that lies in it.</summary>
    public bool IsWithin(JurisdictionId around) => Value.StartsWith(around.Value, StringComparison.Ordinal);

    public override string ToString() => Value;
}

/// <summary>A person's or a client's account; <c>system</c> where the platform itself acts.</summary>
[JsonConverter(typeof(CodeIdConverter<AccountId>))]
public readonly record struct AccountId(string Value) : ICodeId<AccountId>
{
    public static AccountId From(string value) => new(value);
    public static AccountId Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var id) ? id : throw new FormatException(
            "Not a code of letters, digits, '.', '_' or '-'.");
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out AccountId result)
    {
        var valid = s is not null && Code.Pattern().IsMatch(s);
        result = valid ? new(s!) : default;
        return valid;
    }
    public override string ToString() => Value;
}

static partial class Code
{
    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}\z", RegexOptions.CultureInvariant)]
    public static partial Regex Pattern();
}
