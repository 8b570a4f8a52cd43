using System.Globalization;
using RabbitMQ.Client;

namespace Dispatch.Gateway.Broker;

/// <summary>
/// The administrator looks at the oldest messages that failed for good: which case, and why; they stay where they are.
/// </summary>
/// <remarks>Shows what went wrong and never what the message says. Refuses with <c>queue_not_found</c>.</remarks>
public static class PeekErrorQueue
{
    const int Most = 20;

    /// <param name="Type">The event, such as <c>CaseRegistered</c>.</param>
    /// <param name="FailedAt">UTC.</param>
    /// <param name="Error">The exception's type and message.</param>
    /// <param name="TraceId">The W3C trace id of the step that sent it.</param>
    public sealed record Item(
        string MessageId, string? Type, DateTimeOffset? FailedAt, string? Error, string? StackTrace,
        CaseNumber? CaseNumber, string? TraceId);

    public sealed record Reply(IReadOnlyList<Item> Items);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/broker/error-queues/{queue}/messages", Handle)
        .Allow(Roles.Admin)
        .Produces<Reply>()
        .Refuses(RefusalKind.NotFound)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    static async Task<IResult> Handle(string queue, HttpContext http, ErrorQueues queues, CancellationToken cancel)
    {
        if (!await queues.Knows(queue, http.Request.Headers.Authorization.ToString(), cancel))
            return Problems.From(ErrorQueues.NoSuchQueue);
        var items = new List<Item>();
        // When the channel is disposed, the broker puts all messages back in their order.
        await using var channel = await queues.Channel(cancel);
        await foreach (var message in queues.Take(channel, queue, Most, cancel))
            items.Add(Show(message));
        return TypedResults.Ok(new Reply(items));
    }

    static Item Show(BasicGetResult message) => new(
        ErrorQueues.Id(message) ?? "", ErrorQueues.Type(message),
        When(ErrorQueues.Header(message, "MT-Fault-Timestamp")),
        ErrorQueues.Header(message, "MT-Fault-ExceptionType") is { } type
            ? $"{type}: {ErrorQueues.Header(message, "MT-Fault-Message")}"
            : null,
        ErrorQueues.Header(message, "MT-Fault-StackTrace"), ErrorQueues.Case(message),
        Work.TraceIdOf(ErrorQueues.Header(message, Telemetry.TraceHeader)));

    static DateTimeOffset? When(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? at : null;
}
