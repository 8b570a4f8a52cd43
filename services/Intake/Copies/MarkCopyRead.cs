
namespace Dispatch.Intake.Copies;

/// <summary>
/// Somebody of the organisation that was sent a copy (抄送) marks it as read; the first to do so stands.
/// </summary>
/// <remarks>Refuses with <c>case_not_found</c>.</remarks>
public static class MarkCopyRead
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/copies/{number}/read", Handle)
        .Allow(Roles.Handler, Roles.Head, Roles.Dispatcher, Roles.Director)
        .Produces(StatusCodes.Status204NoContent)
        .Refuses(RefusalKind.NotFound);

    static async Task<IResult> Handle(CaseNumber number, Actor actor, Database database, CancellationToken cancel)
    {
        var result = await database.Transact<CaseNumber>(async work =>
            await work.Execute(Save(actor), new { number, actor.Organisation, actor.Scope, actor.Name, work.Now }) == 0
                ? Visibility.NotFound : number, cancel);
        return result.ToHttp(_ => TypedResults.NoContent());
    }

    static string Save(Actor actor) => $"""
        update case_copy
        set read_at = coalesce(read_at, @Now), read_by = coalesce(read_by, @Name)
        where organisation = @Organisation
            and case_id = (
                select c.id from registered_case c where c.number = @number and {Visibility.Cases.Sees(actor)})
        """;
}
