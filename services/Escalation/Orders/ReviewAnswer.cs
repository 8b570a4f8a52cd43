using Dispatch.Escalation.Clocks;
using Dispatch.Escalation.Orders.Domain;

namespace Dispatch.Escalation.Orders;

/// <summary>The centre accepts an answer to an order, or names what is missing (督办审核).</summary>
/// <remarks>
/// Publishes <see cref="OrderEnded"/> or <see cref="OrderSentBack"/>. Refuses with <c>order_not_found</c>,
/// <c>no_answer_waits</c>, <c>not_your_order</c>, <c>gaps_missing</c>.
/// </remarks>
public static class ReviewAnswer
{
    public sealed record Request(
        [property: Required] bool? Accepted, [property: StringLength(1000, MinimumLength = 2)] string? Gaps);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/orders/{orderId}/review", Handle)
        .Allow(SupervisionOrder.Reviewers)
        .Produces(StatusCodes.Status204NoContent)
        .Refuses(RefusalKind.NotFound, RefusalKind.Forbidden, RefusalKind.Conflict, RefusalKind.Invalid);

    static Task<IResult> Handle(
        OrderId orderId, Request request, Actor actor, Database database, CurrentTerms current,
        CancellationToken cancel) =>
        StoredOrder.Change(database, current, orderId, actor,
            (order, _, head) =>
                order.Review(
                    request.Accepted!.Value, request.Gaps is null ? null : Scrubbing.Scrub(request.Gaps), actor, head),
            cancel);
}
