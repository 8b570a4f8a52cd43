using Dispatch.Routing.Catalogue.Domain;
using Dispatch.Routing.Catalogue.Domain.Rows;

namespace Dispatch.Routing.Dispatching.Domain;

/// <summary>The facts of a case against which a person's choice of an organisation is checked.</summary>
/// <param name="Against">The organisation complained of.</param>
public sealed record Circumstances(
    RoutingPolicy Policy, JurisdictionId Place, DateTimeOffset At, OrganisationId? Against);

/// <summary>Checks a person's choice of an organisation for a case.</summary>
public static class OrganisationChoice
{
    /// <summary>
    /// The chosen organisation. Refuses with <c>unknown_organisation</c>, <c>recused</c>, <c>shield</c>.
    /// </summary>
    /// <param name="matter">Null when it is not known; the shield is then not checked.</param>
    /// <param name="field">The field of the request that a refusal names.</param>
    /// <param name="under">Null: nobody is recused, and no exemption holds.</param>
    public static Result<OrganisationRow> Choose(
        CatalogueIndex catalogue, OrganisationId choice, MatterRow? matter, TicketRole role, string field,
        Circumstances? under = null)
    {
        if (catalogue.Organisation(choice) is not { } organisation)
        {
            return new Refusal(
                RefusalKind.Invalid, "unknown_organisation", "单位清单中没有这个单位，请重新选择。",
                "No such organisation is listed; choose another.", field);
        }
        if (Recusal.Touches(catalogue, choice, under?.Against))
        {
            return new Refusal(
                RefusalKind.Invalid, "recused", DecisionReasons.Recused(organisation).Text + "请选择其他单位。",
                "It is complained of, or stands under the organisation complained of; choose another.", field);
        }
        return matter is not null && Forbidden(matter, organisation, under, role) is { } no
            ? no with { Field = field } : organisation;
    }

    /// <summary>
    /// The refusal <c>shield</c> when the grass-roots shield (减负) forbids it and no exemption in force allows it.
    /// </summary>
    public static Refusal? Forbidden(
        MatterRow matter, OrganisationRow organisation, Circumstances? under, TicketRole role = TicketRole.Lead) =>
        Shield.Forbids(matter, organisation, role)
            && under?.Policy.Exemptions.For(matter, organisation, under.Place, under.At) is null
            ? new(
                RefusalKind.Invalid, "shield", DecisionReasons.Shield(matter, organisation).Text,
                "This matter may not be put upon so low a level; choose a department.")
            : null;
}
