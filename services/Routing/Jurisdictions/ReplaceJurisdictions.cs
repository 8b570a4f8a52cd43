using Dispatch.Routing.Catalogues;
using Dispatch.Routing.Domain;

namespace Dispatch.Routing.Jurisdictions;

/// <summary>The administrator replaces the list of divisions (辖区清单).</summary>
/// <remarks>
/// Refuses with <c>duplicate_code</c>, <c>unknown_reference</c>, <c>level_wrong</c>, <c>code_not_below_parent</c>; a
/// circle of parents is impossible, since each lies below its parent's level.
/// </remarks>
public static class ReplaceJurisdictions
{
    public static void Map(IEndpointRouteBuilder routes) => ReplaceList.Map(routes, "jurisdictions", Handle);

    static Task<IResult> Handle(
        Replacement<JurisdictionRow> request, Actor actor, Database database, CurrentCatalogue current,
        CancellationToken cancel) =>
        ReplaceList.Handle(
            "jurisdictions", request, _ => CatalogueChecks.Jurisdictions(request.Items), Insert, actor, database,
            current, cancel);

    const string Insert = """
        insert into jurisdiction (version, code, name, level, parent, aliases, outline)
        select @version, code, name, level, parent, aliases, outline
        from jsonb_to_recordset(@items::jsonb) as x(
            code text, name text, level text, parent text, aliases jsonb, outline text)
        """;
}
