namespace Dispatch.Escalation.Warnings;

/// <summary>Somebody whose duty it is takes note of a warning and says what will be done.</summary>
/// <remarks>
/// The warned organisation's handler or head, or the centre of the jurisdiction. Publishes
/// <see cref="WarningAcknowledged"/>. Refuses with <c>warning_not_found</c>, <c>warning_already_acknowledged</c>.
/// </remarks>
public static class AcknowledgeWarning
{
    public sealed record Request([property: Required, StringLength(500, MinimumLength = 2)] string Note);

    sealed record Row(CaseId CaseId, CaseNumber CaseNumber, Colour Colour);

    static readonly Refusal NotFound = new(
        RefusalKind.NotFound, "warning_not_found", "没有找到这条预警，请核对后重试。", "No such warning that you may see.");
    static readonly Refusal Already = new(
        RefusalKind.Conflict, "warning_already_acknowledged", "这条预警已有人确认，无需重复操作。",
        "The warning has been acknowledged already.");

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/warnings/{warningId}/acknowledgement", Handle)
        .Allow(Roles.Handler, Roles.Head, Roles.Dispatcher, Roles.Director)
        .Produces(StatusCodes.Status204NoContent)
        .Refuses(RefusalKind.NotFound, RefusalKind.Conflict);

    static async Task<IResult> Handle(WarningId warningId, Request request, Actor actor, Database database,
        CancellationToken cancel)
    {
        var note = Scrubbing.Scrub(request.Note);
        var result = await database.Transact<Row>(async work =>
        {
            var seen = new { warningId, only = actor.Only(), actor.Scope, actor.Organisation };
            if (await work.Find<Row>(Load, seen) is not { } warning)
                return NotFound;

            var version = await work.Find<int>(NextVersion, new { warning.CaseId });
            if (await work.Execute(Save, new { warningId, work.Now, actor.Account, note }) == 0)
                return Already;

            work.Publish(new WarningAcknowledged(
                work.Head(warning.CaseId, warning.CaseNumber, version, actor.ToActedBy()), warningId, warning.Colour,
                [new("warning_acknowledged", $"{actor.Name}确认预警：{note}")]));
            return warning;
        }, cancel);
        return result.ToHttp(_ => TypedResults.NoContent());
    }

    static readonly string Load = $"""
        select w.case_id, w.case_number, w.colour
        from warning w
        where w.id = @warningId
            and case when @only::text is null then w.jurisdiction like @Scope else w.organisation = @only end
            and {Visibility.Of("w")}
        """;

    // Case first, as everywhere: two who acknowledge at once wait for each other here, and the second changes nothing.
    const string NextVersion =
        "update timed_case set version = version + 1 where case_id = @CaseId returning version";

    const string Save = """
        update warning set acknowledged_at = @Now, acknowledged_by = @Account, note = @note
        where id = @warningId and acknowledged_at is null
        """;
}
