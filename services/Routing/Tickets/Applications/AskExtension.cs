using Dispatch.Routing.Catalogue.Lists;

namespace Dispatch.Routing.Tickets.Applications;

/// <summary>The lead asks for more time (延期): once, before the reply is due, no longer than its term.</summary>
/// <remarks>
/// Publishes <see cref="ApplicationMade"/>; the centre grants or refuses. Refuses with <c>ticket_not_found</c>,
/// <c>ticket_not_in_hand</c>, <c>only_the_lead</c>, <c>extension_used</c>, <c>extension_not_allowed</c>,
/// <c>extension_too_late</c>, <c>extension_too_long</c>, <c>application_waiting</c>. Source: 安阳市12345条例 §50.
/// </remarks>
public static class AskExtension
{
    /// <param name="Days">Working days.</param>
    public sealed record Request(
        [property: Required, Range(1, 60)] int? Days,
        [property: Required, StringLength(500, MinimumLength = 5)] string Reason);

    internal static readonly string[] Callers = [Roles.Handler, Roles.Head];

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/tickets/{ticketId}/extension", Handle)
        .Allow(Callers)
        .Produces(StatusCodes.Status204NoContent)
        .Refuses(RefusalKind.NotFound, RefusalKind.Conflict, RefusalKind.Invalid);

    static async Task<IResult> Handle(
        TicketId ticketId, Request request, Actor actor, Database database, CurrentCatalogue catalogue,
        CancellationToken cancel)
    {
        var application = new TicketApplication(ApplicationKind.Extension, request.Reason, request.Days);
        var result = await database.Transact<HeldTicket>(
            work => application.Ask(work, catalogue.Value, ticketId, actor, async held =>
            {
                var extended = (await TicketFacts.Of(work, ticketId)).Extended;
                return held.Ticket.AskExtension(request.Days!.Value, held.Case.Urgency, extended, work.Now);
            }),
            cancel);
        return result.ToHttp(_ => TypedResults.NoContent());
    }
}
