using Dispatch.Routing.Catalogue.Domain.Rows;
using Dispatch.Routing.Dispatching;
using Dispatch.Routing.Dispatching.Domain;
using Dispatch.Routing.Tickets.Domain;

namespace Dispatch.Routing.Tickets.Returns;

/// <summary>
/// Dispatches a case to the organisation that a ruling or a decision on an objection names, or to the centre as its
/// backstop (兜底). The ticket is bound: it cannot be returned again.
/// </summary>
static class Redispatch
{
    /// <param name="matter">The matter that decides; null: that of the case stays.</param>
    /// <param name="held">The ticket that was taken away, as it is after that.</param>
    /// <returns>The same with the case as it then stands, to be saved by the caller.</returns>
    public static async Task<HeldTicket> To(
        Work work, RoutingPolicy policy, HeldTicket held, MatterRow? matter, OrganisationRow to, int hop, ActedBy by,
        IReadOnlyList<Reason> reasons)
    {
        held = await Assistants.BecomeLead(work, held, to);
        if (matter is not null)
            held = await Assistants.StandDown(work, policy, held, matter);
        var dispatches = new Dispatches(work, policy);
        var routed = dispatches.Add(
            matter is null ? held.Case : held.Case with { Matter = matter.Code, MatterName = matter.Name },
            new(to, [], hop, true, held.Ticket.Id, by, reasons,
                Backstop: hop > Ticket.MostHops && to.Kind == OrganisationKind.Centre));
        await dispatches.Send();
        return held with { Case = routed };
    }
}
