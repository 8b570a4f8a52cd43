using System.Diagnostics;
using Dispatch.Contracts;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using Channel = System.Threading.Channels.Channel;

namespace Dispatch.Kit;

/// <summary>
/// Reads one hot queue: whatever has arrived is applied in one transaction and acknowledged with one frame. An event
/// that comes too early waits alone; one that cannot be applied is tried again alone and then put aside in
/// <c>queue_error</c>, where the administrator sees it.
/// </summary>
/// <remarks>
/// On RabbitMQ.Client, since MassTransit acknowledges one by one: that alone is half of the broker's work on a case,
/// and its pipeline a quarter of a service's. Envelope, tries and error queue are those of MassTransit.
/// </remarks>
sealed class GatheredQueue(QueueConsumer consumer, BrokerConnection broker, Database database, ILogger log)
{
    const int Most = 200, Prefetch = 512, MostHeld = Prefetch / 2;
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    readonly Dictionary<string, Type> types = consumer.Types.ToDictionary(t => t.Name, StringComparer.Ordinal);
    readonly List<Delivery> held = [];
    volatile bool reading;

    /// <summary>False until the queue is bound, and while the broker is away.</summary>
    public bool Reading => reading;

    public string Name => consumer.Queue;

    /// <summary>Reads until stopped; what was not acknowledged by then goes back to the broker.</summary>
    public async Task Run(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await Read(stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // Whatever went wrong, the messages are still in the queue: begin anew rather than stop.
            catch (Exception problem)
#pragma warning restore CA1031
            {
                log.LogWarning("{Queue} waits for the broker: {Problem}", Name, problem.Message);
            }
            reading = false;
            await Task.Delay(Pause, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    async Task Read(CancellationToken stop)
    {
        await using var channel = await broker.OpenConfirmed(stop);
        await ErrorQueue.Declare(channel, Name, stop);
        foreach (var type in types.Keys)
        {
            await channel.ExchangeDeclareAsync(Envelope.Exchange(type), ExchangeType.Fanout, durable: true,
                cancellationToken: stop);
            await channel.QueueBindAsync(Name, Envelope.Exchange(type), "", cancellationToken: stop);
        }
        await channel.BasicQosAsync(0, Prefetch, global: false, stop);

        var arrived = Channel.CreateUnbounded<Delivery>(new() { SingleReader = true });
        var listener = new AsyncEventingBasicConsumer(channel);
        listener.ReceivedAsync += (_, message) =>
        {
            arrived.Writer.TryWrite(new(message));
            return Task.CompletedTask;
        };
        // A lost channel, or a queue that somebody deleted: whoever waits is woken.
        channel.ChannelShutdownAsync += (_, _) => End();
        listener.UnregisteredAsync += (_, _) => End();
        await channel.BasicConsumeAsync(Name, autoAck: false, listener, stop);
        held.Clear();
        reading = true;

        var batch = new List<Delivery>(Most);
        var pace = new Pace();
        while (await Something(arrived.Reader, stop))
        {
            await pace.Wait(stop);
            batch.Clear();
            var now = Stopwatch.GetTimestamp();
            batch.AddRange(held.Where(one => one.Due <= now).Take(Most));
            held.RemoveAll(batch.Contains);
            while (batch.Count < Most && arrived.Reader.TryRead(out var next))
                batch.Add(next);
            await Settle(channel, await Applied(channel, batch, stop), stop);
            pace.Served();
        }

        Task End()
        {
            arrived.Writer.TryComplete(new IOException("the channel was closed."));
            return Task.CompletedTask;
        }
    }

    /// <summary>Returns when something has arrived, or is due to be tried again.</summary>
    async Task<bool> Something(System.Threading.Channels.ChannelReader<Delivery> arrived, CancellationToken stop)
    {
        if (held.Count == 0)
            return await arrived.WaitToReadAsync(stop);
        var left = held.Min(one => one.Due) - Stopwatch.GetTimestamp();
        if (left <= 0)
            return true;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(TimeSpan.FromSeconds((double)left / Stopwatch.Frequency) + TimeSpan.FromMilliseconds(1));
        try
        {
            return await arrived.WaitToReadAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return true;
        }
    }

    /// <returns>What needs no more attention; what must wait is in <see cref="held"/>.</returns>
    async Task<List<Delivery>> Applied(IChannel channel, List<Delivery> batch, CancellationToken stop)
    {
        var done = new List<Delivery>(batch.Count);
        var readable = new List<Delivery>(batch.Count);
        foreach (var one in batch)
        {
            if (one.Unreadable(types) is not { } problem)
                readable.Add(one);
            else
                await ErrorQueue.Bury(channel, Name, one, problem, stop);
        }
        done.AddRange(batch.Except(readable));

        var spans = Spans(readable);
        await Apply(channel, readable, done, stop);
        foreach (var span in spans)
            span?.Dispose();
        return done;
    }

    async Task Apply(IChannel channel, List<Delivery> some, List<Delivery> done, CancellationToken stop)
    {
        for (var wait = 20; some.Count > 0; wait = Math.Min(wait * 2, 3_000))
        {
            try
            {
                var early = await consumer.Apply(database, [.. some.Select(one => (one.Event!, one.Parent))], stop);
                foreach (var one in some)
                {
                    if (early.TryGetValue(one.Event!.Head.Id, out var why))
                        Hold(one, why);
                    else
                        done.Add(one);
                }
                return;
            }
            catch (Exception outage) when (Outage.Is(outage))
            {
                log.LogInformation("{Queue} waits {Milliseconds} ms: {Problem}", Name, wait, outage.Message);
                await Task.Delay(wait, stop);
            }
            catch (Exception problem) when (some.Count > 1 && !stop.IsCancellationRequested)
            {
                log.LogDebug("{Queue} tries {Count} one by one: {Problem}", Name, some.Count, problem.Message);
                foreach (var one in some)
                    await Apply(channel, [one], done, stop);
                return;
            }
            catch (TooEarlyException early)
            {
                Hold(some[0], early.Message);
                return;
            }
            catch (Exception problem) when (!stop.IsCancellationRequested)
            {
                if (await Failed(channel, some[0], problem, stop))
                    done.Add(some[0]);
                return;
            }
        }
    }

    void Hold(Delivery one, string why)
    {
        var wait = Math.Min(20 << Math.Min(one.Early++, 8), 3_000);
        log.LogInformation("{Queue} waits {Milliseconds} ms: {Problem}", Name, wait, why);
        one.After(wait);
        held.Add(one);
    }

    /// <returns>True when it has been put aside for good.</returns>
    async Task<bool> Failed(IChannel channel, Delivery one, Exception problem, CancellationToken stop)
    {
        if (one.Failures == QueueConsumer.Tries.Length)
        {
            log.LogError(problem, "{Queue} puts {Event} of {Case} aside", Name, one.Event!.GetType().Name,
                one.Event.Head.CaseNumber);
            await ErrorQueue.Bury(channel, Name, one, problem, stop);
            return true;
        }
        one.After(QueueConsumer.Tries[one.Failures++]);
        held.Add(one);
        return false;
    }

    async Task Settle(IChannel channel, List<Delivery> done, CancellationToken stop)
    {
        // Too many that wait would keep out what they wait for: they go to the queue's end.
        if (held.Count > MostHeld)
        {
            foreach (var one in held)
                await channel.BasicPublishAsync("", Name, mandatory: true, one.Copy(), one.Body, stop);
            done.AddRange(held);
            held.Clear();
        }
        if (done.Count == 0)
            return;
        // Whatever came before the last one is either in this batch or was acknowledged before.
        if (held.Count == 0)
            await channel.BasicAckAsync(done.Max(one => one.Tag), multiple: true, stop);
        else
        {
            foreach (var one in done)
                await channel.BasicAckAsync(one.Tag, multiple: false, stop);
        }
    }

    /// <summary>The batch's statements stand in the first message's trace; the other spans are linked to it.</summary>
    List<Activity?> Spans(List<Delivery> batch)
    {
        Activity.Current = null;
        if (!Telemetry.Source.HasListeners())
            return [];
        var spans = new List<Activity?>(batch.Count);
        foreach (var one in Enumerable.Reverse(batch))
        {
            Activity.Current = null;
            var span = Telemetry.Source.StartActivity("consume " + Name, ActivityKind.Consumer, one.Parent);
            one.Under(span);
            spans.Add(span);
        }
        if (spans is [.., { } first])
        {
            foreach (var other in spans.SkipLast(1).OfType<Activity>())
                other.AddLink(new(first.Context));
        }
        return spans;
    }
}
