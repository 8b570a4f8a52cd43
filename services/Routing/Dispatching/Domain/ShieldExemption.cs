using Dispatch.Routing.Catalogue.Domain.Rows;

namespace Dispatch.Routing.Dispatching.Domain;

/// <summary>
/// A named, expiring exemption from the grass-roots shield (减负例外): a township or village may be given this matter.
/// </summary>
/// <param name="Jurisdiction">For cases of this division; null where an organisation is named.</param>
/// <param name="Organisation">Only for this organisation; null: for all of the division.</param>
/// <param name="Until">UTC; from this instant on it exempts nothing.</param>
public sealed record ShieldExemption(
    ExemptionId Id, MatterId Matter, JurisdictionId? Jurisdiction, OrganisationId? Organisation, string Reason,
    AccountId GrantedBy, string GrantedByName, DateTimeOffset From, DateTimeOffset Until, DateTimeOffset? WithdrawnAt)
{
    /// <summary>An exemption that never ends would be a new duty, which is for the catalogue to say.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(180);

    public bool InForce(DateTimeOffset at) => WithdrawnAt is null && From <= at && at < Until;

    public bool Covers(OrganisationRow owner, JurisdictionId place) =>
        (Organisation is null || Organisation == owner.Code)
        && (Jurisdiction is not { } division || place.IsWithin(division));
}

/// <summary>The exemptions that may be in force, by matter.</summary>
public sealed class ShieldExemptions(IEnumerable<ShieldExemption> all)
{
    public static readonly ShieldExemptions None = new([]);

    readonly ILookup<MatterId, ShieldExemption> byMatter = all.ToLookup(o => o.Matter);

    /// <summary>The one under which the shield lets this owner have the matter, of several the first to end.</summary>
    public ShieldExemption? For(MatterRow matter, OrganisationRow owner, JurisdictionId place, DateTimeOffset at) =>
        byMatter[matter.Code].Where(o => o.InForce(at) && o.Covers(owner, place)).MinBy(o => (o.Until, o.Id.Value));
}
