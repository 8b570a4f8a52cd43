using System.Diagnostics;

namespace Dispatch.Kit;

/// <summary>
/// A short pause between two batches: more gathers meanwhile, so that a busy stream is served with a fraction of the
/// commits and wake-ups. Things that come one by one are not delayed: the pause is over before the next one comes.
/// </summary>
struct Pace
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    long ended;

    /// <summary>Call before a batch is taken.</summary>
    public readonly Task Wait(CancellationToken stop)
    {
        var left = Pause - Stopwatch.GetElapsedTime(ended);
        return ended == 0 || left <= TimeSpan.Zero ? Task.CompletedTask : Task.Delay(left, stop);
    }

    /// <summary>Call when it has been served.</summary>
    public void Served() => ended = Stopwatch.GetTimestamp();
}
