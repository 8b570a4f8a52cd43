using Dispatch.Escalation.Ladder.Domain;

namespace Dispatch.Escalation.Ladder;

/// <summary>
/// Lists who may be named to answer on a rung: the people of the organisation where it stands; for a case that a leader
/// has in charge, the leaders of that place.
/// </summary>
/// <remarks>Refuses with <c>rung_not_found</c>.</remarks>
public static class ListRungPeople
{
    public sealed record Item(AccountId Account, string Name, string Role);

    public sealed record Answer(IReadOnlyList<Item> Items);

    sealed record Found(OrganisationId At, Rung Rung, JurisdictionId Jurisdiction);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/rungs/{rungId}/people", Handle)
        .Allow(CaseRung.Assigners)
        .Produces<Answer>()
        .Refuses(RefusalKind.NotFound);

    static async Task<IResult> Handle(RungId rungId, Actor actor, Database database, CancellationToken cancel)
    {
        var rung = await database.ReadOne<Found>(
            $"select r.at, r.rung, r.jurisdiction from rung r where r.id = @rungId and {Visibility.Rungs.Sees(actor)}",
            new { rungId, actor.Scope, actor.Organisation, actor.Account }, cancel);
        return rung is null ? Problems.From(StoredRung.NotFound) : TypedResults.Ok(new Answer(
            await database.Read<Item>(
                Load, new
                {
                    rung.At, rung = rung.Rung.ToWireName(), rung.Jurisdiction, roles = CaseRung.Acknowledgers,
                }, cancel)));
    }

    /// <summary>On <c>account a</c>, of a rung: what a leader has taken in charge only leaders answer.</summary>
    internal const string MayAnswer = """
        not a.disabled and case when @rung = 'leader'
            then a.role = 'leader' and starts_with(@Jurisdiction, a.jurisdiction)
            else a.organisation = @At and a.role = any(@roles) end
        """;

    const string Load = $"""
        select a.account, a.name, a.role
        from account a
        where {MayAnswer}
        order by a.role, a.account
        limit 200
        """;
}
