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
        insert into duty (version, matter, owner, role, basis, jurisdiction, since)
        select @version, x.matter, x.owner, x.role, x.basis, x.jurisdiction, coalesce(before.since, v.effective_from)
        from jsonb_to_recordset(@items::jsonb) as x(matter text, owner text, role text, basis text, jurisdiction text)
        join catalogue_version v on v.version = @version
        left join duty before on before.version = (
                select max(version) from catalogue_version where list = 'duties' and version < @version)
            and (before.matter, before.owner, before.role) = (x.matter, x.owner, x.role)
            and before.jurisdiction is not distinct from x.jurisdiction
        """;
}
