namespace Dispatch.Tests.Unit.Kit;

/// <summary>A clock that stands still until it is moved on; whoever waits is then woken.</summary>
sealed class FakeClock : TimeProvider
{
    readonly Lock guard = new();
    readonly List<Waiting> waiting = [];
    TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    DateTimeOffset now = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow()
    {
        lock (guard)
            return now;
    }

    /// <summary>Waits until somebody waits on this clock, and says how long.</summary>
    public async Task<TimeSpan> Awaited()
    {
        while (true)
        {
            Task more;
            lock (guard)
            {
                if (waiting.Count > 0)
                    return waiting.Min(one => one.At) - now;
                more = asked.Task;
            }
            await more.WaitAsync(TimeSpan.FromSeconds(30));
        }
    }

    public void Move(TimeSpan by)
    {
        List<Waiting> due;
        lock (guard)
        {
            now += by;
            due = waiting.FindAll(one => one.At <= now);
            waiting.RemoveAll(due.Contains);
        }
        due.ForEach(one => one.Ring());
    }

    public override ITimer CreateTimer(
        TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Waiting(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    // Rings only once: no test needs a timer that repeats.
    sealed class Waiting(FakeClock clock, Action ring) : ITimer
    {
        public DateTimeOffset At { get; private set; }

        public void Ring() => ring();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock.guard)
            {
                clock.waiting.Remove(this);
                if (dueTime == Timeout.InfiniteTimeSpan)
                    return true;
                At = clock.now + dueTime;
                clock.waiting.Add(this);
                clock.asked.TrySetResult();
                clock.asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
            }
            return true;
        }

        public void Dispose()
        {
            lock (clock.guard)
                clock.waiting.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
