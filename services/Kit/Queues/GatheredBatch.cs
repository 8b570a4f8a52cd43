using System.Diagnostics;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;

namespace Dispatch.Kit;

/// <summary>
/// Applies what a hot queue has gathered: together, and what cannot be applied together one by one. An event that comes
/// too early waits alone; one that fails alone is tried again and then put aside in <c>queue_error</c>, where the
/// administrator sees it. An outage of the database is waited out.
/// </summary>
sealed class GatheredBatch(QueueConsumer consumer, Database database, HeldDeliveries held, ILogger log)
{
    readonly Dictionary<string, Type> types = consumer.Types.ToDictionary(t => t.Name, StringComparer.Ordinal);

    /// <returns>What may be acknowledged; what must wait is held.</returns>
    public async Task<List<Delivery>> Apply(IChannel channel, List<Delivery> batch, CancellationToken stop)
    {
        var done = new List<Delivery>(batch.Count);
        var readable = new List<Delivery>(batch.Count);
        foreach (var one in batch)
        {
            if (one.Unreadable(types) is { } problem)
            {
                await ErrorQueue.Bury(channel, consumer.Queue, one, problem, stop);
                done.Add(one);
            }
            else
                readable.Add(one);
        }
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
                log.LogInformation("Waiting {Milliseconds} ms: {Problem}", wait, outage.Message);
                await Task.Delay(wait, stop);
            }
            catch (Exception problem) when (some.Count > 1 && !stop.IsCancellationRequested)
            {
                log.LogDebug("Trying {Count} one by one: {Problem}", some.Count, problem.Message);
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
        log.LogInformation("Waiting {Milliseconds} ms: {Problem}", wait, why);
        held.Add(one, wait);
    }

    /// <returns>True when it has been put aside for good.</returns>
    async Task<bool> Failed(IChannel channel, Delivery one, Exception problem, CancellationToken stop)
    {
        if (one.Failures < QueueConsumer.Tries.Length)
        {
            held.Add(one, QueueConsumer.Tries[one.Failures++]);
            return false;
        }
        log.LogError(problem, "{Event} of {Aggregate} is put aside", one.Event!.GetType().Name, one.Event.Aggregate);
        await ErrorQueue.Bury(channel, consumer.Queue, one, problem, stop);
        return true;
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
            var span = Telemetry.Source.StartActivity("consume " + consumer.Queue, ActivityKind.Consumer, one.Parent);
            one.TraceUnder(span);
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
