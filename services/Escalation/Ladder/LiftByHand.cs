using Dispatch.Escalation.Causes;
using Dispatch.Escalation.Causes.Domain;
using Dispatch.Escalation.Records;

namespace Dispatch.Escalation.Ladder;

/// <summary>
/// The centre or a leader lifts a case for the risk that they see in it (人工提级), whatever its clocks say.
/// </summary>
/// <remarks>
/// The ladder acts within a second, by its policy: it publishes <see cref="CaseEscalated"/>. Refuses with
/// <c>rung_by_rule_only</c>, <c>case_not_found</c>, <c>case_closed</c>, <c>not_dispatched_yet</c>,
/// <c>stands_there_already</c>, <c>policy_forbids</c>.
/// </remarks>
public static class LiftByHand
{
    /// <param name="To">To this rung at least; one rung higher when absent.</param>
    public sealed record Request(
        [property: Required] CaseNumber? Case, Rung? To,
        [property: Required, StringLength(500, MinimumLength = 4)] string Grounds);

    sealed record Found(
        CaseId CaseId, bool Open, Rung Rung, bool OnLadder, OrganisationId? Organisation, JurisdictionId Jurisdiction);

    public static readonly string[] Callers = [Roles.Dispatcher, Roles.Director, Roles.Leader];

    static readonly Refusal Closed = new(
        RefusalKind.Conflict, "case_closed", "该诉求已归档，不再提级。", "The case is closed.", "case");

    static readonly Refusal TooHigh = new(
        RefusalKind.Invalid, "rung_by_rule_only", "人工提级最高至领导包案；兜底须逐级提级或裁定后转入。",
        "By hand a case is lifted to the leader at most.", "to");

    static readonly Refusal There = new(
        RefusalKind.Conflict, "stands_there_already", "该诉求已在这一层级或更高层级。", "The case stands there already, or higher.",
        "to");

    static readonly Refusal Undecided = new(
        RefusalKind.Conflict, "not_dispatched_yet", "该诉求尚未确定承办单位，请先派遣再提级。",
        "Nobody is accountable for the case yet; dispatch it first.", "case");

    static readonly Refusal NotByPolicy = new(
        RefusalKind.Conflict, "policy_forbids", "现行提级规则不允许人工提级至该层级。",
        "The policy in force does not let a case be lifted by hand to this rung.", "to");

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/rungs", Handle)
        .Allow(Callers)
        .Produces(StatusCodes.Status202Accepted)
        .Refuses(RefusalKind.Conflict, RefusalKind.Invalid);

    static async Task<IResult> Handle(Request request, Actor actor, Idempotency idempotency, Database database,
        CurrentLadder ladder, CancellationToken cancel)
    {
        var grounds = Scrubbing.Scrub(request.Grounds);
        var result = await database.Transact<CaseNumber>(work => idempotency.Once(
            work, actor.Account, request, async Task<Result<CaseNumber>> () =>
            {
                var to = request.To;
                if (to > Rung.Leader)
                    return TooHigh;
                if (await work.Find<Found>(Find(actor),
                    new { number = request.Case!.Value, actor.Scope, actor.Organisation }) is not { } of)
                    return Addressed.CaseNotFound(request.Case.Value);
                if (!of.Open)
                    return Closed;
                if (of.OnLadder && of.Rung >= (to ?? Rung.Leader))
                    return There;
                if (of.Organisation is null)
                    return Undecided;
                if (ladder.Value.For(of.Jurisdiction, ChinaTime.DayOf(work.Now)).For(LiftCause.ByHand)
                        is not { } rule || to > rule.AtMost)
                    return NotByPolicy;
                LiftCauses.Add(work, [Cause.Of(of.CaseId, $"hand/{Guid.CreateVersion7()}", LiftCause.ByHand, work.Now,
                    new Reason("lifted_by_hand", $"{actor.Name}提级：{grounds}")) with { To = to }]);
                return request.Case.Value;
            }), cancel);
        return result.ToHttp(_ => TypedResults.Accepted((string?)null));
    }

    static string Find(Actor actor) => $"""
        select p.case_id, p.open, p.rung, p.on_ladder, p.organisation, p.jurisdiction
        from timed_case p
        where p.number = @number and {Visibility.Cases.Sees(actor)}
        for update of p
        """;
}
