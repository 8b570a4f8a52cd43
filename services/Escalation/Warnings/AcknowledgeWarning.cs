using Dispatch.Escalation.Warnings.Domain;

namespace Dispatch.Escalation.Warnings;

/// <summary>Somebody whose duty it is takes note of a warning and says what will be done.</summary>
/// <remarks>
/// The warned organisation's handler or head, or the centre of the jurisdiction. Publishes
/// <see cref="WarningAcknowledged"/>. Refuses with <c>warning_not_found</c>, <c>warning_already_acknowledged</c>.
/// </remarks>
public static class AcknowledgeWarning
{
    public sealed record Request([property: Required, StringLength(500, MinimumLength = 2)] string Note);

    sealed record Case(CaseId CaseId, CaseNumber Number, int Version);

    static readonly Refusal NotFound = new(
        RefusalKind.NotFound, "warning_not_found", "没有找到这条预警，请核对后重试。", "No such warning that you may see.");

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/warnings/{warningId}/acknowledgement", Handle)
        .Allow(RaisedWarning.Acknowledgers)
        .Produces(StatusCodes.Status204NoContent)
        .Refuses(RefusalKind.NotFound, RefusalKind.Conflict);

    static async Task<IResult> Handle(WarningId warningId, Request request, Actor actor, Database database,
        CancellationToken cancel)
    {
        var note = Scrubbing.Scrub(request.Note);
        var result = await database.Transact<RaisedWarning>(async work =>
        {
            var seen = new { warningId, actor.Scope, actor.Organisation };
            if (await work.Find<Case>(LockCase(actor), seen) is not { } on)
                return NotFound;
            // After the lock, so that it is as the last holder left it.
            var warning = await work.Find<RaisedWarning>(Load, new { warningId });
            if (!warning!.Acknowledge(actor.Account, note, work.Now).Accepted(out var acknowledged, out var refusal))
                return refusal;

            await work.Execute(Save, new
            {
                warningId, acknowledged.AcknowledgedAt, acknowledged.AcknowledgedBy, acknowledged.Note, on.CaseId,
                version = on.Version + 1,
            });
            work.Publish(new WarningAcknowledged(
                work.Head(on.CaseId, on.Number, on.Version + 1, actor.ToActedBy()), warningId, acknowledged.Colour,
                [new("warning_acknowledged", $"{actor.Name}确认预警：{note}")]));
            return acknowledged;
        }, cancel);
        return result.ToHttp(_ => TypedResults.NoContent());
    }

    // Two who acknowledge at once wait for each other at the case, which every writer here locks first.
    static string LockCase(Actor actor) => $"""
        select p.case_id, p.number, p.version
        from warning w
        join timed_case p on p.case_id = w.case_id
        where w.id = @warningId and {Visibility.Warnings.Sees(actor)}
        for update of p
        """;

    const string Load = """
        select id, colour, acknowledged_at, acknowledged_by, note
        from warning
        where id = @warningId
        """;

    const string Save = """
        with of_case as (update timed_case set version = @version where case_id = @CaseId)
        update warning
        set acknowledged_at = @AcknowledgedAt, acknowledged_by = @AcknowledgedBy, note = @Note
        where id = @warningId
        """;
}
