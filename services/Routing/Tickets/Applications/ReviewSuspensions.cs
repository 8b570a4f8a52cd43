using Dispatch.Routing.Tickets.Domain;

namespace Dispatch.Routing.Tickets.Applications;

/// <summary>At its review date a suspended ticket comes back (挂账到期复查): nothing stays suspended unseen.</summary>
/// <remarks>
/// Publishes <see cref="TicketResumed"/>. What was replied to as suspended stays on the ledger until the centre strikes
/// it off. Several instances may run: under the case's lock the second finds nothing left to do.
/// </remarks>
public sealed class ReviewSuspensions(Database database, TimeProvider clock, ILogger<ReviewSuspensions> log)
    : BackgroundService
{
    static readonly TimeSpan Pace = TimeSpan.FromSeconds(5);

    sealed record Due(TicketApplicationId Id, TicketId TicketId);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pace, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                foreach (var due in await database.Read<Due>(
                    Telemetry.Quiet + Select, new { now = clock.GetUtcNow() }, stoppingToken))
                    await Review(due, stoppingToken);
            }
            catch (Exception problem) when (Outage.Is(problem))
            {
                log.LogInformation("The reviews wait for the database: {Problem}", problem.Message);
            }
        }
    }

    Task Review(Due due, CancellationToken cancel) => database.Do(async work =>
    {
        if (await HeldTicket.Any(work, due.TicketId) is { Ticket.Status: TicketStatus.Suspended } held)
            await EndSuspension.End(work, held, due.Id, "挂账复查日期已到，恢复办理。", ActedBy.System);
    }, cancel);

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
