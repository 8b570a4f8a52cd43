using Dispatch.Escalation.Ladder.Domain;
using Dispatch.Escalation.Records;
using Dispatch.Escalation.Responsibilities;
using Dispatch.Escalation.Responsibilities.Domain;

namespace Dispatch.Escalation.Ladder;

/// <summary>
/// The ladder of a jurisdiction: the policy in force, those that came before and are to come, and who answers on each
/// rung today by name, with every function that nobody holds.
/// </summary>
/// <remarks>Refuses with <c>no_centre</c>.</remarks>
public static class ReadLadder
{
    /// <param name="Next">Which one comes after it; null at the top.</param>
    public sealed record Step(
        Rung Rung, OrganisationId At, string AtName, string Function, AccountId? Owner, string? OwnerName,
        IReadOnlyList<Reason> Reasons, IReadOnlyList<string> Empty);

    /// <param name="Upcoming">Put in force for a later day.</param>
    /// <param name="Steps">The ladder of the organisation that was asked for, lowest first.</param>
    public sealed record Answer(
        JurisdictionId Jurisdiction, LadderPolicy InForce, IReadOnlyList<LadderPolicy> Upcoming,
        IReadOnlyList<LadderPolicy> Past, OrganisationId Organisation, IReadOnlyList<Step> Steps);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/ladder", Handle)
        .Allow(
            Roles.Handler, Roles.Head, Roles.Dispatcher, Roles.Director, Roles.Arbiter, Roles.Leader, Roles.Auditor,
            Roles.Admin)
        .Produces<Answer>()
        .Refuses(RefusalKind.Conflict, RefusalKind.Invalid);

    /// <param name="organisation">Whose cases; the caller's own organisation when absent.</param>
    static async Task<IResult> Handle(
        OrganisationId? organisation, Actor actor, Database database, CurrentLadder ladder, CancellationToken cancel)
    {
        var result = await database.Transact<Answer>(async work =>
        {
            if (!(await Addressed.Organisations(work, [organisation ?? actor.Organisation], actor.Jurisdiction))
                .Accepted(out var named, out var unknown))
                return unknown;
            var (owner, place) = (named[0].Id, named[0].Jurisdiction);
            if (await Addressed.CentreOf(work, place) is not { } centre)
                return Addressed.NoCentre;
            var known = await FunctionTables.Load(work, [Post.Of(owner), Post.Of(centre), Post.Over(place)]);
            var today = ChinaTime.DayOf(work.Now);
            var steps = Station.Of(owner, centre, place, known).Select(one => Show(one, centre, known, today));
            var policies = ladder.Value;
            var inForce = policies.For(place, today);
            var same = policies.All.Where(one => one.Jurisdiction is not { } around || place.IsWithin(around)).ToList();
            return new Answer(
                place, inForce, [.. same.Where(one => one.EffectiveFrom > today).OrderBy(one => one.EffectiveFrom)],
                [.. same.Where(one => one != inForce && one.EffectiveFrom <= today).Reverse()], owner, [.. steps]);
        }, cancel);
        return result.ToHttp(answer => TypedResults.Ok(answer));
    }

    static Step Show(Station one, OrganisationId centre, KnownFunctions known, DateOnly today)
    {
        var person = one.Owner(known, centre, null, today);
        return new(
            one.Rung, one.At, known.Organisation(one.At)?.Name ?? one.At.Value, known.NameOf(one.Post), person.Account,
            person.Name, person.Reasons, [.. person.Empty.Select(empty => empty.Name)]);
    }
}
