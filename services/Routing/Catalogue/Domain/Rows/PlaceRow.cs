using System.Text.Json.Serialization;

namespace Dispatch.Routing.Catalogue.Domain.Rows;

/// <summary>The kind of a gazetteer entry: 道路, 标志物, 小区, 学校医院等单位, 自然村.</summary>
public enum PlaceKind { Road, Landmark, Compound, Institution, Hamlet }

/// <summary>An entry of the gazetteer (地名库): a name that people use to say where something happened.</summary>
/// <param name="Jurisdiction">The grid, village or township it lies in; a long road has one entry for each.</param>
public sealed record PlaceRow(
    [property: Required, StringLength(60, MinimumLength = 2)] string Name,
    [property: JsonRequired] PlaceKind Kind,
    [property: JsonRequired] JurisdictionId Jurisdiction,
    [property: MaxLength(20)] IReadOnlyList<string>? Aliases);
