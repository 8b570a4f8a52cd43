using System.Collections.Concurrent;
using System.Text.Json;
using System.Threading.Channels;
using Dispatch.Gateway.Domain;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using Channel = System.Threading.Channels.Channel;

namespace Dispatch.Gateway.Live;

/// <summary>
/// Listens to every event while at least one browser is connected, on a queue that the broker deletes with this
/// instance's connection, and passes the news on to the browsers.
/// </summary>
/// <remarks>
/// Nothing is kept for a browser that is not connected, nor while the broker is down: when news comes again, every
/// browser is told to load its lists again.
/// </remarks>
public sealed class LiveFeed(BrokerConnection broker, CaseMemory memory, TimeProvider clock, ILogger<LiveFeed> log)
    : BackgroundService
{
    static readonly IReadOnlyList<Type> Events = [.. CaseNews.Events, .. PressureEvents.All];
    static readonly TimeSpan Linger = TimeSpan.FromSeconds(30), Look = TimeSpan.FromSeconds(5);
    static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(1), LongestPause = TimeSpan.FromSeconds(30);

    readonly ConcurrentDictionary<LiveStream, bool> streams = new();
    readonly Channel<bool> opened =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    volatile bool listening;

    public LiveStream Open()
    {
        var stream = new LiveStream(gone => streams.TryRemove(gone, out _));
        streams[stream] = true;
        opened.Writer.TryWrite(true);
        // If the feed does not listen yet, it says so to every stream as soon as it does.
        if (listening)
            stream.Refresh();
        return stream;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var pause = ShortestPause;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (streams.IsEmpty)
                    await opened.Reader.ReadAsync(stoppingToken);
                await Listen(() => pause = ShortestPause, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            // This is no Sweep: it holds one connection open and has no passes. No exception ends it or the process.
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
            foreach (var type in Events)
            {
                var exchange = "Dispatch.Contracts:" + type.Name;
                // Declared exactly as the publisher does, since either may be the first.
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
            foreach (var stream in streams.Keys)
                stream.Refresh();

            // The queue is kept for a while after the last browser has gone, since a reload connects again at once.
            for (var empty = TimeSpan.Zero; empty < Linger; empty = streams.IsEmpty ? empty + Look : TimeSpan.Zero)
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
            var type = Events.First(t => exchange.EndsWith(':' + t.Name, StringComparison.Ordinal));
            var reader = new Utf8JsonReader(envelope);
            using var whole = JsonDocument.ParseValue(ref reader);
            var message = whole.RootElement.GetProperty("message");
            INews news = message.Deserialize(type, ContractJson.Options) switch
            {
                IPressureEvent pressure => PressureNews.Of(pressure),
                var told => CaseNews.Of((ICaseEvent)told!),
            };
            if (news is CaseNews ofCase)
                memory.Learn(ofCase);
            foreach (var stream in streams.Keys)
                stream.Tell(news);
        }
        catch (Exception problem) when (problem is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            // A browser can do without it; in the services' queues the message ends in an error queue.
            log.LogWarning("A message on {Exchange} could not be read: {Problem}", exchange, problem.Message);
        }
    }
}
