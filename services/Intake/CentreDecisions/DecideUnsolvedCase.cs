using Dispatch.Intake.Cases;

namespace Dispatch.Intake.CentreDecisions;

/// <summary>
/// The centre decides on a case that its petitioner calls unsolved although its outcome is fixed by law, or after two
/// reopenings: once more to its owner, explained, or suspended (挂账) until a review.
/// </summary>
/// <remarks>
/// Publishes <see cref="UnsolvedCaseDecided"/>, then <see cref="CaseReopened"/> or <see cref="CaseArchived"/>. Refuses
/// with <c>case_not_found</c>, <c>no_decision_awaited</c>, <c>suspended_already</c>, <c>case_archived</c>,
/// <c>review_date_out_of_range</c>.
/// </remarks>
public static class DecideUnsolvedCase
{
    /// <param name="PublicAnswer">What the petitioner is told.</param>
    /// <param name="Grounds">Why, for the file.</param>
    /// <param name="ReviewAt">With a suspension: when the centre looks at it again, UTC.</param>
    public sealed record Request(
        [property: Required] CentreDecision? Decision,
        [property: Required, StringLength(1000, MinimumLength = 10)] string PublicAnswer,
        [property: Required, StringLength(500, MinimumLength = 4)] string Grounds, DateTimeOffset? ReviewAt);

    public sealed record Answer(CaseStatus Status);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/cases/{number}/decision", Handle)
        .Allow(Roles.Dispatcher, Roles.Director)
        .Produces<Answer>()
        .Refuses(RefusalKind.Invalid, RefusalKind.NotFound, RefusalKind.Conflict);

    static async Task<IResult> Handle(
        CaseNumber number, Request request, Actor actor, Database database, CancellationToken cancel)
    {
        var result = await database.Transact<Answer>(async work =>
        {
            if (await HeldCase.Find(work, number, actor) is not { } held)
                return Visibility.NotFound;
            var decision = request.Decision!.Value;
            if (!held.Case.Decide(decision, request.ReviewAt, work.Now).Accepted(out var step, out var refusal))
                return refusal;

            var by = actor.ToActedBy();
            held.Tell(new UnsolvedCaseDecided(
                held.NextHead(by), decision, Scrubbing.ScrubPublic(request.PublicAnswer), step.Case.ReviewAt,
                [step.Reason, new("grounds", Scrubbing.Scrub(request.Grounds))]));
            await held.Save(step, by);
            return new Answer(step.Case.Status);
        }, cancel);
        return result.ToHttp(answer => TypedResults.Ok(answer));
    }
}
