using Dispatch.Routing.Catalogue.Domain;
using Dispatch.Routing.Catalogue.Domain.Rows;

namespace Dispatch.Routing.Catalogue.Lists;

/// <summary>The catalogue now in force, held in memory so that deciding a case needs no database.</summary>
public sealed class CurrentCatalogue(Database database, TimeProvider clock) : IRefreshableSnapshot, IDisposable
{
    readonly SemaphoreSlim refreshing = new(1);
    volatile CatalogueIndex catalogue = new(new(new(0, 0, 0, 0), [], [], [], []));

    public CatalogueIndex Value => catalogue;

    /// <summary>
    /// Loads the lists again if another version is in force, because one was published or its effective date has come.
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
                        var next = new CatalogueIndex(
                            await CatalogueStore.Load(work, versions, catalogue.Rows), catalogue);
                        // Build the gazetteer now, so that no case waits for it.
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
