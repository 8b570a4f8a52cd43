using Dispatch.Intake.Cases;
using Dispatch.Intake.Cases.Domain;

namespace Dispatch.Intake.Callbacks;

/// <summary>
/// The hotline calls the petitioner back (回访) and asks whether the organisation made contact and whether the matter is
/// solved. If it is, the case is archived at once.
/// </summary>
/// <remarks>
/// Publishes <see cref="PetitionerCalledBack"/>, then <see cref="CaseArchived"/> when it is solved or nobody answered
/// three calls, and <see cref="CaseReopened"/> when it is not solved, unless the centre must decide. Refuses with
/// <c>case_not_found</c>, <c>not_ready_for_callback</c>, <c>solved_missing</c>, <c>too_soon_after_last_attempt</c>.
/// Source: 北京市接诉即办工作条例 §23.
/// </remarks>
public static class CallBackPetitioner
{
    public sealed record Request([property: Required] bool? Reached, bool? Contacted, bool? Solved,
        [property: StringLength(1000)] string? Note);

    public sealed record Answer(CaseStatus Status);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/cases/{number}/callbacks", Handle)
        .Allow(Case.Callers)
        .Produces<Answer>()
        .Refuses(RefusalKind.Invalid, RefusalKind.NotFound, RefusalKind.Conflict);

    static async Task<IResult> Handle(
        CaseNumber number, Request request, Actor actor, Database database, CancellationToken cancel)
    {
        var reached = request.Reached!.Value;
        // Whoever was not reached has said nothing.
        var (contacted, solved) = reached ? (request.Contacted, request.Solved) : (null, null);

        var result = await database.Transact<Answer>(async work =>
        {
            if (await HeldCase.Find(work, number, actor) is not { } held)
                return Visibility.NotFound;
            if (!held.Case.CallBack(reached, solved, work.Now).Accepted(out var step, out var refusal))
                return refusal;

            Reason[] reasons = string.IsNullOrWhiteSpace(request.Note) ? [step.Reason]
                : [step.Reason, new("note", Scrubbing.Scrub(request.Note))];
            var by = actor.ToActedBy();
            held.Tell(new PetitionerCalledBack(
                held.NextHead(by), reached, contacted, solved, held.Case.Attempts + 1, reasons));
            await held.Save(step, by);
            return new Answer(step.Case.Status);
        }, cancel);
        return result.ToHttp(answer => TypedResults.Ok(answer));
    }
}
