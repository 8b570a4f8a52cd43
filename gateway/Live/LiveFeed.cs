using System.Collections.Concurrent;
using System.Text.Json;
using System.Threading.Channels;
using Dispatch.Gateway.Domain;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using Channel = System.Threading.Channels.Channel;

namespace Dispatch.Gateway.Live;

/// <summary>
/// Listens to every event while at least one desk is open, on a queue of this instance that goes away with it, and
/// tells the desks.
/// </summary>
/// <remarks>
/// Nothing is kept for a desk that is away, nor while the broker is: every desk is told to read anew when it is heard
/// again.
/// </remarks>
public sealed class LiveFeed(BrokerConnection broker, CaseMemory memory, TimeProvider clock, ILogger<LiveFeed> log)
    : BackgroundService
{
    static readonly TimeSpan Linger = TimeSpan.FromSeconds(30), Look = TimeSpan.FromSeconds(5);
    static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(1), LongestPause = TimeSpan.FromSeconds(30);

    readonly ConcurrentDictionary<Desk, bool> desks = new();
    readonly Channel<bool> opened =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    volatile bool listening;

    public Desk Open()
    {
        var desk = new Desk(gone => desks.TryRemove(gone, out _));
        desks[desk] = true;
        opened.Writer.TryWrite(true);
        // Otherwise it is told as soon as the feed listens.
        if (listening)
            desk.Refresh();
        return desk;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var pause = ShortestPause;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (desks.IsEmpty)
                    await opened.Reader.ReadAsync(stoppingToken);
                await Listen(() => pause = ShortestPause, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            // Not a sweep: it holds one connection open and has no passes. No exception ends it, nor the process.
            catch (Exception problem) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogWarning("Live updates wait {Seconds} s for the broker: {Problem}", pause.TotalSeconds,
                    problem.Message);
                await Task.Delay(pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
        }
    }

    async Task Listen(Action listens, CancellationToken stop)
    {
        await using var channel = await (await broker.Open(stop)).CreateChannelAsync(cancellationToken: stop);
        var lost = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        channel.ChannelShutdownAsync += (_, _) => Task.FromResult(lost.TrySetResult());
        try
        {
            var declared = await channel.QueueDeclareAsync(
                "", durable: false, exclusive: true, autoDelete: true, cancellationToken: stop);
            var queue = declared.QueueName;
            foreach (var type in CaseNews.Events)
            {
                var exchange = "Dispatch.Contracts:" + type.Name;
                // Whoever comes first declares it, with the same words as the publisher.
                await channel.ExchangeDeclareAsync(
                    exchange, ExchangeType.Fanout, durable: true, cancellationToken: stop);
                await channel.QueueBindAsync(queue, exchange, "", cancellationToken: stop);
            }
            memory.Clear();
            var consumer = new AsyncEventingBasicConsumer(channel);
            consumer.ReceivedAsync += (_, message) =>
            {
                Hear(message.Exchange, message.Body.Span);
                return Task.CompletedTask;
            };
            await channel.BasicConsumeAsync(queue, autoAck: true, consumer, stop);
            listening = true;
            listens();
            foreach (var desk in desks.Keys)
                desk.Refresh();

            // Kept for a while after the last desk has gone: a reload comes back at once.
            for (var empty = TimeSpan.Zero; empty < Linger; empty = desks.IsEmpty ? empty + Look : TimeSpan.Zero)
            {
                await Task.WhenAny(lost.Task, Task.Delay(Look, clock, stop));
                stop.ThrowIfCancellationRequested();
                if (lost.Task.IsCompleted)
                    throw new IOException("The broker has closed the channel.");
            }
        }
        finally
        {
            listening = false;
        }
    }

    void Hear(string exchange, ReadOnlySpan<byte> envelope)
    {
        try
        {
            var type = CaseNews.Events.First(t => exchange.EndsWith(':' + t.Name, StringComparison.Ordinal));
            var reader = new Utf8JsonReader(envelope);
            using var whole = JsonDocument.ParseValue(ref reader);
            var message = whole.RootElement.GetProperty("message");
            var news = CaseNews.Of((ICaseEvent)message.Deserialize(type, ContractJson.Options)!);
            memory.Learn(news);
            foreach (var desk in desks.Keys)
                desk.Tell(news);
        }
        catch (Exception problem) when (problem is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            // A desk can do without; the services' own queues put it where the administrator sees it.
            log.LogWarning("A message on {Exchange} could not be read: {Problem}", exchange, problem.Message);
        }
    }
}
