using Dispatch.Routing.Catalogue.Domain.Rows;

namespace Dispatch.Routing.Dispatching.Domain;

/// <summary>
/// An exemption from the grass-roots shield (减负例外): for a limited time a township or village may be given this matter.
/// </summary>
/// <param name="Jurisdiction">Holds for cases in this jurisdiction; may be null when an organisation is named.</param>
/// <param name="Organisation">Holds for this organisation only; null: for all.</param>
/// <param name="Until">UTC, exclusive.</param>
public sealed record ShieldExemption(
    ExemptionId Id, MatterId Matter, JurisdictionId? Jurisdiction, OrganisationId? Organisation, string Reason,
    AccountId GrantedBy, string GrantedByName, DateTimeOffset From, DateTimeOffset Until, DateTimeOffset? WithdrawnAt)
{
    /// <summary>What is needed for longer is a duty and belongs in the duty list.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(180);

    public bool InForce(DateTimeOffset at) => WithdrawnAt is null && From <= at && at < Until;

    public bool Covers(OrganisationRow owner, JurisdictionId place) =>
        (Organisation is null || Organisation == owner.Code)
        && (Jurisdiction is not { } within || place.IsWithin(within));
}

/// <summary>The exemptions in memory, by matter.</summary>
public sealed class ShieldExemptions(IEnumerable<ShieldExemption> all)
{
    public static readonly ShieldExemptions None = new([]);

    readonly ILookup<MatterId, ShieldExemption> byMatter = all.ToLookup(o => o.Matter);

    /// <summary>The exemption in force that covers this owner and place; of several, the first to end.</summary>
    public ShieldExemption? For(MatterRow matter, OrganisationRow owner, JurisdictionId place, DateTimeOffset at) =>
        byMatter[matter.Code].Where(o => o.InForce(at) && o.Covers(owner, place)).MinBy(o => (o.Until, o.Id.Value));
}
