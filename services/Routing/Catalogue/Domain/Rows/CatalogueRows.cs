using System.Text.Json.Serialization;

namespace Dispatch.Routing.Catalogue.Domain.Rows;

/// <summary>How a matter is handled (办理方式): 派遣, 直接答复, 调解.</summary>
public enum Process { Dispatch, Answer, Mediation }

/// <summary>A jurisdiction (辖区) as the catalogue lists it: a city, county, township, village or grid.</summary>
/// <param name="Code">Begins with the code of its parent.</param>
/// <param name="Aliases">Other names that people use for it: former, short and dialect names.</param>
/// <param name="Outline">Its border as a WKT POLYGON or MULTIPOLYGON in degrees, longitude first.</param>
public sealed record JurisdictionRow(
    [property: JsonRequired] JurisdictionId Code,
    [property: Required, StringLength(100, MinimumLength = 1)] string Name,
    [property: JsonRequired] Level Level,
    JurisdictionId? Parent,
    [property: MaxLength(30)] IReadOnlyList<string>? Aliases = null,
    [property: StringLength(1_000_000), Outline] string? Outline = null);

/// <summary>An organisation (单位) as the catalogue lists it.</summary>
/// <param name="Parent">
/// The superior (上级单位): it gets a copy of each case that a township leads, and acts for an organisation that must
/// recuse itself (回避).
/// </param>
/// <param name="Aliases">Other names that people use for it, such as 住建局.</param>
public sealed record OrganisationRow(
    [property: JsonRequired] OrganisationId Code,
    [property: Required, StringLength(100, MinimumLength = 1)] string Name,
    [property: JsonRequired] OrganisationKind Kind,
    [property: JsonRequired] Level Level,
    [property: JsonRequired] JurisdictionId Jurisdiction,
    OrganisationId? Parent,
    [property: MaxLength(30)] IReadOnlyList<string>? Aliases = null);

/// <summary>A matter (事项) as the catalogue lists it; only a leaf can be dispatched, the others are groups.</summary>
/// <param name="Level">1 to 3; level 3 is the leaves.</param>
/// <param name="Lowest">The lowest level that may lead; <see cref="Shield"/> also says who may assist (减负).</param>
/// <param name="ForeignCodes">Its codes in other tables as <c>table:code</c>, e.g. <c>GB/T 39666:010203</c>.</param>
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
    /// <summary>The level of the leaves.</summary>
    public const int Leaf = 3;
}

/// <summary>A duty (权责): which organisation leads or assists with a matter.</summary>
/// <param name="Owner">An organisation's code, or one of the rules in <see cref="PlaceRule"/>.</param>
/// <param name="Basis">The article of law or the duty list that assigns it (依据).</param>
/// <param name="Jurisdiction">
/// Only for cases in this jurisdiction; null means everywhere. The duty for the smallest one around the case wins.
/// </param>
/// <param name="Since">Since when it has been in the list without a gap; set by the platform.</param>
public sealed record DutyRow(
    [property: JsonRequired] MatterId Matter,
    [property: Required, StringLength(64, MinimumLength = 1)] string Owner,
    [property: JsonRequired] TicketRole Role,
    [property: StringLength(200)] string? Basis,
    JurisdictionId? Jurisdiction = null,
    DateTimeOffset? Since = null);

/// <summary>
/// Owners that depend on where the case happened (属地): the township, village or mediation body of the place.
/// </summary>
public static class PlaceRule
{
    public const string Township = "township-of-place";
    public const string Village = "village-of-place";
    public const string Mediation = "mediation-of-place";

    /// <summary>True for one of these rules, false for an organisation's code.</summary>
    public static bool Is(string owner) => owner is Township or Village or Mediation;
}

/// <summary>A version number for each list; 0 for a list that has none.</summary>
public sealed record CatalogueVersions(
    int Jurisdictions, int Organisations, int Matters, int Duties, int Rules = 0, int Rosters = 0, int Places = 0,
    int OneThings = 0, int Responsibilities = 0);

/// <summary>The rows of all lists, each in one version.</summary>
public sealed record CatalogueRows(
    CatalogueVersions Versions, IReadOnlyList<JurisdictionRow> Jurisdictions,
    IReadOnlyList<OrganisationRow> Organisations, IReadOnlyList<MatterRow> Matters, IReadOnlyList<DutyRow> Duties,
    IReadOnlyList<RuleRow> Rules, IReadOnlyList<RosterRow> Rosters, IReadOnlyList<PlaceRow> Places,
    IReadOnlyList<OneThingRow> OneThings, IReadOnlyList<ResponsibilityRow> Responsibilities)
{
    public CatalogueRows(
        CatalogueVersions versions, IReadOnlyList<JurisdictionRow> jurisdictions,
        IReadOnlyList<OrganisationRow> organisations, IReadOnlyList<MatterRow> matters, IReadOnlyList<DutyRow> duties)
        : this(versions, jurisdictions, organisations, matters, duties, [], [], [], [], [])
    {
    }
}
