namespace Dispatch.Routing.Tickets.Handling;

/// <summary>
/// An organisation reports how far it has come (阶段报告): an assistant to the lead, the lead to the centre.
/// </summary>
/// <remarks>
/// Publishes <see cref="StageReported"/>; the term goes on. Refuses with <c>ticket_not_found</c>,
/// <c>ticket_not_in_hand</c>. Source: 北京市接诉即办工作条例 §14.
/// </remarks>
public static class ReportStage
{
    public sealed record Request([property: Required, StringLength(1000, MinimumLength = 10)] string Report);

    internal static readonly string[] Callers = [Roles.Handler, Roles.Head, Roles.Dispatcher, Roles.Director];

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/tickets/{ticketId}/stage-report", Handle)
        .Allow(Callers)
        .Produces(StatusCodes.Status204NoContent)
        .Refuses(RefusalKind.NotFound, RefusalKind.Conflict);

    static async Task<IResult> Handle(
        TicketId ticketId, Request request, Actor actor, Idempotency idempotency, Database database,
        CancellationToken cancel)
    {
        var report = Scrubbing.Scrub(request.Report);
        var result = await database.Transact<bool>(
            work => idempotency.Once(work, actor.Account, new { ticketId, request }, async Task<Result<bool>> () =>
        {
            if (await HeldTicket.OfOrganisation(work, ticketId, actor) is not { } held)
                return HeldTicket.NotFound;
            if (held.Ticket.ReportStage() is { } no)
                return no;
            held = held.Then(held.Ticket);
            held.Save(work);
            await work.Execute(Insert, new
            {
                id = Guid.CreateVersion7(work.Now), ticketId, report, work.Now, actor.Account, actor.Name,
            });
            work.Publish(new StageReported(
                held.Head(work, actor.ToActedBy()), ticketId, held.Ticket.Role, [new("stage_report", report)]));
            return true;
        }), cancel);
        return result.ToHttp(_ => TypedResults.NoContent());
    }

    const string Insert = """
        insert into stage_report (id, ticket_id, report, at, by_account, by_name)
        values (@id, @ticketId, @report, @Now, @Account, @Name)
        """;
}
