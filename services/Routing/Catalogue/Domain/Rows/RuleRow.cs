using System.Text.Json.Serialization;

namespace Dispatch.Routing.Catalogue.Domain.Rows;

/// <summary>A rule (派单规则) that names an owner before the duty list is asked; the most specific one counts.</summary>
/// <remarks>Each condition that is absent holds for every case.</remarks>
/// <param name="Matter">A leaf, or a group with all that lies under it.</param>
/// <param name="Words">Any one of them stands in the text.</param>
/// <param name="From">The first day on which it holds.</param>
/// <param name="Until">The last day on which it holds.</param>
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
