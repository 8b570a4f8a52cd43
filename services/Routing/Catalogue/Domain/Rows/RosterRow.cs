using System.Text.Json.Serialization;

namespace Dispatch.Routing.Catalogue.Domain.Rows;

/// <summary>In which mode (运行模式) a roster holds: 常规, 假日, 应急.</summary>
public enum RosterMode { Regular, Holiday, Emergency }

/// <summary>Who is on duty in an organisation (值班), and how much may be put upon them.</summary>
/// <remarks>Emergency goes before holiday, and holiday before regular, for whoever is on duty at that moment.</remarks>
/// <param name="From">UTC; null: since ever.</param>
/// <param name="Until">UTC, no longer on duty then; null: for ever.</param>
/// <param name="Capacity">Open tickets that this person can have in hand at once.</param>
public sealed record RosterRow(
    [property: JsonRequired] OrganisationId Organisation,
    [property: JsonRequired] RosterMode Mode,
    [property: JsonRequired] AccountId Officer,
    [property: Required, StringLength(50, MinimumLength = 1)] string OfficerName,
    DateTimeOffset? From, DateTimeOffset? Until,
    [property: Range(1, 1000)] int Capacity);
