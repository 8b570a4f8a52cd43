using Dispatch.Escalation.Clocks;
using Dispatch.Escalation.Orders.Domain;

namespace Dispatch.Escalation.Orders;

/// <summary>The director or a leader signs an interview or a circular (签发), or lets it be.</summary>
/// <remarks>
/// Publishes <see cref="OrderIssued"/> or <see cref="OrderDiscarded"/>. Refuses with <c>order_not_found</c>,
/// <c>order_not_for_signature</c>.
/// </remarks>
public static class SignOrder
{
    public sealed record Request(
        [property: Required] bool? Signed,
        [property: Required, StringLength(500, MinimumLength = 2)] string Grounds);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/orders/{orderId}/signature", Handle)
        .Allow(SupervisionOrder.Signers)
        .Produces(StatusCodes.Status204NoContent)
        .Refuses(RefusalKind.NotFound, RefusalKind.Forbidden, RefusalKind.Conflict);

    static Task<IResult> Handle(
        OrderId orderId, Request request, Actor actor, Database database, CurrentTerms current,
        CancellationToken cancel) =>
        StoredOrder.Change(database, current, orderId, actor,
            (order, terms, head) =>
                order.Sign(request.Signed!.Value, Scrubbing.Scrub(request.Grounds), actor, terms, head), cancel);
}
