using Dispatch.Escalation.Orders.Domain;
using Dispatch.Escalation.Records;

namespace Dispatch.Escalation.Orders;

/// <summary>Gathers what an order says on paper, for those who may see the order.</summary>
static class StoredPaper
{
    /// <summary>Refuses with <c>order_not_found</c>, <c>order_not_signed</c>.</summary>
    public static async Task<Result<OrderPaper>> Read(
        Database database, OrderId id, Actor actor, CancellationToken cancel)
    {
        if (await StoredOrder.Read(database, id, actor, cancel) is not var (order, beside))
            return StoredOrder.NotFound;
        var before = new List<SupervisionOrder>();
        while ((before.FirstOrDefault() ?? order).ClimbedFrom is { } from
            && await StoredOrder.Read(database, from, actor, cancel) is var (earlier, besideIt))
        {
            before.Insert(0, earlier);
            beside = besideIt;
        }
        var issuer = await database.ReadOne<Issuer>(
            "select name, level from organisation where id = @Centre", new { order.Centre }, cancel);
        var opening = beside.Steps is [var opened, ..] ? opened.Reasons : [];
        var cases = await database.Read<PaperCase>(Cases, new { id }, cancel);
        return order.OnPaper(issuer ?? new(order.Centre.Value, null), before, opening, cases);
    }

    const string Cases = """
        select p.number, p.kind, p.urgency, p.reported_at
        from order_case c
        join timed_case p on p.case_id = c.case_id
        where c.order_id = @id
        order by p.number
        """;
}
