using Dispatch.Routing.Catalogue.Lists;

namespace Dispatch.Routing.Tickets.Handling;

/// <summary>The organisation gives its ticket to one of its officers or sections (内部转办); the terms go on.</summary>
/// <remarks>
/// Publishes <see cref="TicketTransferred"/>. An organisation with a roster transfers only to somebody on it. Refuses
/// with <c>ticket_not_found</c>, <c>ticket_not_in_hand</c>, <c>same_officer</c>, <c>officer_not_on_roster</c>.
/// </remarks>
public static class TransferTicket
{
    /// <param name="Officer">The officer's account, or a section's code.</param>
    public sealed record Request(
        [property: Required] AccountId? Officer,
        [property: Required, StringLength(50, MinimumLength = 2)] string OfficerName,
        [property: StringLength(300)] string? Note);

    sealed record Row(AccountId? Officer);

    static readonly Refusal NotOnRoster = new(
        RefusalKind.Invalid, "officer_not_on_roster", "此人不在本单位值班表中，请从值班表中选择。",
        "This officer is not on your organisation's roster; choose one who is.", "officer");

    internal static readonly string[] Callers = [Roles.Handler, Roles.Head, Roles.Dispatcher, Roles.Director];

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/tickets/{ticketId}/transfer", Handle)
        .Allow(Callers)
        .Produces(StatusCodes.Status204NoContent)
        .Refuses(RefusalKind.NotFound, RefusalKind.Conflict, RefusalKind.Invalid);

    static async Task<IResult> Handle(
        TicketId ticketId, Request request, Actor actor, Database database, CurrentCatalogue catalogue,
        CancellationToken cancel)
    {
        var roster = catalogue.Value.Rows.Rosters.Where(r => r.Organisation == actor.Organisation).ToList();
        if (roster.Count > 0 && !roster.Exists(r => r.Officer == request.Officer))
            return Problems.From(NotOnRoster);
        var name = Scrubbing.Scrub(request.OfficerName);
        var result = await database.Transact<HeldTicket>(async work =>
        {
            if (await HeldTicket.OfOrganisation(work, ticketId, actor) is not { } held)
                return HeldTicket.NotFound;
            var current = (await work.Find<Row>("select officer from ticket where id = @ticketId", new { ticketId }))!;
            if (held.Ticket.Transfer(current.Officer, request.Officer!.Value) is { } no)
                return no;
            held = held.Then(held.Ticket);
            held.Save(work);
            await work.Execute(Update, new { ticketId, request.Officer, name });
            work.Publish(new TicketTransferred(
                held.Head(work, actor.ToActedBy()), ticketId, request.Officer.Value.Value, name,
                request.Note is { Length: > 0 } note ? [new("transfer_note", Scrubbing.Scrub(note))] : []));
            return held;
        }, cancel);
        return result.ToHttp(_ => TypedResults.NoContent());
    }

    const string Update = "update ticket set officer = @Officer, officer_name = @name where id = @ticketId";
}
