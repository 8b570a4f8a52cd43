using Microsoft.Extensions.Logging;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using Channel = System.Threading.Channels.Channel;

namespace Dispatch.Kit;

/// <summary>
/// Reads one hot queue: whatever has arrived is applied in one transaction and acknowledged with one frame.
/// </summary>
/// <remarks>
/// On RabbitMQ.Client, since MassTransit acknowledges one by one: that alone is half of the broker's work on a case,
/// and its pipeline a quarter of a service's. Envelope, tries and error queue are those of MassTransit.
/// </remarks>
sealed class GatheredQueue(QueueConsumer consumer, BrokerConnection broker, Database database, ILogger log)
{
    const int Most = 200, Prefetch = 512, MostHeld = Prefetch / 2;
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

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
                log.LogWarning("Waiting for the broker: {Problem}", problem.Message);
            }
            reading = false;
            await Task.Delay(Pause, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    async Task Read(CancellationToken stop)
    {
        await using var channel = await broker.OpenConfirmed(stop);
        await Bind(channel, stop);
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
        reading = true;

        var held = new HeldDeliveries();
        var gathered = new GatheredBatch(consumer, database, held, log);
        var batch = new List<Delivery>(Most);
        var pace = new Pace();
        while (await held.OrArrived(arrived.Reader, stop))
        {
            await pace.Wait(stop);
            batch.Clear();
            held.TakeDue(batch, Most);
            while (batch.Count < Most && arrived.Reader.TryRead(out var next))
                batch.Add(next);
            await Settle(channel, await gathered.Apply(channel, batch, stop), held, stop);
            pace.Served();
        }

        Task End()
        {
            arrived.Writer.TryComplete(new IOException("the channel was closed."));
            return Task.CompletedTask;
        }
    }

    async Task Bind(IChannel channel, CancellationToken stop)
    {
        await ErrorQueue.Declare(channel, Name, stop);
        foreach (var exchange in consumer.Types.Select(type => Envelope.Exchange(type.Name)))
        {
            await channel.ExchangeDeclareAsync(exchange, ExchangeType.Fanout, durable: true, cancellationToken: stop);
            await channel.QueueBindAsync(Name, exchange, "", cancellationToken: stop);
        }
        await channel.BasicQosAsync(0, Prefetch, global: false, stop);
    }

    async Task Settle(IChannel channel, List<Delivery> done, HeldDeliveries held, CancellationToken stop)
    {
        // Too many waiting messages would keep out the ones they wait for, so they go to the end of the queue. The
        // pause keeps a queue that holds nothing else from spinning.
        if (held.Count > MostHeld)
        {
            await Task.Delay(Pause, stop);
            foreach (var one in held.TakeAll())
            {
                await channel.BasicPublishAsync("", Name, mandatory: true, one.Copy(), one.Body, stop);
                done.Add(one);
            }
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
}
