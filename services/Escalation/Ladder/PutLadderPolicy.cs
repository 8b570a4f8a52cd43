using System.Text.Json;
using Dispatch.Escalation.Ladder.Domain;

namespace Dispatch.Escalation.Ladder;

/// <summary>The director puts a policy of the ladder in force for his jurisdiction, from a later day on.</summary>
/// <remarks>
/// Rungs on which cases stand keep the policy that made them. Refuses with <c>effective_too_early</c>,
/// <c>rungs_incomplete</c>, <c>term_not_positive</c>, <c>term_too_fine</c>, <c>lift_listed_twice</c>,
/// <c>unacknowledged_must_climb</c>, <c>missed_plan_must_climb</c>.
/// </remarks>
public static class PutLadderPolicy
{
    /// <param name="Source">The document that it rests on, and why it changes.</param>
    public sealed record Request(
        [property: Required] DateOnly? EffectiveFrom,
        [property: Required, MaxLength(20)] IReadOnlyList<RungRule> Rungs,
        [property: Required, MaxLength(40)] IReadOnlyList<LiftRule> Lifts,
        [property: Required, StringLength(300, MinimumLength = 4)] string Source);

    public sealed record Answer(int Id);

    static readonly Refusal TooEarly = new(
        RefusalKind.Invalid, "effective_too_early", "生效日期最早为明天，已发生的提级不受影响。",
        "A policy takes effect tomorrow at the earliest.", "effectiveFrom");

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/ladder/policies", Handle)
        .Allow(Roles.Director)
        .Produces<Answer>(StatusCodes.Status201Created)
        .Refuses(RefusalKind.Invalid);

    static async Task<IResult> Handle(
        Request request, Actor actor, Idempotency idempotency, Database database, CurrentLadder ladder,
        CancellationToken cancel)
    {
        var result = await database.Transact<Answer>(work => idempotency.Once(
            work, actor.Account, request, async Task<Result<Answer>> () =>
            {
                var policy = new LadderPolicy(
                    0, actor.Jurisdiction, request.EffectiveFrom!.Value, request.Rungs, request.Lifts,
                    Scrubbing.Scrub(request.Source), actor.ToActedBy(), work.Now);
                if (policy.EffectiveFrom <= ChinaTime.DayOf(work.Now))
                    return TooEarly;
                if (policy.Faults() is { } fault)
                    return fault;
                // Two at once wait for each other, so that no number is given twice.
                await work.Execute("lock table ladder_policy in share row exclusive mode", null);
                return new Answer(await work.Find<int>(Insert, new
                {
                    policy.Jurisdiction, policy.EffectiveFrom, rungs = Json(policy.Rungs), lifts = Json(policy.Lifts),
                    policy.Source, by = Json(policy.MadeBy), work.Now,
                }));
            }), cancel);
        await ladder.Refresh(cancel);
        return result.ToHttp(made => TypedResults.Created("/api/escalation/ladder", made));
    }

    static string Json<T>(T what) => JsonSerializer.Serialize(what, ContractJson.Options);

    const string Insert = """
        insert into ladder_policy (id, jurisdiction, effective_from, rungs, lifts, source, made_by, made_at)
        select max(id) + 1, @Jurisdiction, @EffectiveFrom, @rungs::jsonb, @lifts::jsonb, @Source, @by::jsonb, @Now
        from ladder_policy
        returning id
        """;
}
