using System.Diagnostics;

namespace Dispatch.Kit;

/// <summary>
/// Between two batches a short breath: more gathers meanwhile, and a busy stream is served with a fraction of the
/// commits and wake-ups. Where things come one by one, the breath is over before the next one comes.
/// </summary>
struct Pace
{
    static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(10);

    long ended;

    /// <summary>Call before a batch is taken.</summary>
    public readonly Task Wait(CancellationToken stop)
    {
        var left = Breath - Stopwatch.GetElapsedTime(ended);
        return ended == 0 || left <= TimeSpan.Zero ? Task.CompletedTask : Task.Delay(left, stop);
    }

    /// <summary>Call when it has been served.</summary>
    public void Served() => ended = Stopwatch.GetTimestamp();
}
