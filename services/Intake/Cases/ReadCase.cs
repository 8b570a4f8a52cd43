namespace Dispatch.Intake.Cases;

/// <summary>One case in full, its petitioner masked.</summary>
/// <remarks>Refuses with <c>case_not_found</c>, also for a case outside the caller's scope: that it exists is not
/// told.</remarks>
public static class ReadCase
{
    public static readonly Refusal NotFound = new(
        RefusalKind.NotFound, "case_not_found", "没有查到该工单，请核对工单编号。", "No such case within your scope; check the number.",
        "number");

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/cases/{number}", Handle)
        .Allow(CaseRow.Readers)
        .Produces<CaseItem>()
        .Refuses(RefusalKind.NotFound);

    static async Task<IResult> Handle(CaseNumber number, Actor actor, Database database, Vault vault,
        CancellationToken cancel)
    {
        var row = await database.ReadOne<CaseRow>(
            Load, new
            {
                number, actor.Scope, actor.Organisation, byPlace = CaseRow.ByPlace(actor),
                client = CaseRow.Client(actor),
            }, cancel);
        return row is null ? Problems.From(NotFound) : TypedResults.Ok(row.Item(vault, whole: true));
    }

    const string Load = $"""
        select {CaseRow.Columns}
        from citizen_case c
        join case_progress p on p.case_id = c.id
        join petitioner w on w.case_id = c.id
        where c.number = @number and {CaseRow.InScope}
        """;
}
