using Dispatch.Routing.Catalogue.Domain.Lists;
using Dispatch.Routing.Catalogue.Lists;
using Dispatch.Routing.Tickets.Domain;

namespace Dispatch.Routing.Tickets.Handling;

/// <summary>An organisation returns a ticket (退单) because the matter is not its duty; the arbiter then rules.</summary>
/// <remarks>
/// Publishes <see cref="ReturnAsked"/>; the citizen clock goes on running. Refuses with <c>ticket_not_found</c>,
/// <c>ticket_not_returnable</c>, <c>ticket_bound</c>, <c>return_window_closed</c>, <c>duty_missing</c>,
/// <c>unknown_matter</c>, <c>basis_missing</c>, <c>suggestion_missing</c>, <c>suggests_itself</c>,
/// <c>unknown_organisation</c>. Source: 安阳市12345条例 §50 (the window), 潍坊市12345条例 §22 (no return after a ruling).
/// </remarks>
public static class ReturnTicket
{
    /// <param name="Duty">The matter whose duty entry shows whose it is; needed unless the reason is unclear.</param>
    /// <param name="Basis">The article or duty list; what the duty list gives for the matter when absent.</param>
    /// <param name="Suggested">Whose it is instead; needed unless the reason is unclear.</param>
    public sealed record Request(
        [property: Required] ReturnReason? Reason,
        [property: Required, StringLength(500, MinimumLength = 10)] string Explanation,
        MatterId? Duty, OrganisationId? Suggested, [property: StringLength(200)] string? Basis = null);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/tickets/{ticketId}/return", Handle)
        .Allow(Roles.Handler, Roles.Head)
        .Produces(StatusCodes.Status204NoContent)
        .Refuses(RefusalKind.NotFound, RefusalKind.Conflict, RefusalKind.Invalid);

    static async Task<IResult> Handle(
        TicketId ticketId, Request request, Actor actor, Database database, CurrentCatalogue current,
        CancellationToken cancel)
    {
        var (catalogue, reason) = (current.Value, request.Reason!.Value);
        var explanation = Scrubbing.Scrub(request.Explanation);
        var basis = request.Basis is null ? null : Scrubbing.Scrub(request.Basis);
        var result = await database.Transact<HeldTicket>(async work =>
        {
            if (await HeldTicket.OfOrganisation(work, ticketId, actor) is not { } held)
                return HeldTicket.NotFound;
            if (!held.Ticket.AskReturn(work.Now).Accepted(out var asked, out var refusal)
                || !ReturnRules.Cite(
                    catalogue, actor.Organisation, reason, request.Duty, basis, request.Suggested)
                        .Accepted(out var cited, out refusal))
                return refusal;

            held = held.Then(asked);
            await held.Save(work);
            var id = ReturnId.New();
            await work.Execute(Insert, new
            {
                id, ticketId, held.Case.CaseId, held.Case.Jurisdiction, actor.Organisation,
                Reason = reason.ToWireName(), explanation, request.Duty, cited.Basis, request.Suggested, actor.Account,
                actor.Name, work.Now,
            });
            work.Publish(new ReturnAsked(
                held.Head(work, actor.ToActedBy()), ticketId, id, reason, request.Suggested,
                [new("return_asked", $"{Words(reason)}：{explanation}"), .. cited.Reasons],
                catalogue.Centre(held.Case.Jurisdiction)?.Code, request.Duty));
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
            basis, suggested, asked_at, asked_by, asked_by_name)
        values (@id, @ticketId, @CaseId, @Jurisdiction, @Organisation, @Reason, @explanation, @Duty, @Basis, @Suggested,
            @Now, @Account, @Name)
        """;
}
