using System.Text.Json.Serialization;

namespace Dispatch.Routing.Catalogue.Domain.Rows;

/// <summary>The operating mode that a roster is for (运行模式): 常规, 假日, 应急.</summary>
public enum RosterMode { Regular, Holiday, Emergency }

/// <summary>An entry of a duty roster (值班表): an officer on duty for an organisation, and their capacity.</summary>
/// <remarks><see cref="OnDuty.Of"/> says which mode applies at a moment.</remarks>
/// <param name="From">On duty from this moment; null means no start.</param>
/// <param name="Until">On duty until just before this moment; null means no end.</param>
/// <param name="Capacity">How many open tickets the officer can handle at once.</param>
public sealed record RosterRow(
    [property: JsonRequired] OrganisationId Organisation,
    [property: JsonRequired] RosterMode Mode,
    [property: JsonRequired] AccountId Officer,
    [property: Required, StringLength(50, MinimumLength = 1)] string OfficerName,
    DateTimeOffset? From, DateTimeOffset? Until,
    [property: Range(1, 1000)] int Capacity);
