using Dispatch.Routing.Catalogue.Lists;
using Dispatch.Routing.Dispatching.Domain;

namespace Dispatch.Routing.Dispatching;

/// <summary>All that cases are decided by at this moment, in memory: lists, precedents, exemptions.</summary>
public sealed class CurrentRoutingPolicy(CurrentCatalogue catalogue, Database database, TimeProvider clock)
    : IRefreshableSnapshot, IDisposable
{
    /// <summary>For so long it is still said of a precedent that it no longer counts.</summary>
    static readonly TimeSpan Remembered = TimeSpan.FromDays(180);

    readonly SemaphoreSlim refreshing = new(1);
    volatile Kept kept = new(0, PrecedentIndex.None, ShieldExemptions.None);

    sealed record Kept(long Version, PrecedentIndex Precedents, ShieldExemptions Exemptions);

    public RoutingPolicy Value
    {
        get
        {
            var now = kept;
            return new(catalogue.Value, now.Precedents, now.Exemptions);
        }
    }

    /// <summary>Whoever makes a ruling or grants an exemption calls this before answering.</summary>
    public async Task Refresh(CancellationToken cancel)
    {
        await refreshing.WaitAsync(cancel);
        try
        {
            // Read before the rows: what is committed in between is loaded again with the next look.
            var version = await database.ReadOne<long>(Telemetry.Quiet + Version, null, cancel);
            if (version == kept.Version)
                return;
            var args = new { now = clock.GetUtcNow(), since = clock.GetUtcNow() - Remembered };
            kept = new(
                version, new(await database.Read<PrecedentRow>(SelectPrecedents, args, cancel)),
                new(await database.Read<ShieldExemption>(SelectExemptions, args, cancel)));
        }
        finally
        {
            refreshing.Release();
        }
    }

    public void Dispose() => refreshing.Dispose();

    const string Version = "select version from policy_change";

    const string SelectPrecedents = """
        select id, case_number, matter, kind, jurisdiction, organisation, left(grounds, 200) as grounds, ruled_at,
            valid_from, valid_until, withdrawn_at,
            exists (select from routed_case c where c.case_id = precedent.case_id and c.against is not null) as secret
        from precedent
        where valid_until > @since
        order by ruled_at desc, id desc
        limit 50000
        """;

    const string SelectExemptions = """
        select id, matter, jurisdiction, organisation, reason, granted_by, granted_by_name, "from", until, withdrawn_at
        from shield_exemption
        where withdrawn_at is null and until > @now
        """;
}
