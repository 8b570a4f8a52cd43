using Dispatch.Routing.Catalogue.Lists;
using Dispatch.Routing.Dispatching.Domain;

namespace Dispatch.Routing.Dispatching;

/// <summary>The routing policy in force, held in memory: lists, precedents, exemptions.</summary>
public sealed class CurrentRoutingPolicy(CurrentCatalogue catalogue, Database database, TimeProvider clock)
    : IRefreshableSnapshot, IDisposable
{
    /// <summary>
    /// An expired precedent is kept this long, so that decisions can say that it no longer applies.
    /// </summary>
    static readonly TimeSpan KeepExpired = TimeSpan.FromDays(180);

    readonly SemaphoreSlim refreshing = new(1);
    volatile Loaded loaded = new(0, PrecedentIndex.None, ShieldExemptions.None);

    sealed record Loaded(long Version, PrecedentIndex Precedents, ShieldExemptions Exemptions);

    public RoutingPolicy Value
    {
        get
        {
            var now = loaded;
            return new(catalogue.Value, now.Precedents, now.Exemptions);
        }
    }

    /// <summary>
    /// Loads precedents and exemptions if they have changed; called also right after a ruling, a grant or a withdrawal.
    /// </summary>
    public async Task Refresh(CancellationToken cancel)
    {
        await refreshing.WaitAsync(cancel);
        try
        {
            // The version is read before the rows: a change committed in between is then loaded at the next refresh.
            var version = await database.ReadOne<long>(Telemetry.Quiet + Version, null, cancel);
            if (version == loaded.Version)
                return;
            var args = new { now = clock.GetUtcNow(), since = clock.GetUtcNow() - KeepExpired };
            loaded = new(
                version, new(await database.Read<PrecedentRow>(SelectPrecedents, args, cancel)),
                new(await database.Read<ShieldExemption>(SelectExemptions, args, cancel)));
        }
        finally
        {
            refreshing.Release();
        }
    }

    public void Dispose() => refreshing.Dispose();

    const string Version = "select sum(version)::bigint from policy_change";

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
