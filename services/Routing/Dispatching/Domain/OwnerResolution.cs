using Dispatch.Routing.Catalogue.Domain;
using Dispatch.Routing.Catalogue.Domain.Rows;

namespace Dispatch.Routing.Dispatching.Domain;

/// <summary>An exemption from the shield that a decision used, and for which organisation.</summary>
public sealed record ExemptionUse(ExemptionId Exemption, OrganisationId Organisation);

/// <summary>
/// The organisation that a list means by an owner (a code, or a rule by place), and whether it may act.
/// </summary>
/// <param name="Owner">Null when it cannot be found or may not act.</param>
/// <param name="Why">
/// Why there is no owner, or which exemption allows it. Null when the owner may act without one, and for a mediation
/// organisation after a failed mediation.
/// </param>
/// <param name="Exemption">The exemption without which the shield would forbid it.</param>
/// <param name="Recused">True when it may not act because of a recusal (回避).</param>
public readonly record struct OwnerResolution(
    OrganisationRow? Owner, Reason? Why, ShieldExemption? Exemption = null, bool Recused = false)
{
    /// <param name="owner">An organisation's code, or one of the rules in <see cref="PlaceRule"/>.</param>
    /// <param name="matter">Null when it is not known; the shield is then not checked.</param>
    /// <param name="place">The listed jurisdiction in which the case happened.</param>
    public static OwnerResolution Of(
        RoutingPolicy policy, string owner, MatterRow? matter, TicketRole role, JurisdictionRow place,
        Question question)
    {
        var catalogue = policy.Catalogue;
        Reason? why;
        var found = owner switch
        {
            PlaceRule.Township => OfPlace(catalogue, OrganisationKind.Township, Level.Township, place, out why),
            PlaceRule.Village => OfPlace(catalogue, OrganisationKind.Village, Level.Village, place, out why),
            PlaceRule.Mediation => OfMediation(catalogue, matter, place, out why),
            var code => Listed(catalogue, new(code), out why),
        };
        return found is null ? new(null, why) : Of(policy, found, matter, role, question);
    }

    /// <summary>Checks a listed organisation for recusal, exclusion and the shield.</summary>
    public static OwnerResolution Of(
        RoutingPolicy policy, OrganisationRow owner, MatterRow? matter, TicketRole role, Question question)
    {
        if (question.MediationOver && owner.Kind == OrganisationKind.Mediation)
            return new(null, null);
        if (Recusal.Touches(policy.Catalogue, owner.Code, question.Against))
            return new(null, DecisionReasons.Recused(owner), Recused: true);
        if (question.Excluded.Contains(owner.Code))
            return new(null, DecisionReasons.Excluded(owner));
        if (matter is null || !Shield.Forbids(matter, owner, role))
            return new(owner, null);
        return policy.Exemptions.For(matter, owner, question.Place, question.At) is { } exemption
            ? new(owner, DecisionReasons.Exempted(exemption, owner), exemption)
            : new(null, DecisionReasons.Shield(matter, owner));
    }

    static OrganisationRow? Listed(CatalogueIndex catalogue, OrganisationId code, out Reason? why)
    {
        var owner = catalogue.Organisation(code);
        why = owner is null ? DecisionReasons.NotListed(code) : null;
        return owner;
    }

    static OrganisationRow? OfPlace(
        CatalogueIndex catalogue, OrganisationKind kind, Level level, JurisdictionRow place, out Reason? why)
    {
        var around = catalogue.Jurisdictions.Around(place, level);
        var owner = around is null ? null : catalogue.Nearest(kind, around.Code);
        why = (around, owner) switch
        {
            (null, _) => DecisionReasons.PlaceTooCoarse(catalogue.Jurisdictions.NameOf(place), level),
            (_, null) => DecisionReasons.NoPlaceOwner(catalogue.Jurisdictions.NameOf(place), level),
            _ => null,
        };
        return owner;
    }

    // The nearest mediation organisation; for a matter that no township may handle, that of the county.
    static OrganisationRow? OfMediation(CatalogueIndex catalogue, MatterRow? matter, JurisdictionRow place,
        out Reason? why)
    {
        var from = matter?.Lowest <= Level.County ? catalogue.Jurisdictions.Around(place, Level.County) ?? place
            : place;
        var owner = catalogue.Nearest(OrganisationKind.Mediation, from.Code);
        why = owner is null ? DecisionReasons.NoPlaceOwner(catalogue.Jurisdictions.NameOf(place), Level.Township)
            : null;
        return owner;
    }
}
