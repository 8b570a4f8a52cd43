namespace Dispatch.Routing.Tickets.Following;

/// <summary>
/// A bad callback or rating sends the case back to the organisation that led it (重办), which cannot return it and must
/// speak with the petitioner and show its handling anew.
/// </summary>
/// <remarks>
/// Publishes <see cref="TicketReopened"/>. A reopening that arrives after a newer event of Intake's is ignored.
/// </remarks>
public static class ReopenTicket
{
    public static async Task Handle(CaseReopened reopened, Work work)
    {
        if (await FollowedCase.Load(work, reopened) is not { } routed
            || await FollowedCase.Lead(work, routed.CaseId) is not { } held)
            return;
        held = held.Then(held.Ticket.Reopen(work.Now)) with { Case = held.Case.Next() with { Open = true } };
        held.Save(work);
        await held.Case.Save(work);
        work.Later(NewRound, new { id = held.Ticket.Id.Value, now = work.Now });
        work.Publish(new TicketReopened(
            held.Head(work, reopened.Head.By), held.Ticket.Id, reopened.Round, held.Case.Urgency, reopened.Reasons));
    }

    const string NewRound =
        "update ticket set reopened_at = @now, contacted_at = null, contact_attempts = 0 where id = @id";
}
