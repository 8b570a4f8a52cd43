namespace Dispatch.Routing.Tickets.Evidence;

/// <summary>The attachments of one ticket, for its own organisation and the centre.</summary>
/// <remarks>Refuses with <c>ticket_not_found</c>, also for another organisation's.</remarks>
public static class ListEvidence
{
    public sealed record Answer(IReadOnlyList<EvidenceRow> Items);

    sealed record Seen(TicketId Id);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/tickets/{ticketId}/evidence", Handle)
        .Allow(EvidenceRow.Readers)
        .Produces<Answer>()
        .Refuses(RefusalKind.NotFound);

    static async Task<IResult> Handle(TicketId ticketId, Actor actor, Database database, CancellationToken cancel)
    {
        var args = new { ticketId, actor.Organisation, actor.Scope };
        var mine = $"select t.id from ticket t where t.id = @ticketId and {TicketItem.Visibility.Sees(actor)}";
        if (await database.ReadOne<Seen>(mine, args, cancel) is null)
            return Problems.From(HeldTicket.NotFound);
        return TypedResults.Ok(new Answer(await database.Read<EvidenceRow>(EvidenceRow.OfTicket, args, cancel)));
    }
}
