using Dispatch.Routing.Dispatching.MatterModel;

namespace Dispatch.Routing.Tickets.Following;

/// <summary>The case was archived: nothing more is owed on any of its tickets.</summary>
/// <remarks>Publishes <see cref="TicketClosed"/> for each ticket that was not returned.</remarks>
public static class CloseTickets
{
    sealed record Closed(TicketId Id);

    public static async Task Handle(CaseArchived archived, Work work)
    {
        if (await FollowedCase.Load(work, archived) is not { } of)
            return;
        of = of with { Open = false, Undecided = false };
        foreach (var ticket in await work.List<Closed>(Close, new { of.CaseId }))
        {
            of = of.Next();
            work.Publish(new TicketClosed(
                work.Head(of.CaseId, of.CaseNumber, of.Version, archived.Head.By), ticket.Id,
                [new("case_archived", "诉求已归档，派遣单随之办结。")]));
        }
        await of.Save(work);
        await KeepExample.Confirmed(work, of);
    }

    // What was settled with the lead's audit was told then.
    const string Close = """
        update ticket
        set status = 'closed'
        where case_id = @CaseId and status <> 'returned' and not (role = 'assisting' and status = 'closed')
        returning id
        """;
}
