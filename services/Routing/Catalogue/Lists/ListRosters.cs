using Dispatch.Routing.Catalogue.Domain.Lists;
using Dispatch.Routing.Catalogue.Domain.Rows;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Dispatch.Routing.Catalogue.Lists;

/// <summary>
/// Lists the duty rosters (值班表). Handlers, heads and mediators see their own organisation's, the administrator all,
/// everyone else those of organisations in their jurisdiction.
/// </summary>
public static class ListRosters
{
    static readonly string[] Own = [Roles.Handler, Roles.Head, Roles.Mediator];

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/rosters", Handle)
        .Allow(
        [
            .. Own, Roles.Dispatcher, Roles.Director, Roles.Arbiter, Roles.Leader, Roles.Auditor, Roles.Admin,
        ]);

    static Ok<Page<RosterRow>> Handle(
        OrganisationId? organisation, EnumParameter<RosterMode>? mode, Paging paging, Actor actor,
        CurrentCatalogue catalogue)
    {
        var lists = catalogue.Value;
        return TypedResults.Ok(CataloguePage.Of(
            lists.Rows.Rosters.Where(r =>
                (organisation is null || r.Organisation == organisation) && (mode is null || r.Mode == mode.Value.Value)
                && (Own.Contains(actor.Role) ? r.Organisation == actor.Organisation
                    : actor.Role == Roles.Admin || Within(lists.Organisation(r.Organisation), actor))),
            paging, CatalogueLists.Rosters.Key));
    }

    static bool Within(OrganisationRow? organisation, Actor actor) => organisation is not null
        && organisation.Jurisdiction.Value.StartsWith(actor.Jurisdiction.Value, StringComparison.Ordinal);
}
