using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace Dispatch.Kit;

/// <summary>
/// How the sweeps of this process are doing: each pass is counted by name and outcome (<c>done</c>, <c>outage</c>,
/// <c>failed</c>), and those that keep failing are shown in <c>/health/ready</c>.
/// </summary>
/// <remarks>
/// Degraded and not unhealthy: requests are answered as ever, and a pod would gain nothing by losing them.
/// </remarks>
public sealed class Sweeps(TimeProvider clock, ILoggerFactory logs) : IHealthCheck
{
    static readonly Counter<long> Passes =
        Telemetry.Meter.CreateCounter<long>("dispatch.sweep.passes", description: "Passes of background sweeps");

    readonly ConcurrentDictionary<string, Failing> failing = new(StringComparer.Ordinal);

    sealed record Failing(DateTimeOffset Since, int Passes, string What);

    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<Sweeps>();
        services.AddHealthChecks().AddCheck<Sweeps>("sweeps", tags: ["ready"]);
    }

    internal TimeProvider Clock => clock;

    internal ILogger Log(string name) => logs.CreateLogger("Dispatch.Sweep." + name);

    internal void Passed(string name)
    {
        failing.TryRemove(name, out _);
        Count(name, "done");
    }

    internal void Failed(string name, Exception problem, int times)
    {
        var since = failing.GetValueOrDefault(name)?.Since ?? clock.GetUtcNow();
        failing[name] = new(since, times, Words(problem));
        Count(name, Outage.Is(problem) ? "outage" : "failed");
    }

    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var told = failing.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => string.Create(
            CultureInfo.InvariantCulture,
            $"{one.Key}: {one.Value.Passes} failed passes since {one.Value.Since:u}, last: {one.Value.What}")).ToList();
        return Task.FromResult(told.Count == 0 ? HealthCheckResult.Healthy()
            : HealthCheckResult.Degraded(string.Join("; ", told)));
    }

    // Anybody may ask for the health: where database and broker are is nobody's business, and the further lines of a
    // message of PostgreSQL hold values of the row at fault.
    static string Words(Exception problem) => Outage.Is(problem) ? "waits for the database or the broker"
        : $"{problem.GetType().Name}: {problem.Message.Split('\n')[0].Trim()}";

    static void Count(string name, string outcome) => Passes.Add(1, new("name", name), new("outcome", outcome));
}
