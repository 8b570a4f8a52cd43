using Dispatch.Routing.Tickets.Domain;

namespace Dispatch.Routing.Tickets.Handling;

/// <summary>
/// A handler records that they spoke with the petitioner (首次联系), or tried in vain; no reply is accepted without either.
/// </summary>
/// <remarks>
/// Publishes <see cref="PetitionerContacted"/>, or <see cref="ContactAttempted"/>: three timed attempts count as a
/// contact. Refuses with <c>ticket_not_found</c>, <c>ticket_not_in_hand</c>, <c>contact_in_future</c>,
/// <c>contact_before_dispatch</c>, <c>contact_before_reopening</c>. The note stays in this service: it may name
/// the petitioner.
/// </remarks>
public static class RecordContact
{
    /// <param name="ContactedAt">UTC; now when absent.</param>
    /// <param name="Reached">False for an attempt; true when absent.</param>
    public sealed record Request(
        DateTimeOffset? ContactedAt, [property: Required, StringLength(1000, MinimumLength = 2)] string Note,
        bool? Reached = null);

    sealed record Attempt(DateTimeOffset ContactedAt);

    internal static readonly string[] Callers =
        [Roles.Handler, Roles.Head, Roles.Mediator, Roles.Dispatcher, Roles.Director];

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/tickets/{ticketId}/contact", Handle)
        .Allow(Callers)
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
                held.Save(work);
                var (note, reached) = (Scrubbing.Scrub(request.Note), request.Reached ?? true);
                await work.Execute(Insert, new { ticketId, at, note, reached, actor.Account, actor.Name, work.Now });
                var head = held.Head(work, actor.ToActedBy());
                work.Publish(reached ? new PetitionerContacted(head, ticketId, at, [])
                    : await Attempted(work, head, held.Ticket, at, held.Case.Urgency));
                return true;
            }),
            cancel);
        return result.ToHttp(_ => TypedResults.NoContent());
    }

    static async Task<ContactAttempted> Attempted(
        Work work, EventHead head, Ticket ticket, DateTimeOffset at, Urgency urgency)
    {
        var (ticketId, since) = (ticket.Id, ticket.Since);
        var attempts = await work.List<Attempt>(Select, new { ticketId, since });
        var counted = Attempts.Count(attempts.Select(a => a.ContactedAt), urgency);
        await work.Execute(Count, new { ticketId, counted });
        return new(head, ticketId, at, counted, counted >= Attempts.Enough, []);
    }

    const string Insert = """
        insert into contact (ticket_id, contacted_at, note, reached, by_account, by_name, at)
        values (@ticketId, @at, @note, @reached, @Account, @Name, @Now);
        update ticket set contacted_at = coalesce(contacted_at, @at) where id = @ticketId and @reached
        """;

    const string Count = "update ticket set contact_attempts = @counted where id = @ticketId";

    const string Select =
        "select contacted_at from contact where ticket_id = @ticketId and not reached and contacted_at >= @since";
}
