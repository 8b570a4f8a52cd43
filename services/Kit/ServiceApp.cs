using Dispatch.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Dispatch.Kit;

/// <summary>A service's table of contents.</summary>
public interface IServiceApp
{
    /// <summary>What it needs and what it listens to, by name.</summary>
    static abstract void Add(ServiceBuilder service);

    /// <summary>Each slice, by name.</summary>
    static abstract void Map(IEndpointRouteBuilder routes);

    /// <summary>What stands before sign-in in the pipeline; only the gateway has any.</summary>
    static virtual void Use(WebApplication app)
    {
    }
}

/// <summary>What a service adds to the common bootstrap.</summary>
public sealed class ServiceBuilder(IServiceCollection services, Settings settings)
{
    internal List<QueueConsumer> Queues { get; } = [];

    internal List<Learns> Learnt { get; } = [];

    public IServiceCollection Services => services;

    public Settings Settings => settings;

    /// <summary>A durable queue of this service, named <c>service.what-it-does</c>.</summary>
    public QueueConsumer Queue(string name)
    {
        var queue = new QueueConsumer(name);
        Queues.Add(queue);
        return queue;
    }

    /// <summary>
    /// This service learns of it from events of which it applies the <see cref="Work.Newest"/>; while it knows nothing,
    /// it asks for all of it.
    /// </summary>
    /// <param name="aggregate">How the aggregates of those events begin.</param>
    public void Learns(Announcement what, string aggregate) => Learnt.Add(new(what, aggregate));

    /// <summary>Work that goes on beside the requests. (Not started while the OpenAPI document is printed.)</summary>
    public void Background<T>() where T : class, IHostedService => services.AddHostedService<T>();

    /// <summary>One snapshot for the process, kept up to date with the database beside the requests.</summary>
    public void KeepRefreshed<T>() where T : class, IRefreshableSnapshot
    {
        services.AddSingleton<T>();
        services.AddHostedService<SnapshotRefresher<T>>();
    }
}
