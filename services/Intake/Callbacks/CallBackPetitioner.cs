using Dispatch.Intake.Cases;
using Dispatch.Intake.Domain;

namespace Dispatch.Intake.Callbacks;

/// <summary>
/// The hotline calls the petitioner back (回访): contacted? solved? Only the petitioner's word lets a case end.
/// </summary>
/// <remarks>
/// Publishes <see cref="PetitionerCalledBack"/>, and <see cref="CaseReopened"/> when it is not solved, or
/// <see cref="CaseArchived"/> after three calls that nobody answered. Refuses with <c>case_not_found</c>,
/// <c>not_ready_for_callback</c>, <c>solved_missing</c>, <c>too_soon_after_last_attempt</c>. Source:
/// 北京市接诉即办工作条例 §23.
/// </remarks>
public static class CallBackPetitioner
{
    public sealed record Request([property: Required] bool? Reached, bool? Contacted, bool? Solved,
        [property: StringLength(1000)] string? Note);

    public sealed record Answer(CaseStatus Status);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/cases/{number}/callbacks", Handle)
        .Allow(Roles.Operator)
        .Produces<Answer>()
        .Refuses(RefusalKind.Invalid, RefusalKind.NotFound, RefusalKind.Conflict);

    static async Task<IResult> Handle(CaseNumber number, Request request, Actor actor, Database database,
        CancellationToken cancel)
    {
        var reached = request.Reached!.Value;
        if (reached && request.Solved is null)
            return Problems.From(SolvedMissing);
        // Whoever was not reached has said nothing.
        var (contacted, solved) = reached ? (request.Contacted, request.Solved) : (null, null);

        var result = await database.Transact<Answer>(async work =>
        {
            if (await work.Find<CaseEnding>(CaseEnding.Load(actor),
                new { number, actor.Scope, actor.Organisation, actor.Account }) is not { } one)
                return CaseVisibility.NotFound;
            if (one.Status != CaseStatus.Replied)
                return NotReady;
            if (!reached && one.AttemptedAt > work.Now - Closing.BetweenAttempts)
                return TooSoon;

            var attempt = one.Attempts + 1;
            var (ending, reason) = Closing.AfterCallback(reached, solved, attempt);
            Reason[] reasons = string.IsNullOrWhiteSpace(request.Note) ? [reason]
                : [reason, new("note", Scrubbing.Scrub(request.Note))];
            await one.Tell(work, new PetitionerCalledBack(
                work.Head(one.Id, number, one.Version + 1, actor.ToActedBy()), reached, contacted,
                solved, attempt, reasons));
            var (version, status) = await one.End(work, ending, reason, one.Version + 1, actor.ToActedBy());
            await work.Execute(CaseEnding.Save, new
            {
                one.Id, status = status.ToWireName(), version, solved, rating = (string?)null,
                now = work.Now,
                // A reopened case is called back afresh.
                attempts = status == CaseStatus.Reopened ? 0 : attempt,
            });
            return new Answer(status);
        }, cancel);
        return result.ToHttp(answer => TypedResults.Ok(answer));
    }

    static readonly Refusal SolvedMissing = new(
        RefusalKind.Invalid, "solved_missing", "已接通的回访须记录问题是否解决。",
        "When the petitioner was reached, say whether it is solved.", "solved");

    static readonly Refusal TooSoon = new(
        RefusalKind.Conflict, "too_soon_after_last_attempt", "距上次未接通不足1小时，请另择时段再次回访。",
        "The last call in vain was less than an hour ago; call again at another hour.", "reached");

    static readonly Refusal NotReady = new(
        RefusalKind.Conflict, "not_ready_for_callback", "该工单尚未办结审核通过，或已回访，暂不能回访。",
        "The case is not waiting for a callback: its reply has not passed the audit, or it has been called back.");
}
