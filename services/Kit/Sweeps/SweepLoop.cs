using Microsoft.Extensions.Logging;

namespace Dispatch.Kit;

/// <summary>
/// One pass after the other until stopped. An outage passes by itself: the next try comes a second later. After any
/// other exception the tries come 1, 2, 4, 8 … seconds apart, up to the longest back-off.
/// </summary>
sealed class SweepLoop(Sweeps sweeps, string name, TimeSpan longest)
{
    public static readonly TimeSpan UsualLongestBackOff = TimeSpan.FromMinutes(1);
    static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    readonly ILogger log = sweeps.Log(name);
    TaskCompletionSource woken = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Wake() => woken.TrySetResult();

    /// <param name="pass">Answers how long to wait for the next one; zero while there is more to do.</param>
    /// <param name="first">How long to wait for the first one.</param>
    public async Task Run(Func<CancellationToken, Task<TimeSpan>> pass, TimeSpan first, CancellationToken stop)
    {
        var wait = first;
        var (failures, problem) = (0, (Exception?)null);
        while (true)
        {
            await Wait(wait, stop);
            if (stop.IsCancellationRequested)
                return;
            try
            {
                wait = await pass(stop);
                sweeps.Passed(name);
                if (failures > 0)
                    log.LogInformation("{Sweep} goes on after {Failures} failed passes", name, failures);
                (failures, problem) = (0, null);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // One pass that fails must end neither the sweep nor the process with its requests.
            catch (Exception now)
#pragma warning restore CA1031
            {
                failures++;
                wait = Outage.Is(now) ? Shortest : BackOff(failures);
                sweeps.Failed(name, now, failures);
                Tell(now, problem, wait);
                problem = now;
            }
        }
    }

    TimeSpan BackOff(int failures)
    {
        var pause = Shortest * Math.Pow(2, Math.Min(failures - 1, 30));
        return pause < longest ? pause : longest;
    }

    // A failure that is the same again and again is logged in full only once.
    void Tell(Exception now, Exception? before, TimeSpan wait)
    {
        var again = before?.GetType() == now.GetType();
        if (Outage.Is(now))
            log.Log(again ? LogLevel.Debug : LogLevel.Warning, "{Sweep} waits: {Problem}", name, now.Message);
        else if (again)
            log.LogError("{Sweep} failed again, next try in {Wait} s: {Problem}", name, wait.TotalSeconds, now.Message);
        else
            log.LogError(now, "{Sweep} failed, next try in {Wait} s", name, wait.TotalSeconds);
    }

    async Task Wait(TimeSpan pause, CancellationToken stop)
    {
        if (pause > TimeSpan.Zero)
            await woken.Task.WaitAsync(pause, sweeps.Clock, stop)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        // Set back before the pass and not after it: whoever wakes it during the pass gets one more.
        if (woken.Task.IsCompleted)
            woken = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
