using Dispatch.Routing.Catalogue.Lists;

namespace Dispatch.Routing.Tickets.Applications;

/// <summary>
/// The lead asks to end the handling (终止办理) on one of the grounds of the law, with what the petitioner is to be told.
/// </summary>
/// <remarks>
/// Publishes <see cref="ApplicationMade"/>; the centre grants or refuses. Refuses with <c>ticket_not_found</c>,
/// <c>ticket_not_in_hand</c>, <c>only_the_lead</c>, <c>application_waiting</c>. Source: 潍坊市12345条例 §21.
/// </remarks>
public static class AskTermination
{
    /// <param name="PublicAnswer">Why, and which way remains open; the petitioner reads it once it is granted.</param>
    public sealed record Request(
        [property: Required] TerminationGround? Ground,
        [property: Required, StringLength(500, MinimumLength = 5)] string Reason,
        [property: Required, StringLength(2000, MinimumLength = 10)] string PublicAnswer);

    internal static readonly string[] Callers = [Roles.Handler, Roles.Head];

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/tickets/{ticketId}/termination", Handle)
        .Allow(Callers)
        .Produces(StatusCodes.Status204NoContent)
        .Refuses(RefusalKind.NotFound, RefusalKind.Conflict, RefusalKind.Invalid);

    static async Task<IResult> Handle(
        TicketId ticketId, Request request, Actor actor, Database database, CurrentCatalogue catalogue,
        CancellationToken cancel)
    {
        var application = new TicketApplication(
            ApplicationKind.Termination, request.Reason, Ground: request.Ground, PublicAnswer: request.PublicAnswer);
        var result = await database.Transact<HeldTicket>(
            work => application.Ask(
                work, catalogue.Value, ticketId, actor, held => Task.FromResult(held.Ticket.AskTermination())),
            cancel);
        return result.ToHttp(_ => TypedResults.NoContent());
    }
}
