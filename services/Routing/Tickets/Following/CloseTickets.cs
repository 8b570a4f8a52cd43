using Dispatch.Routing.Dispatching.MatterModel;
using Dispatch.Routing.Tickets.Domain;

namespace Dispatch.Routing.Tickets.Following;

/// <summary>The case was archived: nothing more is owed on any of its tickets.</summary>
/// <remarks>Publishes <see cref="TicketClosed"/> for each ticket that was not returned.</remarks>
public static class CloseTickets
{
    public static async Task Handle(CaseArchived archived, Work work)
    {
        if (await FollowedCase.Load(work, archived) is not { } routed)
            return;
        routed = routed with { Open = false, Undecided = false };
        var closed = new List<Ticket>();
        foreach (var ticket in await work.List<Ticket>(SelectTickets, new { routed.CaseId }))
        {
            if (ticket.CloseByArchive() is not { } then)
                continue;
            closed.Add(then);
            routed = routed.Next();
            work.Publish(new TicketClosed(
                work.Head(routed.CaseId, routed.CaseNumber, routed.Version, archived.Head.By), then.Id,
                [new("case_archived", "诉求已归档，派遣单随之办结。")]));
        }
        StoredTicket.Write(work, closed);
        await routed.Save(work);
        await KeepExample.Confirmed(work, routed);
    }

    const string SelectTickets =
        $"select {StoredTicket.Columns} from ticket t where t.case_id = @CaseId order by t.id";
}
