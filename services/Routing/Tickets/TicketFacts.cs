using Dispatch.Routing.Tickets.Domain;

namespace Dispatch.Routing.Tickets;

/// <summary>What stands on record beside a ticket, for the rules that ask for more than its own state.</summary>
/// <param name="Attempts">How many timed attempts to reach the petitioner count in this round.</param>
/// <param name="Files">How many attachments this round has.</param>
/// <param name="OnSite">A photograph or a recording is among them.</param>
/// <param name="Extended">An extension was granted.</param>
/// <param name="Waiting">An application waits for the centre's answer.</param>
/// <param name="Suspended">A suspension was granted and has not ended; null where none was granted.</param>
sealed record TicketFacts(int Attempts, int Files, bool OnSite, bool Extended, bool Waiting, bool? Suspended)
{
    /// <param name="legalBasis">The reply says by which rule the matter cannot, or need not, be solved.</param>
    public Proof Proof(Ticket ticket, bool legalBasis) =>
        new(ticket.Contacted, Attempts, OnSite, legalBasis, Suspended is true);

    public static async Task<TicketFacts> Of(Work work, TicketId ticketId) =>
        (await work.Find<TicketFacts>(Select, new { ticketId }))!;

    public static async Task<TicketFacts> Read(Database database, TicketId ticketId, CancellationToken cancel) =>
        (await database.ReadOne<TicketFacts>(Select, new { ticketId }, cancel))!;

    const string Select = """
        select t.contact_attempts as attempts,
            (select count(*)::int from evidence e
                where e.ticket_id = t.id and e.at >= coalesce(t.reopened_at, t.dispatched_at)) as files,
            exists (select from evidence e where e.ticket_id = t.id and e.kind <> 'paper'
                and e.at >= coalesce(t.reopened_at, t.dispatched_at)) as on_site,
            exists (select from ticket_application r where r.ticket_id = t.id and r.kind = 'extension' and r.granted)
                as extended,
            exists (select from ticket_application r where r.ticket_id = t.id and r.granted is null
                and r.ended_at is null) as waiting,
            (select bool_or(r.ended_at is null) from ticket_application r
                where r.ticket_id = t.id and r.kind = 'suspension' and r.granted) as suspended
        from ticket t
        where t.id = @ticketId
        """;
}
