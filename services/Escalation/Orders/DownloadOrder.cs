namespace Dispatch.Escalation.Orders;

/// <summary>An order as a Word document in the official form (公文), for the seal and the file.</summary>
/// <remarks>
/// Refuses with <c>order_not_found</c>, also for one that the caller may not see, and <c>order_not_signed</c>.
/// </remarks>
public static class DownloadOrder
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/orders/{orderId}/document", Handle)
        .Allow(ListOrders.Readers)
        .Produces<byte[]>(StatusCodes.Status200OK, OrderDocument.MediaType)
        .Refuses(RefusalKind.NotFound, RefusalKind.Conflict);

    static async Task<IResult> Handle(OrderId orderId, Actor actor, Database database, CancellationToken cancel) =>
        (await StoredPaper.Read(database, orderId, actor, cancel)).ToHttp(paper => TypedResults.File(
            OrderDocument.Write(paper), OrderDocument.MediaType, $"{paper.Number}{paper.Title}.docx"));
}
