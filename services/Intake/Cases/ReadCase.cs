
namespace Dispatch.Intake.Cases;

/// <summary>One case in full, its petitioner masked.</summary>
/// <remarks>
/// Refuses with <c>case_not_found</c>, also for a case outside the caller's scope, so that nobody learns that
/// it exists.
/// </remarks>
public static class ReadCase
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/cases/{number}", Handle)
        .Allow(Visibility.Readers)
        .Produces<CaseItem>()
        .Refuses(RefusalKind.NotFound);

    static async Task<IResult> Handle(
        CaseNumber number, Actor actor, NextActions next, Database database, Vault vault, TimeProvider clock,
        CancellationToken cancel)
    {
        var row = await database.ReadOne<CaseRow>(
            Load(actor), new { number, actor.Scope, actor.Organisation, actor.Account }, cancel);
        return row is null ? Problems.From(Visibility.NotFound)
            : TypedResults.Ok(row.Item(new(actor, next, vault, clock.GetUtcNow()), whole: true));
    }

    static string Load(Actor actor) => $"""
        select {CaseRow.Columns}
        from registered_case c
        join case_progress p on p.case_id = c.id
        join petitioner w on w.case_id = c.id
        where c.number = @number and {Visibility.Cases.Sees(actor)}
        """;
}
