using Dispatch.Routing.Tickets.Domain;

namespace Dispatch.Routing.Tickets.Applications;

/// <summary>At its review date a suspended ticket comes back (挂账到期复查): nothing stays suspended unseen.</summary>
/// <remarks>
/// Publishes <see cref="TicketResumed"/>. What was replied to as suspended stays on the register until the centre
/// strikes it off. Several instances may run: under the case's lock the second finds nothing left to do.
/// </remarks>
public sealed class ReviewSuspensions(Database database, TimeProvider clock, Sweeps sweeps) : Sweep(sweeps)
{
    static readonly TimeSpan Pace = TimeSpan.FromSeconds(5);

    sealed record Due(TicketApplicationId Id, TicketId TicketId);

    sealed record Suspension(DateTimeOffset ReviewAt, bool Ended);

    protected override async Task<TimeSpan> Pass(CancellationToken cancel)
    {
        foreach (var due in await database.Read<Due>(
            Telemetry.Quiet + Select, new { now = clock.GetUtcNow() }, cancel))
            await Review(due, cancel);
        return Pace;
    }

    Task Review(Due due, CancellationToken cancel) => database.Do(async work =>
    {
        // Read under the case's lock: the centre may have struck it off, or a new one may have taken its place.
        if (await HeldTicket.Any(work, due.TicketId) is { } held
            && await work.Find<Suspension>(Load, new { due.Id }) is { } one
            && held.Ticket.ReviewSuspension(one.ReviewAt, one.Ended, work.Now) is { } then)
            await EndSuspension.End(work, held, then, due.Id, "挂账复查日期已到，恢复办理。", ActedBy.System);
    }, cancel);

    const string Load =
        "select review_at, ended_at is not null as ended from ticket_application where id = @Id";

    // Candidates only: under the lock, Ticket.ReviewSuspension says whether each is due.
    const string Select = """
        select r.id, r.ticket_id
        from ticket_application r
        join ticket t on t.id = r.ticket_id
        where r.kind = 'suspension' and r.granted and r.ended_at is null and r.review_at <= @now
            and t.status = 'suspended'
        order by r.review_at
        limit 100
        """;
}
