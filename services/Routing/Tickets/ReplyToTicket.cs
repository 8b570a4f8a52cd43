namespace Dispatch.Routing.Tickets;

/// <summary>
/// An organisation replies with what was done (办结回复). The lead's reply is audited next, an assistant's is the end.
/// </summary>
/// <remarks>
/// Publishes <see cref="TicketReplied"/>. Refuses with <c>ticket_not_found</c>, <c>ticket_not_claimed</c>,
/// <c>contact_missing</c>.
/// </remarks>
public static class ReplyToTicket
{
    /// <param name="PublicAnswer">What the petitioner may read.</param>
    /// <param name="Measures">What was done, for the audit.</param>
    public sealed record Request(
        [property: Required] Outcome? Outcome,
        [property: Required, StringLength(2000, MinimumLength = 10)] string PublicAnswer,
        [property: Required, StringLength(2000, MinimumLength = 5)] string Measures);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/tickets/{ticketId}/reply", Handle)
        .Allow(Roles.Handler, Roles.Head, Roles.Dispatcher, Roles.Director)
        .Produces(StatusCodes.Status204NoContent)
        .Refuses(RefusalKind.NotFound, RefusalKind.Conflict, RefusalKind.Invalid);

    static async Task<IResult> Handle(
        TicketId ticketId, Request request, Actor actor, Database database, CancellationToken cancel)
    {
        var result = await database.Transact<HeldTicket>(async work =>
        {
            if (await HeldTicket.OfOrganisation(work, ticketId, actor) is not { } held)
                return HeldTicket.NotFound;
            if (!held.Ticket.Reply().Accepted(out var replied, out var refusal))
                return refusal;

            held = held.Then(replied);
            await held.Save(work);
            var outcome = request.Outcome!.Value;
            await SaveReply(work, ticketId, outcome, request.PublicAnswer, request.Measures);
            work.Publish(new TicketReplied(
                held.Head(work, actor.ToActedBy()), ticketId, replied.Role, outcome, request.PublicAnswer,
                [new("outcome_" + outcome.Word(), $"办理结果：{Words(outcome)}。")]));
            return held;
        }, cancel);
        return result.ToHttp(_ => TypedResults.NoContent());
    }

    internal static Task SaveReply(Work work, TicketId id, Outcome outcome, string publicAnswer, string measures) =>
        work.Execute(Update, new { id, outcome = outcome.Word(), publicAnswer, measures, work.Now });

    static string Words(Outcome outcome) => outcome switch
    {
        Outcome.Solved => "解决",
        Outcome.Explained => "解释说明",
        _ => "挂账",
    };

    // A new reply waits for a new audit.
    const string Update = """
        update ticket
        set outcome = @outcome, public_answer = @publicAnswer, measures = @measures, replied_at = @Now,
            audit_passed = null,
            audit_gaps = null, audited_at = null, audited_by = null
        where id = @id
        """;
}
