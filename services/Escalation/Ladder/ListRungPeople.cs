using Dispatch.Escalation.Ladder.Domain;

namespace Dispatch.Escalation.Ladder;

/// <summary>Lists who may be named to answer on a rung: the people of the organisation where it stands.</summary>
/// <remarks>Refuses with <c>rung_not_found</c>.</remarks>
public static class ListRungPeople
{
    public sealed record Item(AccountId Account, string Name, string Role);

    public sealed record Answer(IReadOnlyList<Item> Items);

    sealed record Found(OrganisationId At);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/rungs/{rungId}/people", Handle)
        .Allow(CaseRung.Assigners)
        .Produces<Answer>()
        .Refuses(RefusalKind.NotFound);

    static async Task<IResult> Handle(RungId rungId, Actor actor, Database database, CancellationToken cancel)
    {
        var rung = await database.ReadOne<Found>(
            $"select r.at from rung r where r.id = @rungId and {Visibility.Rungs.Sees(actor)}",
            new { rungId, actor.Scope, actor.Organisation }, cancel);
        return rung is null ? Problems.From(StoredRung.NotFound) : TypedResults.Ok(new Answer(
            await database.Read<Item>(Load, new { rung.At, roles = CaseRung.Acknowledgers }, cancel)));
    }

    const string Load = """
        select account, name, role
        from account
        where organisation = @At and not disabled and role = any(@roles)
        order by role, account
        limit 200
        """;
}
