using Dispatch.Escalation.Responsibilities.Domain;

namespace Dispatch.Escalation.Responsibilities;

/// <summary>
/// Lists the organisations of the caller's jurisdiction with who answers today for each of their functions, and which
/// of these nobody holds.
/// </summary>
public static class ListResponsibilities
{
    /// <param name="Empty">Nobody holds one of its functions.</param>
    public sealed record Item(
        OrganisationId Organisation, string Name, OrganisationKind Kind, JurisdictionId Jurisdiction, bool Empty,
        IReadOnlyList<Function> Functions);

    /// <param name="Name">What the function is called, as in 会宁县水务局主要负责人.</param>
    public sealed record Function(Post Post, string Name, ResponsiblePerson Responsible);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/responsibilities", Handle)
        .Allow(
            Roles.Dispatcher, Roles.Director, Roles.Arbiter, Roles.Leader, Roles.Head, Roles.Auditor, Roles.Admin)
        .Produces<Page<Item>>();

    /// <param name="jurisdiction">Those in it and in what lies in it.</param>
    static async Task<IResult> Handle(
        OrganisationId? organisation, JurisdictionId? jurisdiction, Paging paging, Actor actor, Database database,
        CancellationToken cancel)
    {
        Page<Item>? page = null;
        await database.Do(async work =>
        {
            var rows = await work.List<KnownOrganisation>(LoadPage, new
            {
                organisation = organisation?.Value, within = jurisdiction?.Value + "%", actor.Scope,
                after = paging.After(0), paging.Take,
            });
            var known = await FunctionTables.Load(work, [.. rows.SelectMany(Posts.Of)]);
            page = paging.Page(
                rows.ConvertAll(row => Describe(row, known, ChinaTime.DayOf(work.Now))),
                row => [row.Organisation.Value]);
        }, cancel);
        return TypedResults.Ok(page!);
    }

    static Item Describe(KnownOrganisation row, KnownFunctions known, DateOnly today)
    {
        List<Function> functions =
        [
            .. Posts.Of(row).Select(post => new Function(
                post, known.NameOf(post), Responsible.Find(known, post, today))),
        ];
        return new(
            row.Id, row.Name, row.Kind, row.Jurisdiction,
            functions.Exists(function => function.Responsible.Empty.Count > 0), functions);
    }

    const string LoadPage = """
        select id, name, kind, jurisdiction, parent
        from organisation
        where listed and jurisdiction like @Scope and jurisdiction like @within
          and (@organisation::text is null or id = @organisation)
          and (@after::text is null or id > @after)
        order by id
        limit @Take
        """;
}
