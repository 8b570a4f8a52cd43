using Dispatch.Escalation.Clocks;
using Dispatch.Escalation.Orders.Domain;

namespace Dispatch.Escalation.Orders;

/// <summary>The organisation asks once for more time for an order (申请延长).</summary>
/// <remarks>
/// Publishes <see cref="OrderProlongationAsked"/>. Refuses with <c>order_not_found</c>, <c>order_not_in_force</c>,
/// <c>not_your_order</c>, <c>prolongation_used</c>, <c>prolongation_too_late</c>, <c>prolongation_not_later</c>,
/// <c>until_too_late</c>.
/// </remarks>
public static class AskProlongation
{
    public sealed record Request(
        [property: Required] DateTimeOffset? Until,
        [property: Required, StringLength(500, MinimumLength = 2)] string Reason);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/orders/{orderId}/prolongation", Handle)
        .Allow(SupervisionOrder.Responders)
        .Produces(StatusCodes.Status204NoContent)
        .Refuses(RefusalKind.NotFound, RefusalKind.Forbidden, RefusalKind.Conflict, RefusalKind.Invalid);

    static Task<IResult> Handle(
        OrderId orderId, Request request, Actor actor, Database database, CurrentTerms current,
        CancellationToken cancel) =>
        StoredOrder.Change(database, current, orderId, actor,
            (order, _, head) =>
                order.AskProlongation(
                    request.Until!.Value.ToUniversalTime(), Scrubbing.Scrub(request.Reason), actor, head), cancel);
}
