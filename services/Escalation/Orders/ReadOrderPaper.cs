using Dispatch.Escalation.Orders.Domain;

namespace Dispatch.Escalation.Orders;

/// <summary>What an order says on paper (公文), for the print page.</summary>
/// <remarks>
/// Refuses with <c>order_not_found</c>, also for one that the caller may not see, and <c>order_not_signed</c>.
/// </remarks>
public static class ReadOrderPaper
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/orders/{orderId}/paper", Handle)
        .Allow(ListOrders.Readers)
        .Produces<OrderPaper>()
        .Refuses(RefusalKind.NotFound, RefusalKind.Conflict);

    static async Task<IResult> Handle(OrderId orderId, Actor actor, Database database, CancellationToken cancel) =>
        (await StoredPaper.Read(database, orderId, actor, cancel)).ToHttp(paper => TypedResults.Ok(paper));
}
