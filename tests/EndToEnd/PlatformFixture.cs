namespace Dispatch.Tests.EndToEnd;

/// <summary>One platform, traced, for every test that leaves it whole.</summary>
public sealed class PlatformFixture : IAsyncLifetime
{
    public Platform Platform { get; private set; } = null!;

    public Collector Collector { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Collector = await Collector.Start();
        Platform = await Platform.Start(Collector.Environment);
    }

    public async Task DisposeAsync()
    {
        // Null when the start itself failed.
        if (Platform is not null)
            await Platform.DisposeAsync();
        await Collector.DisposeAsync();
    }
}

[CollectionDefinition("platform")]
public sealed class OnePlatform : ICollectionFixture<PlatformFixture>;
