using Dispatch.Routing.Catalogue.Domain;
using Dispatch.Routing.Catalogue.Domain.Rows;

namespace Dispatch.Routing.Catalogue.Lists;

/// <summary>The catalogue in force now, in memory: deciding a case asks no database.</summary>
public sealed class CurrentCatalogue(Database database, TimeProvider clock) : IRefreshableSnapshot, IDisposable
{
    readonly SemaphoreSlim refreshing = new(1);
    volatile CatalogueIndex catalogue = new(new(new(0, 0, 0, 0), [], [], [], []));

    public CatalogueIndex Value => catalogue;

    /// <summary>
    /// OfficerWorkload the lists again if another version is in force, by a change or because its day has come.
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
