using Dispatch.Routing.Catalogue.Domain.Rows;
using Dispatch.Routing.Dispatching;
using Dispatch.Routing.Dispatching.Domain;

namespace Dispatch.Routing.Tickets.Returns;

/// <summary>Sends a case to whom a ruling or a decision names: bound, so that nothing bounces.</summary>
static class Redispatch
{
    /// <param name="held">The ticket that was taken away, already so.</param>
    /// <returns>The same with the case as it then stands, to be saved by the caller.</returns>
    public static async Task<HeldTicket> To(
        Work work, RoutingPolicy policy, HeldTicket held, MatterRow matter, OrganisationRow to, int hop, ActedBy by,
        IReadOnlyList<Reason> reasons)
    {
        held = await Assistants.StandDown(work, policy, await Assistants.BecomeLead(work, held, to), matter);
        var dispatches = new Dispatches(work, policy);
        var of = dispatches.Add(
            held.Case with { Matter = matter.Code, MatterName = matter.Name },
            new(to, [], hop, true, held.Ticket.Id, by, reasons));
        await dispatches.Send();
        return held with { Case = of };
    }
}
