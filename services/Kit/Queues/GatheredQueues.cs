using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Dispatch.Kit;

/// <summary>
/// The hot queues of this process, on a connection of their own: a slow publisher never holds up reading.
/// </summary>
sealed class GatheredQueues(
    IReadOnlyList<QueueConsumer> queues, string name, Settings settings, Database database, ILoggerFactory logs)
    : BackgroundService, IHealthCheck, IAsyncDisposable
{
    readonly BrokerConnection broker = new(settings, name + " queues");
    IReadOnlyList<GatheredQueue> running = [];
    bool bound;

    public static void Add(IServiceCollection services, string name, IReadOnlyList<QueueConsumer> queues)
    {
        services.AddSingleton(provider =>
        {
            foreach (var queue in queues)
                queue.Within(provider);
            return new GatheredQueues(
                queues, "dispatch-" + name, provider.GetRequiredService<Settings>(),
                provider.GetRequiredService<Database>(), provider.GetRequiredService<ILoggerFactory>());
        });
        services.AddHostedService(provider => provider.GetRequiredService<GatheredQueues>());
        services.AddHealthChecks().AddCheck<GatheredQueues>("queues", tags: ["ready"]);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        running = [.. queues.Select(queue => new GatheredQueue(
            queue, broker, database, logs.CreateLogger("Dispatch.Queue." + queue.Queue)))];
        await Task.WhenAll(running.Select(queue => queue.Run(stoppingToken)));
    }

    /// <summary>
    /// Unhealthy until every queue was bound once: what is published before that would be lost. Degraded while the
    /// broker is away: requests are answered as ever, and what they publish waits in the outbox.
    /// </summary>
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var idle = queues.Select(q => q.Queue).Except(running.Where(q => q.Reading).Select(q => q.Name)).ToList();
        bound |= idle.Count == 0;
        var what = "Not reading: " + string.Join(", ", idle);
        return Task.FromResult(idle.Count == 0 ? HealthCheckResult.Healthy()
            : bound ? HealthCheckResult.Degraded(what) : HealthCheckResult.Unhealthy(what));
    }

    public async ValueTask DisposeAsync()
    {
        Dispose();
        await broker.DisposeAsync();
    }
}
