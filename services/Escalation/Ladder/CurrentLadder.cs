using Dispatch.Escalation.Ladder.Domain;

namespace Dispatch.Escalation.Ladder;

/// <summary>The policies of the ladder, in memory.</summary>
public sealed class CurrentLadder(Database database) : IRefreshableSnapshot, IDisposable
{
    readonly SemaphoreSlim refreshing = new(1);
    volatile Held held = new(-1, new([]));

    sealed record Held(long Count, LadderPolicies Policies);

    public LadderPolicies Value => held.Policies;

    public async Task Refresh(CancellationToken cancel)
    {
        await refreshing.WaitAsync(cancel);
        try
        {
            // Rows are never changed or deleted, so that their number tells whether there is a new one.
            var count = await database.ReadOne<long>(
                Telemetry.Quiet + "select count(*) from ladder_policy", null, cancel);
            if (count != held.Count)
                held = new(count, new(await database.Read<LadderPolicy>(Telemetry.Quiet + Load, null, cancel)));
        }
        finally
        {
            refreshing.Release();
        }
    }

    public void Dispose() => refreshing.Dispose();

    const string Load = """
        select id, jurisdiction, effective_from, rungs, lifts, source, made_by, made_at
        from ladder_policy
        order by id
        """;
}
