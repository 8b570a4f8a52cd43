using Dispatch.Escalation.Clocks;
using Dispatch.Escalation.Orders.Domain;

namespace Dispatch.Escalation.Orders;

/// <summary>The organisation takes note of an order (签收督办单), with a plan and a date.</summary>
/// <remarks>
/// Publishes <see cref="OrderAcknowledged"/>. Refuses with <c>order_not_found</c>, <c>order_not_in_force</c>,
/// <c>not_your_order</c>, <c>order_already_acknowledged</c>, <c>plan_too_late</c>.
/// </remarks>
public static class AcknowledgeOrder
{
    public sealed record Request(
        [property: Required, StringLength(1000, MinimumLength = 2)] string Plan,
        [property: Required] DateTimeOffset? Until);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/orders/{orderId}/acknowledgement", Handle)
        .Allow(SupervisionOrder.Responders)
        .Produces(StatusCodes.Status204NoContent)
        .Refuses(RefusalKind.NotFound, RefusalKind.Forbidden, RefusalKind.Conflict, RefusalKind.Invalid);

    static Task<IResult> Handle(
        OrderId orderId, Request request, Actor actor, Database database, CurrentTerms current,
        CancellationToken cancel) =>
        StoredOrder.Change(database, current, orderId, actor,
            (order, _, head) =>
                order.Acknowledge(Scrubbing.Scrub(request.Plan), request.Until!.Value.ToUniversalTime(), actor, head),
            cancel);
}
