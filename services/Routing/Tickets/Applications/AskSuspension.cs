using Dispatch.Routing.Catalogue.Lists;

namespace Dispatch.Routing.Tickets.Applications;

/// <summary>
/// The lead asks to suspend what is real but cannot be solved now (挂账), with a plan and the date of its review.
/// </summary>
/// <remarks>
/// Publishes <see cref="ApplicationMade"/>; the centre grants or refuses. The citizen clock never stops. Refuses with
/// <c>ticket_not_found</c>, <c>ticket_not_in_hand</c>, <c>only_the_lead</c>, <c>review_date_out_of_range</c>,
/// <c>application_waiting</c>.
/// </remarks>
public static class AskSuspension
{
    /// <param name="Plan">What will be done by when, so that it can be solved.</param>
    /// <param name="ReviewAt">UTC.</param>
    public sealed record Request(
        [property: Required, StringLength(500, MinimumLength = 5)] string Reason,
        [property: Required, StringLength(1000, MinimumLength = 10)] string Plan,
        [property: Required] DateTimeOffset? ReviewAt);

    internal static readonly string[] Callers = [Roles.Handler, Roles.Head];

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/tickets/{ticketId}/suspension", Handle)
        .Allow(Callers)
        .Produces(StatusCodes.Status204NoContent)
        .Refuses(RefusalKind.NotFound, RefusalKind.Conflict, RefusalKind.Invalid);

    static async Task<IResult> Handle(
        TicketId ticketId, Request request, Actor actor, Database database, CurrentCatalogue catalogue,
        CancellationToken cancel)
    {
        var reviewAt = request.ReviewAt!.Value.ToUniversalTime();
        var application = new TicketApplication(
            ApplicationKind.Suspension, request.Reason, Plan: request.Plan, ReviewAt: reviewAt);
        var result = await database.Transact<HeldTicket>(
            work => application.Ask(
                work, catalogue.Value, ticketId, actor,
                held => Task.FromResult(held.Ticket.AskSuspension(reviewAt, work.Now))),
            cancel);
        return result.ToHttp(_ => TypedResults.NoContent());
    }
}
