namespace Dispatch.Routing.Tickets.Applications;

/// <summary>The centre strikes an entry from the ledger (销账): it can be solved now, or the review is done.</summary>
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

    static readonly Refusal Ended = new(
        RefusalKind.Conflict, "suspension_ended", "该挂账已销账；请刷新列表。", "This suspension has ended; refresh the list.");

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/suspensions/{applicationId}/end", Handle)
        .Allow(Roles.Dispatcher, Roles.Director)
        .Produces(StatusCodes.Status204NoContent)
        .Refuses(RefusalKind.NotFound, RefusalKind.Conflict);

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
            if ((await work.Find<Row>(Load, args))!.EndedAt is not null)
                return Ended;
            return await End(work, held, applicationId, note, actor.ToActedBy());
        }, cancel);
        return result.ToHttp(_ => TypedResults.NoContent());
    }

    /// <summary>Ends the entry, and puts the ticket in hand again if it is still suspended.</summary>
    internal static async Task<HeldTicket> End(
        Work work, HeldTicket held, TicketApplicationId applicationId, string why, ActedBy by)
    {
        await work.Execute(Save, new { applicationId, why, work.Now });
        if (held.Ticket.Status != TicketStatus.Suspended)
            return held;
        held = held.Then(held.Ticket.Resume());
        await held.Save(work);
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
