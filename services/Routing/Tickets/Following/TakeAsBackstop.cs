using Dispatch.Routing.Dispatching;
using Dispatch.Routing.Dispatching.Domain;
using Dispatch.Routing.Tickets.Domain;
using Dispatch.Routing.Tickets.Returns;

namespace Dispatch.Routing.Tickets.Following;

/// <summary>
/// The ladder has come to its end (提级): the centre takes the ticket from its owner and leads the case itself (兜底).
/// </summary>
/// <remarks>
/// Publishes <see cref="CaseDispatched"/>, unless the ticket has ended, waits for its audit or was taken already.
/// </remarks>
public static class TakeAsBackstop
{
    public static async Task Handle(BackstopAssigned assigned, Work work, CurrentRoutingPolicy current)
    {
        // Without a ticket the centre holds the case already.
        if (assigned.TicketId is not { } ticket)
            return;
        var held = await HeldTicket.Any(work, ticket)
            ?? throw new TooEarlyException(
                $"BackstopAssigned of {assigned.Head.CaseNumber}, whose ticket is not there yet.");
        var policy = current.Value;
        var centre = Recusal.Centre(policy.Catalogue, held.Case.Jurisdiction, held.Case.Against)
            ?? throw new TooEarlyException("The catalogue names no centre yet.");
        if (!held.Case.Open || held.Ticket.Organisation == centre.Code || held.Ticket.TakeBack() is not { } taken)
            return;
        var matter = held.Case.Matter is { } code ? policy.Catalogue.Matter(code) : null;
        held = await Redispatch.To(
            work, policy, held with { Ticket = taken }, matter, centre, Ticket.MostHops + 1, ActedBy.System,
            [DecisionReasons.BackstopByLadder(centre), .. assigned.Reasons]);
        held.Save(work);
        await held.Case.Save(work);
    }
}
