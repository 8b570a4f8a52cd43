using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Dispatch.Kit;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging.Abstractions;

namespace Dispatch.Tests.Unit.Kit;

/// <summary>A pass may fail as it likes: the next one comes, later and later, and the health tells of it.</summary>
public sealed class SweepTests : IAsyncLifetime
{
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(20);

    readonly FakeClock clock = new();
    readonly Sweeps sweeps;
    readonly Scripted sweep;

    public SweepTests()
    {
        sweeps = new(clock, NullLoggerFactory.Instance);
        sweep = new(sweeps);
    }

    /// <summary>Does what the test says, pass by pass.</summary>
    sealed class Scripted(Sweeps sweeps) : Sweep(sweeps)
    {
        readonly string name = "Scripted" + Guid.NewGuid();

        public ConcurrentQueue<Func<TimeSpan>> Script { get; } = [];

        public int Passes { get; private set; }

        protected override string Name => name;

        public string Shown => name;

        public void Call() => Wake();

        protected override Task<TimeSpan> Pass(CancellationToken cancel)
        {
            Passes++;
            return Task.FromResult(Script.TryDequeue(out var next) ? next() : Pause);
        }
    }

    static Func<TimeSpan> Throws(Exception problem) => () => throw problem;

    static readonly InvalidOperationException Fault = new("no such ticket\nDETAIL: (phone)=(138…)");

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await sweep.StopAsync(default);
        Assert.True(sweep.ExecuteTask?.IsCompletedSuccessfully ?? true, "The sweep did not end by being stopped.");
        sweep.Dispose();
    }

    Task Start(params Func<TimeSpan>[] script)
    {
        foreach (var pass in script)
            sweep.Script.Enqueue(pass);
        return sweep.StartAsync(default);
    }

    /// <summary>Ends the wait that is due next, and tells how long the following one is.</summary>
    async Task<TimeSpan> Next()
    {
        clock.Move(await clock.Awaited());
        return await clock.Awaited();
    }

    Task<HealthCheckResult> Health() => sweeps.CheckHealthAsync(new());

    [Fact]
    public async Task Passes_follow_each_other_at_once_while_there_is_more_and_after_the_pause_otherwise()
    {
        await Start(() => TimeSpan.Zero, () => TimeSpan.Zero, () => Pause);
        Assert.Equal(Pause, await clock.Awaited());
        Assert.Equal(3, sweep.Passes);
        Assert.Equal(Pause, await Next());
        Assert.Equal(4, sweep.Passes);
        Assert.Equal(HealthStatus.Healthy, (await Health()).Status);
    }

    [Fact]
    public async Task A_pass_that_throws_once_is_shown_and_tried_again_a_second_later_and_then_forgotten()
    {
        await Start(Throws(Fault));
        Assert.Equal(TimeSpan.FromSeconds(1), await clock.Awaited());
        var shown = await Health();
        Assert.Equal(HealthStatus.Degraded, shown.Status);
        Assert.Equal(
            sweep.Shown + ": 1 failed passes since 2026-03-02 01:00:00Z, last: InvalidOperationException: "
                + "no such ticket", shown.Description);

        Assert.Equal(Pause, await Next());
        Assert.Equal(2, sweep.Passes);
        Assert.Equal(HealthStatus.Healthy, (await Health()).Status);
    }

    [Fact]
    public async Task A_pass_that_keeps_throwing_is_tried_later_and_later_up_to_a_minute_and_recovers()
    {
        await Start([.. Enumerable.Repeat(Throws(Fault), 9)]);
        var waits = new List<double> { (await clock.Awaited()).TotalSeconds };
        for (var i = 0; i < 8; i++)
            waits.Add((await Next()).TotalSeconds);
        Assert.Equal([1, 2, 4, 8, 16, 32, 60, 60, 60], waits);
        Assert.Contains("9 failed passes since 2026-03-02 01:00:00Z", (await Health()).Description,
            StringComparison.Ordinal);

        Assert.Equal(Pause, await Next());
        Assert.Equal(HealthStatus.Healthy, (await Health()).Status);
        // The count has begun anew.
        sweep.Script.Enqueue(Throws(Fault));
        Assert.Equal(TimeSpan.FromSeconds(1), await Next());
    }

    [Fact]
    public async Task An_outage_is_tried_again_each_second_and_nobody_is_told_where_the_server_is()
    {
        await Start([.. Enumerable.Repeat(Throws(new Npgsql.NpgsqlException("Failed to connect to 10.0.0.7")), 4)]);
        Assert.Equal(TimeSpan.FromSeconds(1), await clock.Awaited());
        for (var i = 0; i < 3; i++)
            Assert.Equal(TimeSpan.FromSeconds(1), await Next());
        var shown = (await Health()).Description;
        Assert.Contains("waits for the database or the broker", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("10.0.0.7", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sweep_that_is_woken_makes_its_pass_before_the_pause_is_over()
    {
        var made = new TaskCompletionSource();
        await Start(() => Pause, () =>
        {
            made.SetResult();
            return Pause;
        });
        await clock.Awaited();
        sweep.Call();
        await made.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Each_pass_is_counted_by_name_and_outcome()
    {
        var counted = new ConcurrentQueue<string?>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, all) =>
        {
            if (instrument.Name == "dispatch.sweep.passes")
                all.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) =>
        {
            var named = tags.ToArray().ToDictionary(tag => tag.Key, tag => tag.Value as string);
            if (named["name"] == sweep.Shown)
                counted.Enqueue(named["outcome"]);
        });
        listener.Start();
        await Start(Throws(Fault), Throws(new TimeoutException()));
        await clock.Awaited();
        await Next();
        await Next();
        Assert.Equal(["failed", "outage", "done"], counted);
    }
}
