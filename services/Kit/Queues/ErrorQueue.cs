using System.Globalization;
using RabbitMQ.Client;

namespace Dispatch.Kit;

/// <summary>
/// Where a message lies that failed every try (死信), with the words of what went wrong: as MassTransit puts it there.
/// </summary>
static class ErrorQueue
{
    static readonly Dictionary<string, object?> Quorum = new(StringComparer.Ordinal) { ["x-queue-type"] = "quorum" };

    /// <summary>The queue itself, durable and on a quorum.</summary>
    public static Task Declare(IChannel channel, string queue, CancellationToken cancel) => channel.QueueDeclareAsync(
        queue, durable: true, exclusive: false, autoDelete: false, Quorum, cancellationToken: cancel);

    /// <summary>Returns when the broker has it safe; only then may it be acknowledged.</summary>
    public static async Task Bury(
        IChannel channel, string queue, Delivery message, Exception why, CancellationToken cancel)
    {
        await Declare(channel, queue + "_error", cancel);
        var properties = message.Copy();
        properties.Headers = new Dictionary<string, object?>(
            properties.Headers ?? new Dictionary<string, object?>(), StringComparer.Ordinal)
        {
            ["MT-Reason"] = "fault",
            ["MT-Fault-ExceptionType"] = why.GetType().FullName,
            ["MT-Fault-Message"] = why.Message,
            ["MT-Fault-StackTrace"] = why.StackTrace ?? "",
            ["MT-Fault-Timestamp"] = TimeProvider.System.GetUtcNow().ToString("O", CultureInfo.InvariantCulture),
        };
        await channel.BasicPublishAsync("", queue + "_error", mandatory: true, properties, message.Body, cancel);
    }
}
