namespace Dispatch.Routing.Tickets.Handling;

/// <summary>An organisation takes its ticket in hand (签收).</summary>
/// <remarks>
/// Publishes <see cref="TicketClaimed"/>. Refuses with <c>ticket_not_found</c>, <c>ticket_not_claimable</c>.
/// The centre's dispatchers claim what the centre itself must handle as backstop.
/// </remarks>
public static class ClaimTicket
{
    internal static readonly string[] Callers =
        [Roles.Handler, Roles.Head, Roles.Mediator, Roles.Dispatcher, Roles.Director];

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/tickets/{ticketId}/claim", Handle)
        .Allow(Callers)
        .Produces(StatusCodes.Status204NoContent)
        .Refuses(RefusalKind.NotFound, RefusalKind.Conflict);

    static async Task<IResult> Handle(TicketId ticketId, Actor actor, Database database, CancellationToken cancel)
    {
        var result = await database.Transact<HeldTicket>(async work =>
        {
            if (await HeldTicket.OfOrganisation(work, ticketId, actor) is not { } held)
                return HeldTicket.NotFound;
            if (!held.Ticket.Claim(work.Now).Accepted(out var claimed, out var refusal))
                return refusal;

            held = held.Then(claimed);
            held.Save(work);
            work.Publish(new TicketClaimed(held.Head(work, actor.ToActedBy()), claimed.Id, claimed.Role, []));
            return held;
        }, cancel);
        return result.ToHttp(_ => TypedResults.NoContent());
    }
}
