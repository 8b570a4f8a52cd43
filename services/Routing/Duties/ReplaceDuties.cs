using Dispatch.Routing.Catalogues;
using Dispatch.Routing.Domain;

namespace Dispatch.Routing.Duties;

/// <summary>
/// The administrator replaces the duty list (权责清单): which organisation leads and which assist on each matter.
/// </summary>
/// <remarks>
/// Refuses with <c>duplicate_code</c>, <c>unknown_reference</c>, <c>not_a_leaf</c>, <c>lead_missing</c>,
/// <c>lead_twice</c>, <c>shield</c> (国办函66号: a department's matter is not put upon a township or village).
/// </remarks>
public static class ReplaceDuties
{
    public static void Map(IEndpointRouteBuilder routes) => ReplaceList.Map(routes, "duties", Handle);

    static Task<IResult> Handle(
        Replacement<DutyRow> request, Actor actor, Database database, CurrentCatalogue current,
        CancellationToken cancel) =>
        ReplaceList.Handle(
            "duties", request, others => CatalogueChecks.Duties(request.Items, others), Insert, actor, database,
            current, cancel);

    const string Insert = """
        insert into duty (version, matter, owner, role, basis)
        select @version, matter, owner, role, basis
        from jsonb_to_recordset(@items::jsonb) as x(matter text, owner text, role text, basis text)
        """;
}
