using Dispatch.Escalation.Clocks;

namespace Dispatch.Escalation.Orders;

/// <summary>Sees to it that an order which is not obeyed in time climbs by itself to a sharper form.</summary>
/// <remarks>
/// Publishes <see cref="OrderTermMissed"/>, <see cref="OrderClimbed"/> and the sharper order. Several instances may
/// run: each takes orders that nobody else holds at the moment.
/// </remarks>
public sealed class WatchOrders(Database database, CurrentTerms current, Sweeps sweeps) : Sweep(sweeps)
{
    const int Most = 100;
    static readonly TimeSpan Between = TimeSpan.FromSeconds(1);

    protected override async Task<TimeSpan> Pass(CancellationToken cancel)
    {
        var taken = 0;
        var terms = current.Value;
        await database.Do(async work =>
        {
            var due = await StoredOrder.LockOverdue(work, Most);
            taken = due.Count;
            foreach (var found in due)
            {
                using var trace = Telemetry.Begin("watch order");
                var order = found;
                while (order.NextOverdue(work.Head(order.Version + 1, ActedBy.System)) is { } step)
                {
                    await StoredOrder.Save(work, step, terms);
                    order = step.Order;
                }
            }
        }, cancel);
        return taken == Most ? TimeSpan.Zero : Between;
    }
}
