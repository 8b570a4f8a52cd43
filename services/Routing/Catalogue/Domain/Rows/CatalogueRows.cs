using System.Text.Json.Serialization;

namespace Dispatch.Routing.Catalogue.Domain.Rows;

/// <summary>How a matter is dealt with (办理方式): 派遣, 直接答复, 调解.</summary>
public enum Process { Dispatch, Answer, Mediation }

/// <summary>A division (辖区) as the catalogue lists it.</summary>
/// <param name="Aliases">Other names that people use for it: former names, short and dialect forms.</param>
/// <param name="Outline">Its border as a polygon or multipolygon in WKT, longitude before latitude.</param>
public sealed record JurisdictionRow(
    [property: JsonRequired] JurisdictionId Code,
    [property: Required, StringLength(100, MinimumLength = 1)] string Name,
    [property: JsonRequired] Level Level,
    JurisdictionId? Parent,
    [property: MaxLength(30)] IReadOnlyList<string>? Aliases = null,
    [property: StringLength(1_000_000), Outline] string? Outline = null);

/// <summary>An organisation (单位) as the catalogue lists it.</summary>
/// <param name="Parent">Its superior (上级单位): who gets a township's copies, and who acts when it must recuse.</param>
/// <param name="Aliases">Other names that people use for it, such as 住建局.</param>
public sealed record OrganisationRow(
    [property: JsonRequired] OrganisationId Code,
    [property: Required, StringLength(100, MinimumLength = 1)] string Name,
    [property: JsonRequired] OrganisationKind Kind,
    [property: JsonRequired] Level Level,
    [property: JsonRequired] JurisdictionId Jurisdiction,
    OrganisationId? Parent,
    [property: MaxLength(30)] IReadOnlyList<string>? Aliases = null);

/// <summary>
/// An entry of the matter catalogue (事项); only those of level 3 are leaves, and only leaves are dispatched.
/// </summary>
/// <param name="Lowest">The lowest level that may handle it: a matter for the county never goes to a township.</param>
/// <param name="ForeignCodes">Its codes elsewhere, as <c>table:code</c>, such as <c>GB/T 39666:010203</c>.</param>
public sealed record MatterRow(
    [property: JsonRequired] MatterId Code,
    [property: Required, StringLength(100, MinimumLength = 1)] string Name,
    [property: Range(1, 3)] int Level,
    MatterId? Parent,
    [property: MaxLength(7)] IReadOnlyList<CaseKind>? Kinds,
    Level? Lowest,
    Urgency? Grade,
    Process? Process,
    [property: MaxLength(100)] IReadOnlyList<string>? Keywords,
    [property: MaxLength(20)] IReadOnlyList<string>? ForeignCodes = null)
{
    public const int Leaf = 3;
}

/// <summary>Whose duty (权责) a matter is.</summary>
/// <param name="Owner">An organisation's code, or one of the rules in <see cref="PlaceRule"/>.</param>
/// <param name="Basis">The article or the duty list that says so.</param>
/// <param name="Jurisdiction">Only for cases of this division; the most exact goes before. Null: everywhere.</param>
/// <param name="Since">From when it has stood so without a change; set by the platform, not by the sender.</param>
public sealed record DutyRow(
    [property: JsonRequired] MatterId Matter,
    [property: Required, StringLength(64, MinimumLength = 1)] string Owner,
    [property: JsonRequired] TicketRole Role,
    [property: StringLength(200)] string? Basis,
    JurisdictionId? Jurisdiction = null,
    DateTimeOffset? Since = null);

/// <summary>ResponsibleOrganisations that depend on where it happened (属地).</summary>
public static class PlaceRule
{
    public const string Township = "township-of-place";
    public const string Village = "village-of-place";
    public const string Mediation = "mediation-of-place";

    public static bool Is(string owner) => owner is Township or Village or Mediation;
}

/// <summary>Which version of each list a decision was made by.</summary>
public sealed record CatalogueVersions(
    int Jurisdictions, int Organisations, int Matters, int Duties, int Rules = 0, int Rosters = 0, int Places = 0);

/// <summary>The lists as they stand.</summary>
public sealed record CatalogueRows(
    CatalogueVersions Versions, IReadOnlyList<JurisdictionRow> Jurisdictions,
    IReadOnlyList<OrganisationRow> Organisations, IReadOnlyList<MatterRow> Matters, IReadOnlyList<DutyRow> Duties,
    IReadOnlyList<RuleRow> Rules, IReadOnlyList<RosterRow> Rosters, IReadOnlyList<PlaceRow> Places)
{
    public CatalogueRows(
        CatalogueVersions versions, IReadOnlyList<JurisdictionRow> jurisdictions,
        IReadOnlyList<OrganisationRow> organisations, IReadOnlyList<MatterRow> matters, IReadOnlyList<DutyRow> duties)
        : this(versions, jurisdictions, organisations, matters, duties, [], [], [])
    {
    }
}
