using RabbitMQ.Client;

namespace Dispatch.Gateway.Broker;

/// <summary>
/// The administrator sends failed messages to their consumer again, one or all, once the cause is mended.
/// </summary>
/// <remarks>
/// Each is put back into the consumer's queue, and is taken out of the error queue only when the broker has confirmed
/// that. A crash in between leaves it in both, and the inbox ignores the second. Refuses with
/// <c>queue_not_found</c> and <c>message_not_found</c>.
/// </remarks>
public static class ReplayErrorQueue
{
    static readonly Refusal NoSuchMessage = new(
        RefusalKind.NotFound, "message_not_found", "该消息已不在错误队列中，请刷新列表。",
        "This message is no longer in the error queue; read the list anew.", "messageId");

    /// <param name="MessageId">Null for all that are there now.</param>
    public sealed record Request([property: StringLength(100)] string? MessageId);

    public sealed record Reply(int Replayed);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/broker/error-queues/{queue}/replay", Handle)
        .Allow(Roles.Admin)
        .Produces<Reply>()
        .Refuses(RefusalKind.NotFound)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    static async Task<IResult> Handle(
        string queue, Request request, HttpContext http, Actor actor, ErrorQueues queues, ILogger<ErrorQueues> log,
        CancellationToken cancel)
    {
        if (!await queues.Knows(queue, http.Request.Headers.Authorization.ToString(), cancel))
            return Problems.From(ErrorQueues.NoSuchQueue);
        var replayed = 0;
        // When the channel is disposed, the broker puts back those that were not chosen.
        await using var channel = await queues.Channel(cancel);
        await foreach (var message in queues.Take(channel, queue, uint.MaxValue, cancel))
        {
            if (request.MessageId is { } wanted && wanted != ErrorQueues.Id(message))
                continue;
            await channel.BasicPublishAsync(
                "", queue, mandatory: true, AsBeforeItFailed(message), message.Body, cancel);
            await channel.BasicAckAsync(message.DeliveryTag, multiple: false, cancel);
            replayed++;
            if (request.MessageId is not null)
                break;
        }
        log.LogInformation("{Account} replayed {Count} messages of {Queue}", actor.Account, replayed, queue);
        return request.MessageId is not null && replayed == 0
            ? Problems.From(NoSuchMessage)
            : TypedResults.Ok(new Reply(replayed));
    }

    static BasicProperties AsBeforeItFailed(BasicGetResult message) => new(message.BasicProperties)
    {
        DeliveryMode = DeliveryModes.Persistent,
        Headers = message.BasicProperties.Headers?
            .Where(h => !h.Key.StartsWith("MT-Fault-", StringComparison.Ordinal)
                && h.Key is not ("MT-Reason" or "x-delivery-count"))
            .ToDictionary(h => h.Key, h => h.Value, StringComparer.Ordinal),
    };
}
