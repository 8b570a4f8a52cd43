using System.Diagnostics;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Dispatch.Kit;

/// <summary>A message that the broker did not take, and why.</summary>
readonly record struct Refused(long Id, string Why);

/// <summary>A channel on which the outbox is published.</summary>
sealed class OutboxChannel : IAsyncDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    readonly HashSet<string> declared = new(StringComparer.Ordinal);
    readonly IChannel channel;

    OutboxChannel(IChannel channel) => this.channel = channel;

    public static async Task<OutboxChannel> Open(BrokerConnection broker, CancellationToken stop) =>
        new(await broker.OpenConfirmed(stop));

    /// <summary>
    /// Publishes all of them, and returns when each is confirmed, refused, or was waited for in vain.
    /// </summary>
    /// <returns>Those that the broker may not have. A lost connection throws: then nothing is known of any.</returns>
    public async Task<List<Refused>> Publish(IReadOnlyList<OutboxRow> rows, CancellationToken stop)
    {
        foreach (var type in rows.Select(r => r.Type).Distinct(StringComparer.Ordinal))
        {
            if (declared.Add(type))
                await channel.ExchangeDeclareAsync(Envelope.Exchange(type), ExchangeType.Fanout, durable: true,
                    cancellationToken: stop);
        }
        var sent = rows.Select(row => (row.Id, Outcome: Publish(row, stop))).ToList();
        await Task.WhenAll(sent.Select(one => one.Outcome)).WaitAsync(Patience, stop)
            .ContinueWith(_ => { }, stop, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        var refusals = new List<Refused>();
        foreach (var (id, outcome) in sent)
        {
            if (!outcome.IsCompleted)
                refusals.Add(new(id, $"It was not confirmed within {Patience.TotalSeconds} s."));
            else if (await outcome is { } why)
                refusals.Add(new(id, why));
        }
        return refusals;
    }

    /// <returns>Null when the broker has the message.</returns>
    async Task<string?> Publish(OutboxRow row, CancellationToken stop)
    {
        using var span = row.Traceparent is not null && Telemetry.Source.HasListeners()
            ? Telemetry.Source.StartActivity("publish " + row.Type, ActivityKind.Producer, row.Traceparent)
            : null;
        try
        {
            await channel.BasicPublishAsync(
                Envelope.Exchange(row.Type), "", mandatory: false,
                Envelope.Properties(row.MessageId, span?.Id ?? row.Traceparent),
                Envelope.Of(row.MessageId, row.Type, row.Body), stop);
            return null;
        }
        catch (PublishException refusal)
        {
            return refusal.Message;
        }
    }

    public async ValueTask DisposeAsync()
    {
        // Closing waits for the broker's answer, which a channel that is stuck does not give.
        try
        {
            await channel.DisposeAsync().AsTask().WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            // It ends with its connection.
        }
    }
}
