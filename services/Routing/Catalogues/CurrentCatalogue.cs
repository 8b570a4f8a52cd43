using Dispatch.Routing.Domain;
using Microsoft.Extensions.Hosting;

namespace Dispatch.Routing.Catalogues;

/// <summary>The catalogue in force now, in memory: deciding a case asks no database.</summary>
public sealed class CurrentCatalogue(Database database, TimeProvider clock) : IDisposable
{
    readonly SemaphoreSlim refreshing = new(1);
    volatile Catalogue catalogue = new(new(new(0, 0, 0, 0), [], [], [], []));

    public Catalogue Value => catalogue;

    /// <summary>
    /// Loads the lists again if another version is in force, by a change or because its day has come.
    /// </summary>
    public async Task Refresh(CancellationToken cancel)
    {
        await refreshing.WaitAsync(cancel);
        try
        {
            var versions = await database.ReadOne<CatalogueVersions>(InForce, new { now = clock.GetUtcNow() }, cancel);
            if (versions is not null && versions != catalogue.Rows.Versions)
            {
                await database.Do(
                    async work =>
                    {
                        var next = new Catalogue(
                            await CatalogueStore.Load(work, versions, catalogue.Rows), catalogue);
                        // Before a case waits for it.
                        _ = next.Gazetteer;
                        catalogue = next;
                    },
                    cancel);
            }
        }
        finally
        {
            refreshing.Release();
        }
    }

    public void Dispose() => refreshing.Dispose();

    const string InForce = Telemetry.Quiet + CatalogueSql.Versions + " where effective_from <= @now";
}

/// <summary>
/// Keeps <see cref="CurrentCatalogue"/> up with changes made by another instance, and with days of effect.
/// </summary>
public sealed class CatalogueWatch(CurrentCatalogue catalogue, TimeProvider clock, ILogger<CatalogueWatch> log)
    : BackgroundService
{
    // Loaded before the consumers start.
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await catalogue.Refresh(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await catalogue.Refresh(stoppingToken);
            }
            catch (Exception problem) when (Outage.Is(problem))
            {
                log.LogWarning("The catalogue is not refreshed for the moment: {Problem}", problem.Message);
            }
        }
    }
}
