using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Dispatch.Contracts;

/// <summary>A routing rule (派单规则) of the catalogue, such as <c>heating-private-supplier</c>.</summary>
[JsonConverter(typeof(CodeIdConverter<RuleId>))]
public readonly record struct RuleId(string Value) : ICodeId<RuleId>
{
    public static RuleId From(string value) => new(value);
    public static RuleId Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var id) ? id : throw new FormatException(
            "Not a code of letters, digits, '.', '_' or '-'.");
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out RuleId result)
    {
        var valid = s is not null && Code.Pattern().IsMatch(s);
        result = valid ? new(s!) : default;
        return valid;
    }
    public override string ToString() => Value;
}

/// <summary>An entry of the one-thing list (一件事清单), such as <c>street-vendors</c>.</summary>
[JsonConverter(typeof(CodeIdConverter<OneThingId>))]
public readonly record struct OneThingId(string Value) : ICodeId<OneThingId>
{
    public static OneThingId From(string value) => new(value);
    public static OneThingId Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var id) ? id : throw new FormatException(
            "Not a code of letters, digits, '.', '_' or '-'.");
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out OneThingId result)
    {
        var valid = s is not null && Code.Pattern().IsMatch(s);
        result = valid ? new(s!) : default;
        return valid;
    }
    public override string ToString() => Value;
}

/// <summary>A precedent (先例): a ruling that decides the same kind of case from then on.</summary>
[JsonConverter(typeof(GuidIdConverter<PrecedentId>))]
public readonly record struct PrecedentId(Guid Value) : IGuidId<PrecedentId>
{
    public static PrecedentId New() => new(Guid.CreateVersion7());
    public static PrecedentId From(Guid value) => new(value);
    public static PrecedentId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out PrecedentId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
    public override string ToString() => Value.ToString();
}

/// <summary>An objection (异议) to a ruling, which goes one level up, once.</summary>
[JsonConverter(typeof(GuidIdConverter<ObjectionId>))]
public readonly record struct ObjectionId(Guid Value) : IGuidId<ObjectionId>
{
    public static ObjectionId New() => new(Guid.CreateVersion7());
    public static ObjectionId From(Guid value) => new(value);
    public static ObjectionId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out ObjectionId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
    public override string ToString() => Value.ToString();
}

/// <summary>
/// What an organisation asks the centre for on a ticket: an extension (延期), a suspension (挂账), an end (终止).
/// </summary>
[JsonConverter(typeof(GuidIdConverter<TicketApplicationId>))]
public readonly record struct TicketApplicationId(Guid Value) : IGuidId<TicketApplicationId>
{
    public static TicketApplicationId New() => new(Guid.CreateVersion7());
    public static TicketApplicationId From(Guid value) => new(value);
    public static TicketApplicationId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider,
        out TicketApplicationId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
    public override string ToString() => Value.ToString();
}

/// <summary>A draft of the catalogue (清单草案): changes that are not in force yet.</summary>
[JsonConverter(typeof(GuidIdConverter<DraftId>))]
public readonly record struct DraftId(Guid Value) : IGuidId<DraftId>
{
    public static DraftId New() => new(Guid.CreateVersion7());
    public static DraftId From(Guid value) => new(value);
    public static DraftId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out DraftId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
    public override string ToString() => Value.ToString();
}

/// <summary>A named, expiring exemption from the grass-roots shield (减负例外).</summary>
[JsonConverter(typeof(GuidIdConverter<ExemptionId>))]
public readonly record struct ExemptionId(Guid Value) : IGuidId<ExemptionId>
{
    public static ExemptionId New() => new(Guid.CreateVersion7());
    public static ExemptionId From(Guid value) => new(value);
    public static ExemptionId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out ExemptionId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
    public override string ToString() => Value.ToString();
}

/// <summary>A simulation (推演): past cases decided again under a draft.</summary>
[JsonConverter(typeof(GuidIdConverter<SimulationId>))]
public readonly record struct SimulationId(Guid Value) : IGuidId<SimulationId>
{
    public static SimulationId New() => new(Guid.CreateVersion7());
    public static SimulationId From(Guid value) => new(value);
    public static SimulationId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out SimulationId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
    public override string ToString() => Value.ToString();
}

/// <summary>A photograph, a recording or a paper (佐证) on a ticket.</summary>
[JsonConverter(typeof(GuidIdConverter<EvidenceId>))]
public readonly record struct EvidenceId(Guid Value) : IGuidId<EvidenceId>
{
    public static EvidenceId New() => new(Guid.CreateVersion7());
    public static EvidenceId From(Guid value) => new(value);
    public static EvidenceId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out EvidenceId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
    public override string ToString() => Value.ToString();
}
