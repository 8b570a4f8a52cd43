namespace Dispatch.Kit;

/// <summary>Something of the database that is held in memory, and that other instances may change.</summary>
public interface IRefreshableSnapshot
{
    /// <summary>Loads it anew if it has changed. Whoever changes it calls this before answering.</summary>
    Task Refresh(CancellationToken cancel);
}

/// <summary>
/// Keeps a snapshot up to date with what other instances change: it is loaded before the consumers start and looked at
/// every second. While it cannot be refreshed, the last one stands.
/// </summary>
sealed class SnapshotRefresher<T>(T kept, Sweeps sweeps) : Sweep(sweeps) where T : IRefreshableSnapshot
{
    static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    protected override string Name => typeof(T).Name;

    protected override TimeSpan BeforeFirst => Beat;

    // What is held must not stay old for long once it can be refreshed again.
    protected override TimeSpan LongestBackOff => TimeSpan.FromSeconds(10);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await kept.Refresh(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task<TimeSpan> Pass(CancellationToken cancel)
    {
        await kept.Refresh(cancel);
        return Beat;
    }
}
