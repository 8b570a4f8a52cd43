using Dispatch.Routing.Catalogue.Domain;
using Dispatch.Routing.Catalogue.Domain.Lists;
using Dispatch.Routing.Catalogue.Domain.Rows;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Dispatch.Routing.Catalogue.Lists;

/// <summary>
/// Lists who holds which function by name (责任清单). Handlers, heads and mediators see their own organisation's, the
/// administrator all, everyone else those of their jurisdiction.
/// </summary>
public static class ListResponsibilities
{
    static readonly string[] Own = [Roles.Handler, Roles.Head, Roles.Mediator];

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/responsibilities", Handle)
        .Allow(
        [
            .. Own, Roles.Dispatcher, Roles.Director, Roles.Arbiter, Roles.Leader, Roles.Auditor, Roles.Admin,
        ]);

    static Ok<Page<ResponsibilityRow>> Handle(
        OrganisationId? organisation, JurisdictionId? jurisdiction, EnumParameter<ResponsibleFunction>? function,
        AccountId? account, Paging paging, Actor actor, CurrentCatalogue catalogue)
    {
        var lists = catalogue.Value;
        return TypedResults.Ok(CataloguePage.Of(
            lists.Rows.Responsibilities.Where(r =>
                (organisation is null || r.Organisation == organisation)
                && (jurisdiction is null || r.Jurisdiction == jurisdiction)
                && (function is null || r.Function == function.Value.Value)
                && (account is null || r.Account == account || r.Deputy == account)
                && (Own.Contains(actor.Role) ? r.Organisation == actor.Organisation
                    : actor.Role == Roles.Admin || Place(r, lists)?.IsWithin(actor.Jurisdiction) is true)),
            paging, CatalogueLists.Responsibilities.Key));
    }

    static JurisdictionId? Place(ResponsibilityRow row, CatalogueIndex lists) =>
        row.Organisation is { } organisation ? lists.Organisation(organisation)?.Jurisdiction : row.Jurisdiction;
}
