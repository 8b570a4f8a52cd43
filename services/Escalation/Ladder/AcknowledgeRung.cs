using Dispatch.Escalation.Clocks;
using Dispatch.Escalation.Ladder.Domain;

namespace Dispatch.Escalation.Ladder;

/// <summary>Whoever must act on the rung says what will be done, and until when (确认提级).</summary>
/// <remarks>
/// Publishes <see cref="RungAcknowledged"/>. The pressure goes on: a plan that is missed climbs. Refuses with
/// <c>rung_not_found</c>, <c>rung_left</c>, <c>not_your_rung</c>, <c>rung_rests</c>,
/// <c>rung_already_acknowledged</c>, <c>plan_not_in_time</c>, <c>team_missing</c>.
/// </remarks>
public static class AcknowledgeRung
{
    /// <param name="Team">The special team (专班); a leader must name it.</param>
    public sealed record Request(
        [property: Required, StringLength(1000, MinimumLength = 4)] string Plan,
        [property: Required] DateTimeOffset? Until, [property: StringLength(500, MinimumLength = 2)] string? Team);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/rungs/{rungId}/acknowledgement", Handle)
        .Allow(CaseRung.Acknowledgers)
        .Produces(StatusCodes.Status204NoContent)
        .Refuses(RefusalKind.NotFound, RefusalKind.Forbidden, RefusalKind.Conflict, RefusalKind.Invalid);

    static Task<IResult> Handle(
        RungId rungId, Request request, Actor actor, Database database, CurrentTerms terms, CurrentLadder ladder,
        CancellationToken cancel)
    {
        var (plan, team) = (
            Scrubbing.Scrub(request.Plan), request.Team is null ? null : Scrubbing.Scrub(request.Team));
        return StoredRung.Change(
            database, rungId, actor,
            (work, rung) => Task.FromResult(rung.Acknowledge(
                plan, request.Until!.Value, team, actor, terms.Value.Calendar, ladder.Value[rung.Policy], work.Now)),
            (head, rung) => new RungAcknowledged(head, rung.Rung, rung.At, plan, rung.PlanUntil!.Value,
                [new("rung_acknowledged", $"{actor.Name}确认（{rung.Rung.Chinese()}），计划于"
                    + $"{ChinaTime.Deadline(rung.PlanUntil.Value)}前办结：{plan}"
                    + (team is null ? "" : $"；专班：{team}"))]),
            cancel);
    }
}
