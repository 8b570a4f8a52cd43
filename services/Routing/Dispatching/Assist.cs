using Dispatch.Routing.Catalogue.Domain.Rows;

namespace Dispatch.Routing.Dispatching;

/// <summary>Further organisations assist (协办) on a case that is in hand.</summary>
public sealed partial class Dispatches
{
    /// <returns>Their tickets, written with the transaction and to be told of by the caller.</returns>
    public async Task<IReadOnlyList<DispatchedTicket>> Assist(
        RoutedCase of, IReadOnlyList<OrganisationRow> organisations, int hop, IReadOnlyList<Reason> reasons)
    {
        ChangedDays.Mark(work, work.Now);
        var loads = await OfficerWorkload.Of(work, policy.Catalogue, organisations.Select(o => (o.Code, of.Urgency)));
        var tickets = organisations.Select(one => Make(
            of, one, TicketRole.Assisting, new(one, [], hop, false, null, ActedBy.System, reasons), loads)).ToList();
        Write(tickets);
        return [.. tickets.Select(t => t.Ticket)];
    }
}
