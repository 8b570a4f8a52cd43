namespace Dispatch.Routing.Tickets;

/// <summary>A handler records that they spoke with the petitioner (首次联系); no reply is accepted without it.</summary>
/// <remarks>
/// Publishes <see cref="PetitionerContacted"/>. Refuses with <c>ticket_not_found</c>, <c>ticket_not_in_hand</c>,
/// <c>contact_in_future</c>, <c>contact_before_dispatch</c>. The note stays in this service: it may name the
/// petitioner.
/// </remarks>
public static class RecordContact
{
    /// <param name="ContactedAt">UTC; now when absent.</param>
    public sealed record Request(
        DateTimeOffset? ContactedAt, [property: Required, StringLength(1000, MinimumLength = 2)] string Note);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/tickets/{ticketId}/contact", Handle)
        .Allow(Roles.Handler, Roles.Head, Roles.Mediator, Roles.Dispatcher, Roles.Director)
        .Produces(StatusCodes.Status204NoContent)
        .Refuses(RefusalKind.NotFound, RefusalKind.Conflict, RefusalKind.Invalid);

    static async Task<IResult> Handle(
        TicketId ticketId, Request request, Actor actor, Idempotency idempotency, Database database,
        CancellationToken cancel)
    {
        var result = await database.Transact<bool>(
            work => idempotency.Once(work, actor.Account, new { ticketId, request }, async Task<Result<bool>> () =>
            {
                if (await HeldTicket.OfOrganisation(work, ticketId, actor) is not { } held)
                    return HeldTicket.NotFound;
                var at = request.ContactedAt?.ToUniversalTime() ?? work.Now;
                if (!held.Ticket.Contact(at, work.Now).Accepted(out var contacted, out var refusal))
                    return refusal;

                held = held.Then(contacted);
                await held.Save(work);
                var note = Scrubbing.Scrub(request.Note);
                await work.Execute(Insert, new { ticketId, at, note, actor.Account, actor.Name, work.Now });
                work.Publish(new PetitionerContacted(held.Head(work, actor.ToActedBy()), ticketId, at, []));
                return true;
            }),
            cancel);
        return result.ToHttp(_ => TypedResults.NoContent());
    }

    const string Insert = """
        insert into contact (ticket_id, contacted_at, note, by_account, by_name, at)
        values (@ticketId, @at, @note, @Account, @Name, @Now);
        update ticket set contacted_at = coalesce(contacted_at, @at) where id = @ticketId
        """;
}
