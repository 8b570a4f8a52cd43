using System.Diagnostics;
using Dispatch.Contracts;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using EventId = Dispatch.Contracts.EventId;

namespace Dispatch.Kit;

/// <summary>
/// One durable quorum queue and what is done with each event that arrives on it, in one transaction with its inbox
/// row; an event that was applied before is skipped.
/// </summary>
/// <remarks>
/// A queue with handlers named by <see cref="On{T}"/> is MassTransit's: one event, one transaction. A hot queue is
/// gathered: see <see cref="GatheredQueue"/>. Messages, retries and error queues are the same for both.
/// </remarks>
public sealed class QueueConsumer(string queue)
{
    /// <summary>A poisoned message: five more tries over half a minute, then <c>queue_error</c>.</summary>
    internal static readonly int[] Tries = [100, 500, 2_000, 7_000, 20_000];

    readonly List<Action<IReceiveEndpointConfigurator, Func<IEvent, string?, CancellationToken, Task>>> subscriptions =
        [];
    readonly Dictionary<Type, Func<IEvent, Work, Task>> single = [];
    readonly List<Type> types = [];
    Func<IReadOnlyList<IEvent>, Work, Task>? together;
    IServiceProvider? process;

    public string Queue => queue;

    internal bool Gathered => together is not null;

    internal IReadOnlyList<Type> Types => types;

    /// <summary>Handles events one by one.</summary>
    public QueueConsumer On<T>(Func<T, Work, Task> handle) where T : class, IEvent
    {
        single[typeof(T)] = (e, work) => handle((T)e, work);
        return Listen<T>();
    }

    /// <summary>The same for a handler that needs something of this process.</summary>
    public QueueConsumer On<T, TNeed>(Func<T, Work, TNeed, Task> handle) where T : class, IEvent where TNeed : notnull
        => On<T>((e, work) => handle(e, work, Need<TNeed>()));

    /// <summary>Handles all that arrived of one type with a few set-based statements: for hot queues.</summary>
    public QueueConsumer Gather<T>(Func<IReadOnlyList<T>, Work, Task> handle) where T : class, IEvent
    {
        together = (events, work) => handle([.. events.Cast<T>()], work);
        return Listen<T>();
    }

    /// <summary>The same for a handler that needs two things of this process.</summary>
    public QueueConsumer Gather<T, TNeed, TOther>(Func<IReadOnlyList<T>, Work, TNeed, TOther, Task> handle)
        where T : class, IEvent where TNeed : notnull where TOther : notnull
        => Gather<T>((events, work) => handle(events, work, Need<TNeed>(), Need<TOther>()));

    /// <summary>Handles together all case events that arrived, of the types named by <see cref="Of{T}"/>.</summary>
    public QueueConsumer GatherAll(Func<IReadOnlyList<ICaseEvent>, Work, Task> handle)
    {
        together = (events, work) => handle([.. events.Cast<ICaseEvent>()], work);
        return this;
    }

    /// <summary>The same for a handler that needs something of this process.</summary>
    public QueueConsumer GatherAll<TNeed>(Func<IReadOnlyList<ICaseEvent>, Work, TNeed, Task> handle)
        where TNeed : notnull
        => GatherAll((events, work) => handle(events, work, Need<TNeed>()));

    /// <summary>Handles together all that arrived of what belongs to no case, of the types that are given.</summary>
    public QueueConsumer GatherAll<T>(Func<IReadOnlyList<T>, Work, Task> handle, params IReadOnlyList<Type> of)
        where T : class, IEvent
    {
        together = (events, work) => handle([.. events.Cast<T>()], work);
        foreach (var type in of)
            types.Add(type);
        return this;
    }

    /// <summary>Where the handlers' needs are looked up; set before the queue starts.</summary>
    internal void Within(IServiceProvider services) => process = services;

    TNeed Need<TNeed>() where TNeed : notnull => process!.GetRequiredService<TNeed>();

    public QueueConsumer Of<T>() where T : class, ICaseEvent => Listen<T>();

    QueueConsumer Listen<T>() where T : class, IEvent
    {
        types.Add(typeof(T));
        subscriptions.Add((endpoint, add) => endpoint.Handler<T>(context =>
            add(context.Message, context.ReceiveContext.TransportHeaders.Get<string>(Telemetry.TraceHeader),
                context.CancellationToken)));
        return this;
    }

    internal void Configure(IRabbitMqReceiveEndpointConfigurator endpoint, IServiceProvider services)
    {
        endpoint.SetQuorumQueue();
        endpoint.PrefetchCount = 64;
        endpoint.UseMessageRetry(retry => retry.Intervals(Tries));

        Within(services);
        var database = services.GetRequiredService<Database>();
        var log = services.GetRequiredService<ILoggerFactory>().CreateLogger("Dispatch.Queue." + queue);
        foreach (var subscribe in subscriptions)
            subscribe(endpoint, (what, parent, stop) => Patiently(
                () => Apply(database, [(what, Activity.Current?.Id ?? parent)], stop), log, stop));
    }

    /// <summary>Applies all of them in one transaction, or throws and has applied none.</summary>
    /// <returns>Those that wait for an earlier event, with what they wait for: nothing was done for them.</returns>
    internal async Task<IReadOnlyDictionary<EventId, string>> Apply(
        Database database, IReadOnlyList<(IEvent Event, string? Parent)> batch, CancellationToken cancel)
    {
        IReadOnlyDictionary<EventId, string> early = new Dictionary<EventId, string>();
        await database.Do(async work =>
        {
            await Apply(batch, work);
            early = work.Early;
        }, cancel);
        return early;
    }

    async Task Apply(IReadOnlyList<(IEvent Event, string? Parent)> batch, Work work)
    {
        var parents = new Dictionary<EventId, string?>(batch.Count);
        foreach (var (what, parent) in batch)
            parents[what.Head.Id] = parent;
        work.Handling(parents);

        var fresh =
            (await work.List<Guid>(Remember, new { ids = parents.Keys.Select(id => id.Value).ToArray(), queue }))
            .ToHashSet();
        if (fresh.Count == 0)
            return;
        var events = batch.Select(b => b.Event).Where(e => fresh.Remove(e.Head.Id.Value)).ToList();
        if (together is not null)
        {
            await together(events, work);
            if (work.Early.Count > 0)
                await work.Execute(Forget, new { ids = work.Early.Keys.Select(id => id.Value).ToArray(), queue });
            return;
        }
        foreach (var what in events)
        {
            work.Handling(what);
            await single[what.GetType()](what, work);
        }
    }

    /// <summary>Waits out an outage of the database and events that come too early, for as long as it takes.</summary>
    /// <remarks>
    /// A process that stops gives the message back to the broker: it is neither applied nor an error.
    /// </remarks>
    static async Task Patiently(Func<Task> apply, ILogger log, CancellationToken stop)
    {
        for (var wait = 20; ; wait = Math.Min(wait * 2, 3_000))
        {
            try
            {
                await apply();
                return;
            }
            catch (Exception problem) when (problem is TooEarlyException || Outage.Is(problem))
            {
                log.LogInformation("Waiting {Milliseconds} ms: {Problem}", wait, problem.Message);
                await Task.Delay(wait, stop);
            }
        }
    }

    const string Remember = """
        insert into inbox (message_id, consumer)
        select id, @queue from unnest(@ids) as id
        order by id
        on conflict do nothing
        returning message_id
        """;

    const string Forget = "delete from inbox where message_id = any(@ids) and consumer = @queue";
}
