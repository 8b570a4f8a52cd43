using Dispatch.Escalation.Clocks;
using Dispatch.Escalation.Clocks.Domain;
using Dispatch.Escalation.Deadlines;

namespace Dispatch.Escalation.Orders;

/// <summary>Sees to it that an order which is not obeyed in time climbs by itself to a sharper form.</summary>
/// <remarks>
/// Publishes <see cref="OrderTermMissed"/>, <see cref="OrderClimbed"/> and the sharper order.
/// </remarks>
public sealed class WatchOrders(
    Database database, CurrentTerms current, TimeProvider clock, Sweeps sweeps, ILogger<WatchOrders> log)
    : WatchDeadlines("supervision_order", database, current, clock, sweeps, log)
{
    protected override async Task Look(Work work, Guid id, Terms terms)
    {
        var order = await StoredOrder.LockOverdue(work, id);
        while (order?.NextOverdue(work.Head(order.Version + 1, ActedBy.System)) is { } step)
        {
            await StoredOrder.Save(work, step, terms);
            order = step.Order;
        }
    }
}
