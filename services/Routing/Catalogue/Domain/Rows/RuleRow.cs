using System.Text.Json.Serialization;

namespace Dispatch.Routing.Catalogue.Domain.Rows;

/// <summary>A routing rule (派单规则): names the owner of a case before the duties are consulted.</summary>
/// <remarks>An absent condition holds for every case. Of several rules that hold, the most specific wins.</remarks>
/// <param name="Matter">A leaf, or a group, which stands for every matter below it.</param>
/// <param name="Words">Holds if the text contains any of them.</param>
/// <param name="From">The first day of validity, in China's time.</param>
/// <param name="Until">The last day of validity, in China's time.</param>
/// <param name="Lead">An organisation's code, or one of <see cref="PlaceRule"/>.</param>
public sealed record RuleRow(
    [property: JsonRequired] RuleId Code,
    [property: Required, StringLength(100, MinimumLength = 2)] string Name,
    MatterId? Matter, CaseKind? Kind, Urgency? Urgency, Channel? Channel, JurisdictionId? Jurisdiction,
    [property: MaxLength(50)] IReadOnlyList<string>? Words,
    DateOnly? From, DateOnly? Until,
    [property: Required, StringLength(64, MinimumLength = 1)] string Lead,
    [property: MaxLength(10)] IReadOnlyList<string>? Assisting,
    [property: StringLength(200)] string? Basis);
