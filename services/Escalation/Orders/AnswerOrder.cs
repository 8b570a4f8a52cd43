using Dispatch.Escalation.Clocks;
using Dispatch.Escalation.Orders.Domain;

namespace Dispatch.Escalation.Orders;

/// <summary>The organisation answers what it has done (督办回复).</summary>
/// <remarks>
/// Publishes <see cref="OrderAnswered"/>; the centre reviews it. Refuses with <c>order_not_found</c>,
/// <c>order_not_in_force</c>, <c>not_your_order</c>.
/// </remarks>
public static class AnswerOrder
{
    public sealed record Request(
        [property: Required, StringLength(4000, MinimumLength = 5)] string Text);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/orders/{orderId}/answer", Handle)
        .Allow(SupervisionOrder.Responders)
        .Produces(StatusCodes.Status204NoContent)
        .Refuses(RefusalKind.NotFound, RefusalKind.Forbidden, RefusalKind.Conflict);

    static Task<IResult> Handle(
        OrderId orderId, Request request, Actor actor, Database database, CurrentTerms current,
        CancellationToken cancel) =>
        StoredOrder.Change(database, current, orderId, actor,
            (order, terms, head) =>
                order.Reply(Scrubbing.Scrub(request.Text), actor, terms, head), cancel);
}
