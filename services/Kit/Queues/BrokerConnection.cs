using RabbitMQ.Client;

namespace Dispatch.Kit;

/// <summary>
/// This process's own connection to the broker, for what is done with the bare client. Opened when first needed, and
/// anew after a loss.
/// </summary>
public sealed class BrokerConnection(Settings settings, string name) : IAsyncDisposable
{
    readonly SemaphoreSlim gate = new(1);
    IConnection? connection;

    public async Task<IConnection> Open(CancellationToken cancel)
    {
        if (connection is { IsOpen: true } open)
            return open;
        await gate.WaitAsync(cancel);
        try
        {
            if (connection is { IsOpen: true } already)
                return already;
            if (connection is { } lost)
                await lost.DisposeAsync();
            var factory = new ConnectionFactory
            {
                Uri = settings.Broker,
                ClientProvidedName = name,
                // A lost channel has unknown confirms: its users start over instead.
                AutomaticRecoveryEnabled = false,
                RequestedHeartbeat = TimeSpan.FromSeconds(10),
            };
            return connection = await factory.CreateConnectionAsync(cancel);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>A channel on which every publish completes only when the broker has confirmed it.</summary>
    public async Task<IChannel> OpenConfirmed(CancellationToken cancel) =>
        await (await Open(cancel)).CreateChannelAsync(
        new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true,
            // No limit of its own: a batch is already bounded.
            outstandingPublisherConfirmationsRateLimiter: null),
        cancel);

    public async ValueTask DisposeAsync()
    {
        if (connection is { } open)
            await open.DisposeAsync();
        gate.Dispose();
    }
}
