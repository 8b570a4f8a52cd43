using Dispatch.Escalation.Clocks;
using Dispatch.Escalation.Orders.Domain;

namespace Dispatch.Escalation.Orders;

/// <summary>The centre decides whether there is more time for an order (延长审批).</summary>
/// <remarks>
/// Publishes <see cref="OrderProlongationRuled"/>. Refuses with <c>order_not_found</c>, <c>no_prolongation_waits</c>,
/// <c>not_your_order</c>.
/// </remarks>
public static class RuleProlongation
{
    public sealed record Request(
        [property: Required] bool? Granted,
        [property: Required, StringLength(500, MinimumLength = 2)] string Grounds);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/orders/{orderId}/prolongation/ruling", Handle)
        .Allow(SupervisionOrder.Reviewers)
        .Produces(StatusCodes.Status204NoContent)
        .Refuses(RefusalKind.NotFound, RefusalKind.Forbidden, RefusalKind.Conflict);

    static Task<IResult> Handle(
        OrderId orderId, Request request, Actor actor, Database database, CurrentTerms current,
        CancellationToken cancel) =>
        StoredOrder.Change(database, current, orderId, actor,
            (order, _, head) =>
                order.RuleProlongation(request.Granted!.Value, Scrubbing.Scrub(request.Grounds), actor, head), cancel);
}
