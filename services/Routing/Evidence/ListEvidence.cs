using Dispatch.Routing.Domain;
using Dispatch.Routing.Tickets;

namespace Dispatch.Routing.Evidence;

/// <summary>An attachment as lists show it.</summary>
/// <param name="Size">Bytes.</param>
public sealed record EvidenceRow(
    EvidenceId Id, string Name, EvidenceKind Kind, string MediaType, int Size, DateTimeOffset At, string ByName)
{
    public static readonly string[] Readers =
        [Roles.Handler, Roles.Head, Roles.Mediator, Roles.Dispatcher, Roles.Director, Roles.Arbiter, Roles.Auditor];

    public const string Columns = "e.id, e.name, e.kind, e.media_type, e.size, e.at, e.by_name";
}

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
        var mine = $"select t.id from ticket t where t.id = @ticketId and {TicketItem.Scope(actor)}";
        if (await database.ReadOne<Seen>(mine, args, cancel) is null)
            return Problems.From(HeldTicket.NotFound);
        return TypedResults.Ok(new Answer(await database.Read<EvidenceRow>(OfTicket, args, cancel)));
    }

    internal const string OfTicket =
        $"select {EvidenceRow.Columns} from evidence e where e.ticket_id = @ticketId order by e.at, e.id";
}
