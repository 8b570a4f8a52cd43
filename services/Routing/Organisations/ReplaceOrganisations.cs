using Dispatch.Routing.Catalogues;
using Dispatch.Routing.Domain;

namespace Dispatch.Routing.Organisations;

/// <summary>The administrator replaces the list of organisations (单位清单).</summary>
/// <remarks>
/// Refuses with <c>duplicate_code</c>, <c>unknown_reference</c>, <c>cycle</c>, <c>no_centre</c>, <c>owner_in_use</c>.
/// </remarks>
public static class ReplaceOrganisations
{
    public static void Map(IEndpointRouteBuilder routes) => ReplaceList.Map(routes, "organisations", Handle);

    static Task<IResult> Handle(
        Replacement<OrganisationRow> request, Actor actor, Database database, CurrentCatalogue current,
        CancellationToken cancel) =>
        ReplaceList.Handle(
            "organisations", request, others => CatalogueChecks.Organisations(request.Items, others), Insert, actor,
            database, current, cancel);

    const string Insert = """
        insert into organisation (version, code, name, kind, level, jurisdiction, parent, aliases)
        select @version, code, name, kind, level, jurisdiction, parent, aliases
        from jsonb_to_recordset(@items::jsonb) as x(code text, name text, kind text, level text, jurisdiction text,
            parent text, aliases jsonb)
        """;
}
