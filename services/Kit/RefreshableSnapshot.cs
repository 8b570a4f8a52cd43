using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Dispatch.Kit;

/// <summary>Something of the database that is held in memory, and that other instances may change.</summary>
public interface IRefreshableSnapshot
{
    /// <summary>Loads it anew if it has changed. Whoever changes it calls this before answering.</summary>
    Task Refresh(CancellationToken cancel);
}

/// <summary>
/// Keeps it up with what other instances have changed: loaded before the consumers start, then looked at every second.
/// While the database is away, what was known last stands.
/// </summary>
sealed class SnapshotRefresher<T>(T kept, TimeProvider clock, ILogger<T> log) : BackgroundService
    where T : IRefreshableSnapshot
{
    static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await kept.Refresh(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Beat, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await kept.Refresh(stoppingToken);
            }
            catch (Exception problem) when (Outage.Is(problem))
            {
                log.LogWarning("{What} is not refreshed for now: {Problem}", typeof(T).Name, problem.Message);
            }
        }
    }
}
