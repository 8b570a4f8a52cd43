using Dispatch.Routing.Catalogues;
using Dispatch.Routing.Domain;

namespace Dispatch.Routing.Tickets;

/// <summary>An organisation returns a ticket (退单) because the matter is not its duty; the arbiter then rules.</summary>
/// <remarks>
/// Publishes <see cref="ReturnAsked"/>; the citizen clock goes on running. Refuses with <c>ticket_not_found</c>,
/// <c>ticket_not_returnable</c>, <c>ticket_bound</c>, <c>return_window_closed</c>, <c>unknown_organisation</c>.
/// Source: 安阳市政务服务条例 §50 (24 h), 潍坊市12345条例 §22 (no return after a ruling).
/// </remarks>
public static class ReturnTicket
{
    /// <param name="Duty">The catalogue's matter whose duty entry shows whose it is.</param>
    /// <param name="Suggested">Whose it is instead.</param>
    public sealed record Request(
        [property: Required] ReturnReason? Reason,
        [property: Required, StringLength(500, MinimumLength = 10)] string Explanation,
        MatterId? Duty, OrganisationId? Suggested);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/tickets/{ticketId}/return", Handle)
        .Allow(Roles.Handler, Roles.Head)
        .Produces(StatusCodes.Status204NoContent)
        .Refuses(RefusalKind.NotFound, RefusalKind.Conflict, RefusalKind.Invalid);

    static async Task<IResult> Handle(
        TicketId ticketId, Request request, Actor actor, Database database, CurrentCatalogue catalogue,
        CancellationToken cancel)
    {
        if (request.Suggested is { } suggested
            && Choosing.Choose(catalogue.Value, suggested, null, TicketRole.Lead, "suggested").Refusal is { } unknown)
            return Problems.From(unknown);

        var explanation = Scrubbing.Scrub(request.Explanation);
        var result = await database.Transact<HeldTicket>(async work =>
        {
            if (await HeldTicket.OfOrganisation(work, ticketId, actor) is not { } held)
                return HeldTicket.NotFound;
            if (!held.Ticket.AskReturn(work.Now).Accepted(out var asked, out var refusal))
                return refusal;

            held = held.Then(asked);
            await held.Save(work);
            var id = ReturnId.New();
            await work.Execute(Insert, new
            {
                id, ticketId, held.Case.CaseId, held.Case.Jurisdiction, actor.Organisation,
                Reason = request.Reason!.Value.Word(),
                explanation, request.Duty, request.Suggested, actor.Account, work.Now,
            });
            work.Publish(new ReturnAsked(
                held.Head(work, actor.ToActedBy()), ticketId, id, request.Reason.Value, request.Suggested,
                [new("return_asked", $"{Words(request.Reason.Value)}：{explanation}")]));
            return held;
        }, cancel);
        return result.ToHttp(_ => TypedResults.NoContent());
    }

    static string Words(ReturnReason reason) => reason switch
    {
        ReturnReason.NotOurDuty => "非本单位职责",
        ReturnReason.WrongPlace => "属地不符",
        ReturnReason.Unclear => "诉求不清",
        _ => "应由其他层级办理",
    };

    const string Insert = """
        insert into ticket_return (id, ticket_id, case_id, jurisdiction, organisation, reason, explanation, duty,
            suggested,
            asked_at, asked_by)
        values (@id, @ticketId, @CaseId, @Jurisdiction, @Organisation, @Reason, @explanation, @Duty, @Suggested, @Now,
            @Account)
        """;
}
