using Microsoft.Extensions.Hosting;

namespace Dispatch.Kit;

/// <summary>
/// Work that goes on beside the requests, pass after pass, until the process stops. No exception of a pass ends the
/// process or the sweep: see <see cref="SweepLoop"/>.
/// </summary>
public abstract class Sweep : BackgroundService
{
    readonly Lazy<SweepLoop> loop;

    protected Sweep(Sweeps sweeps) => loop = new(() => new(sweeps, Name, LongestBackOff));

    /// <summary>The name under which it is logged, counted and shown in <c>/health/ready</c>.</summary>
    protected virtual string Name => GetType().Name;

    /// <summary>How long after the start the first pass comes.</summary>
    protected virtual TimeSpan BeforeFirst => TimeSpan.Zero;

    /// <summary>The longest time to the next try after failures in a row.</summary>
    protected virtual TimeSpan LongestBackOff => SweepLoop.UsualLongestBackOff;

    /// <returns>How long to wait for the next pass; zero while there is more to do.</returns>
    protected abstract Task<TimeSpan> Pass(CancellationToken cancel);

    /// <summary>The next pass comes at once.</summary>
    protected void Wake() => loop.Value.Wake();

    protected sealed override Task ExecuteAsync(CancellationToken stoppingToken) =>
        loop.Value.Run(Pass, BeforeFirst, stoppingToken);
}
