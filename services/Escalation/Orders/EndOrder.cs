using Dispatch.Escalation.Clocks;
using Dispatch.Escalation.Orders.Domain;

namespace Dispatch.Escalation.Orders;

/// <summary>The centre ends an order that is no longer owed (终止督办).</summary>
/// <remarks>
/// Publishes <see cref="OrderEnded"/>. Refuses with <c>order_not_found</c>, <c>order_not_in_force</c>,
/// <c>not_your_order</c>.
/// </remarks>
public static class EndOrder
{
    public sealed record Request(
        [property: Required, StringLength(500, MinimumLength = 2)] string Grounds);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/orders/{orderId}/ending", Handle)
        .Allow(SupervisionOrder.Reviewers)
        .Produces(StatusCodes.Status204NoContent)
        .Refuses(RefusalKind.NotFound, RefusalKind.Forbidden, RefusalKind.Conflict);

    static Task<IResult> Handle(
        OrderId orderId, Request request, Actor actor, Database database, CurrentTerms current,
        CancellationToken cancel) =>
        StoredOrder.Change(database, current, orderId, actor,
            (order, _, head) =>
                order.End(Scrubbing.Scrub(request.Grounds), actor, head), cancel);
}
