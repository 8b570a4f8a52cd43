using System.Text.Json.Serialization;

namespace Dispatch.Routing.Catalogue.Domain.Rows;

/// <summary>
/// An entry of the one-thing list (一件事清单): which organisations a kind of problem needs on the spot, and who leads.
/// </summary>
/// <param name="Jurisdiction">Where it holds; of several, the one for the smallest jurisdiction goes first.</param>
/// <param name="Matters">Leaves only.</param>
/// <param name="Keywords">What a text says that is about it; there is a matter or a keyword at least.</param>
/// <param name="Whistle">The kind of whistle (吹哨) that it is for; null for any.</param>
/// <param name="Basis">The law or the paper that demands it (依据).</param>
public sealed record OneThingRow(
    [property: JsonRequired] OneThingId Code,
    [property: Required, StringLength(100, MinimumLength = 2)] string Name,
    [property: JsonRequired] JurisdictionId Jurisdiction,
    [property: MaxLength(50)] IReadOnlyList<MatterId>? Matters,
    [property: MaxLength(50)] IReadOnlyList<string>? Keywords,
    [property: JsonRequired] OrganisationId Lead,
    [property: Required, MinLength(1), MaxLength(20)] IReadOnlyList<OrganisationId> Assisting,
    WhistleType? Whistle,
    [property: Required, StringLength(200, MinimumLength = 2)] string Basis);
