using Dispatch.Routing.Catalogues;
using Dispatch.Routing.Domain;

namespace Dispatch.Routing.Matters;

/// <summary>The administrator replaces the matter catalogue (事项清单).</summary>
/// <remarks>
/// Refuses with <c>duplicate_code</c>, <c>unknown_reference</c>, <c>level_wrong</c>, <c>leaf_incomplete</c>,
/// <c>keyword_length</c>. Duties of a matter that is gone lapse; a new leaf is undecided until the duties name its
/// lead.
/// </remarks>
public static class ReplaceMatters
{
    public static void Map(IEndpointRouteBuilder routes) => ReplaceList.Map(routes, "matters", Handle);

    static Task<IResult> Handle(
        Replacement<MatterRow> request, Actor actor, Database database, CurrentCatalogue current,
        CancellationToken cancel) =>
        ReplaceList.Handle(
            "matters", request, _ => CatalogueChecks.Matters(request.Items), Insert, actor, database, current, cancel);

    const string Insert = """
        insert into matter (version, code, name, level, parent, kinds, lowest, grade, process, keywords, foreign_codes)
        select @version, code, name, level, parent, coalesce(kinds, '[]'), lowest, grade, process, coalesce(keywords,
            '[]'), "foreignCodes"
        from jsonb_to_recordset(@items::jsonb) as x(
            code text, name text, level int, parent text, kinds jsonb, lowest text, grade text, process text,
            keywords jsonb, "foreignCodes" jsonb)
        """;
}
