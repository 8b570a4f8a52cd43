using Dispatch.Contracts;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Kit;

/// <summary>The message bus of a process: one endpoint for each of its queues.</summary>
static class Bus
{
    public static void Add(IServiceCollection services, Settings settings, IReadOnlyList<QueueConsumer> queues) =>
        services.AddMassTransit(bus =>
    {
        bus.DisableUsageTelemetry();
        // What is being applied gets its time; what waits for an earlier event is given back after this.
        bus.AddOptions<MassTransitHostOptions>().Configure(host => host.ConsumerStopTimeout = TimeSpan.FromSeconds(3));
        bus.UsingRabbitMq((context, broker) =>
        {
            broker.Host(settings.Broker);
            broker.AutoStart = true;
            broker.ConfigureJsonSerializerOptions(ContractJson.Apply);
            foreach (var consumer in queues)
                broker.ReceiveEndpoint(consumer.Queue, endpoint => consumer.Configure(endpoint, context));
        });
    });
}
