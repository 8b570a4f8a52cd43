using Dispatch.Intake.Cases;
using Dispatch.Intake.Domain;

namespace Dispatch.Intake.Callbacks;

/// <summary>
/// The petitioner rates the handling (好差评): a good rating archives the case, a bad one sends it back.
/// </summary>
/// <remarks>
/// Publishes <see cref="CaseRated"/>, then <see cref="CaseArchived"/> or <see cref="CaseReopened"/>. Refuses with
/// <c>case_not_found</c>, <c>not_ready_for_rating</c>. Source: 国办发〔2019〕51号; GB/T 39734-2020.
/// </remarks>
public static class RateCase
{
    public sealed record Request([property: Required] RatingLevel? Level,
        [property: StringLength(1000)] string? Comment);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/cases/{number}/ratings", Handle)
        .Allow(Roles.Operator, Roles.Client)
        .Produces<CallBackPetitioner.Answer>()
        .Refuses(RefusalKind.NotFound, RefusalKind.Conflict);

    static async Task<IResult> Handle(CaseNumber number, Request request, Actor actor, Database database,
        CancellationToken cancel)
    {
        var result = await database.Transact<CallBackPetitioner.Answer>(async work =>
        {
            if (await work.Find<CaseEnding>(CaseEnding.Load,
                new { number, actor.Scope, client = CaseRow.Client(actor) }) is not { } one)
                return ReadCase.NotFound;
            if (one.Status != CaseStatus.CalledBack)
                return NotReady;

            var level = request.Level!.Value;
            var (ending, reason) = Closing.AfterRating(level);
            Reason[] reasons = string.IsNullOrWhiteSpace(request.Comment) ? [reason]
                : [reason, new("comment", Scrubbing.Scrub(request.Comment))];
            await one.Tell(work, new CaseRated(work.Head(one.Id, number, one.Version + 1, actor.ToActedBy()), level,
                one.LeadOrganisation, reasons));
            var (version, status) = await one.End(work, ending, reason, one.Version + 1, ActedBy.System);
            await work.Execute(CaseEnding.Save, new
            {
                one.Id, status = status.ToWireName(), version, solved = (bool?)null, rating = level.ToWireName(),
                    now = work.Now,
                attempts = status == CaseStatus.Reopened ? 0 : one.Attempts,
            });
            return new CallBackPetitioner.Answer(status);
        }, cancel);
        return result.ToHttp(answer => TypedResults.Ok(answer));
    }

    static readonly Refusal NotReady = new(
        RefusalKind.Conflict, "not_ready_for_rating", "该工单尚未回访或已经评价，暂不能评价。",
        "The case cannot be rated now: it has not been called back, or has been rated already.");
}
