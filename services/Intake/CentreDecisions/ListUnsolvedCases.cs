using Dispatch.Intake.Cases;

namespace Dispatch.Intake.CentreDecisions;

/// <summary>
/// The cases that their petitioners call unsolved and on which the centre must decide (研判), the newest first.
/// </summary>
public static class ListUnsolvedCases
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/unsolved", Handle)
        .Allow(Roles.Dispatcher, Roles.Director)
        .Produces<Page<CaseItem>>();

    /// <param name="suspended">Those that the centre has suspended (挂账) and whose review has not come yet.</param>
    static async Task<IResult> Handle(
        bool? suspended, Paging paging, Actor actor, NextActions next, Database database, Vault vault,
        TimeProvider clock, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var rows = await database.Read<CaseRow>(
            $"""
            select {CaseRow.Columns}
            from registered_case c
            join case_progress p on p.case_id = c.id
            join petitioner w on w.case_id = c.id
            where p.centre_asked_at is not null and {Visibility.Cases.Sees(actor)}
                and {(suspended is true ? "p.review_at > @now" : "(p.review_at is null or p.review_at <= @now)")}
                and (@after::uuid is null or c.id < @after)
            order by c.id desc
            limit @Take
            """,
            new { actor.Scope, actor.Organisation, now, after = paging.AfterId, paging.Take }, cancel);
        var reader = new CaseReader(actor, next, vault, now);
        return TypedResults.Ok(paging.Page([.. rows.Select(row => row.Item(reader))], item => [item.Id.ToString()]));
    }
}
