using Dispatch.Routing.Tickets.Domain;

namespace Dispatch.Routing.Tickets;

/// <summary>An attachment as lists show it.</summary>
/// <param name="Size">Bytes.</param>
public sealed record EvidenceRow(
    EvidenceId Id, string Name, EvidenceKind Kind, string MediaType, int Size, DateTimeOffset At, string ByName)
{
    public static readonly string[] Readers =
        [Roles.Handler, Roles.Head, Roles.Mediator, Roles.Dispatcher, Roles.Director, Roles.Arbiter, Roles.Auditor];

    public const string Columns = "e.id, e.name, e.kind, e.media_type, e.size, e.at, e.by_name";

    public const string OfTicket =
        $"select {Columns} from evidence e where e.ticket_id = @ticketId order by e.at, e.id";
}
