using Dispatch.Routing.Catalogue.Domain;

namespace Dispatch.Routing.Dispatching.Exemptions;

/// <summary>An exemption from the shield as lists show it.</summary>
/// <param name="Uses">How many tickets townships and villages got under it.</param>
public sealed record ExemptionItem(
    ExemptionId Id, MatterId Matter, string MatterName, JurisdictionId? Jurisdiction, string? JurisdictionName,
    OrganisationId? Organisation, string? OrganisationName, string Reason, AccountId GrantedBy, string GrantedByName,
    DateTimeOffset GrantedAt, DateTimeOffset From, DateTimeOffset Until, DateTimeOffset? WithdrawnAt,
    string? WithdrawnBy, string? WithdrawnWhy, long Uses)
{
    /// <summary>
    /// The columns of <c>shield_exemption o</c>, in the record's order, with codes for names until <see cref="Named"/>.
    /// </summary>
    public const string Columns = """
        o.id, o.matter, o.matter as matter_name, o.jurisdiction, o.jurisdiction as jurisdiction_name, o.organisation,
        o.organisation as organisation_name, o.reason, o.granted_by, o.granted_by_name, o.granted_at, o."from",
        o.until, o.withdrawn_at, o.withdrawn_by, o.withdrawn_why,
        (select count(*) from ticket t where t.shield_exemption = o.id) as uses
        """;

    /// <summary>Fills in the names from the catalogue; where a code is no longer listed, it stays.</summary>
    public ExemptionItem Named(CatalogueIndex catalogue) => this with
    {
        MatterName = catalogue.Matter(Matter)?.Name ?? MatterName,
        JurisdictionName = Jurisdiction is { } place && catalogue.Jurisdictions.Place(place) is { } row
            ? catalogue.Jurisdictions.NameOf(row) : JurisdictionName,
        OrganisationName = Organisation is { } code ? catalogue.Organisation(code)?.Name ?? OrganisationName : null,
    };
}
