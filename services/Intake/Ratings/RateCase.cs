using Dispatch.Intake.Cases;
using Dispatch.Intake.Cases.Domain;

namespace Dispatch.Intake.Ratings;

/// <summary>
/// The petitioner rates the handling (好差评) within seven days after the archive; a bad rating reopens the case.
/// </summary>
/// <remarks>
/// Publishes <see cref="CaseRated"/>, and <see cref="CaseReopened"/> after a bad one, unless the centre must decide.
/// Refuses with <c>case_not_found</c>, <c>not_ready_for_rating</c>, <c>rated_already</c>, <c>rating_window_closed</c>.
/// Source: 国办发〔2019〕51号; GB/T 39734-2020.
/// </remarks>
public static class RateCase
{
    public sealed record Request([property: Required] RatingLevel? Level,
        [property: StringLength(1000)] string? Comment);

    public sealed record Answer(CaseStatus Status);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/cases/{number}/ratings", Handle)
        .Allow(Case.Raters)
        .Produces<Answer>()
        .Refuses(RefusalKind.NotFound, RefusalKind.Conflict);

    static async Task<IResult> Handle(
        CaseNumber number, Request request, Actor actor, Database database, CancellationToken cancel)
    {
        var result = await database.Transact<Answer>(async work =>
        {
            if (await HeldCase.Find(work, number, actor) is not { } held)
                return Visibility.NotFound;
            var level = request.Level!.Value;
            if (!held.Case.Rate(level, work.Now).Accepted(out var step, out var refusal))
                return refusal;

            Reason[] reasons = string.IsNullOrWhiteSpace(request.Comment) ? [step.Reason]
                : [step.Reason, new("comment", Scrubbing.Scrub(request.Comment))];
            held.Tell(new CaseRated(
                held.NextHead(actor.ToActedBy()), level, held.Case.LeadOrganisation, reasons));
            await held.Save(step, ActedBy.System);
            return new Answer(step.Case.Status);
        }, cancel);
        return result.ToHttp(answer => TypedResults.Ok(answer));
    }
}
