using Dispatch.Routing.Tickets.Domain;

namespace Dispatch.Routing.Tickets.Applications;

/// <summary>
/// The centre strikes a suspension off the register (销账): the matter can be solved now, or its review is done.
/// </summary>
/// <remarks>
/// Publishes <see cref="TicketResumed"/> when the ticket is still suspended. Refuses with <c>suspension_not_found</c>,
/// <c>suspension_ended</c>.
/// </remarks>
public static class EndSuspension
{
    public sealed record Request([property: Required, StringLength(500, MinimumLength = 2)] string Note);

    sealed record Row(TicketId TicketId, DateTimeOffset? EndedAt);

    static readonly Refusal NotFound = new(
        RefusalKind.NotFound, "suspension_not_found", "本辖区没有这条挂账。", "No such suspension in your jurisdiction.");

    internal static readonly string[] Callers = [Roles.Dispatcher, Roles.Director];

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/suspensions/{applicationId}/end", Handle)
        .Allow(Callers)
        .Produces(StatusCodes.Status204NoContent)
        .Refuses(RefusalKind.NotFound, RefusalKind.Conflict);

    /// <summary>What can be done next with a suspension that was granted.</summary>
    internal static PossibleAction Possible(Ticket ticket, bool ended) =>
        new("endSuspension", Callers, ticket.EndSuspension(ended).Refusal);

    static async Task<IResult> Handle(
        TicketApplicationId applicationId, Request request, Actor actor, Database database, CancellationToken cancel)
    {
        var note = Scrubbing.Scrub(request.Note);
        var result = await database.Transact<HeldTicket>(async work =>
        {
            var args = new { applicationId, actor.Scope };
            if (await work.Find<Row>(Load, args) is not { } row
                || await HeldTicket.OfJurisdiction(work, row.TicketId, actor) is not { } held)
                return NotFound;
            // Read again under the case's lock: somebody else may have ended it meanwhile.
            row = (await work.Find<Row>(Load, args))!;
            if (!held.Ticket.EndSuspension(row.EndedAt is not null).Accepted(out var then, out var refusal))
                return refusal;
            return await End(work, held, then, applicationId, note, actor.ToActedBy());
        }, cancel);
        return result.ToHttp(_ => TypedResults.NoContent());
    }

    /// <summary>Ends the suspension; publishes <see cref="TicketResumed"/> if the ticket is in hand again.</summary>
    /// <param name="then">The ticket after the end of the suspension.</param>
    internal static async Task<HeldTicket> End(
        Work work, HeldTicket held, Ticket then, TicketApplicationId applicationId, string why, ActedBy by)
    {
        await work.Execute(Save, new { applicationId, why, work.Now });
        if (then.Status == held.Ticket.Status)
            return held;
        held = held.Then(then);
        held.Save(work);
        work.Publish(new TicketResumed(held.Head(work, by), held.Ticket.Id, [new("suspension_ended", why)]));
        return held;
    }

    const string Load = """
        select ticket_id, ended_at
        from ticket_application
        where id = @applicationId and kind = 'suspension' and granted and jurisdiction like @Scope
        """;

    const string Save = "update ticket_application set ended_at = @Now, ended_why = @why where id = @applicationId";
}
