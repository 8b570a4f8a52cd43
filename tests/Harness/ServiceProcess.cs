using System.Diagnostics;
using System.Globalization;

namespace Dispatch.Tests.Harness;

/// <summary>
/// One of the platform's programs as a process of its own, as it is shipped, on a database of its own. For tests that
/// kill it, or that look at its environment, its exit or its memory; the others start quicker with a
/// <see cref="ServiceInstance"/>.
/// </summary>
public sealed class ServiceProcess : RunningService
{
    /// <summary>The runtime settings that the launcher and the image use too.</summary>
    static readonly IReadOnlyList<KeyValuePair<string, string>> RuntimeSettings =
    [
        .. File.ReadLines(Repository.Path("deploy", "runtime.env")).Where(line => !line.StartsWith('#'))
            .Select(line => line.Split('=', 2)).Select(pair => KeyValuePair.Create(pair[0], pair[1])),
    ];

    Process? process;

    ServiceProcess(Plan plan) : base(plan)
    {
    }

    public int ProcessId => process!.Id;

    /// <summary>Starts it and waits until it is ready.</summary>
    /// <param name="name">
    /// <c>intake</c>, <c>routing</c>, <c>mediation</c>, <c>escalation</c>, <c>gateway</c>, or the harness's
    /// own <c>test</c>.
    /// </param>
    /// <param name="database">
    /// One that outlives this process; without it a fresh one is made, and dropped at the end.
    /// </param>
    /// <param name="more">Further environment, such as <c>Dispatch__FirstAdminPassword</c>.</param>
    /// <param name="keepQueues">Leaves the queues of an earlier start, and what waits in them.</param>
    public static async Task<ServiceProcess> Start(
        string name, Db? database = null, IReadOnlyDictionary<string, string>? more = null, bool keepQueues = false,
        int? port = null) =>
        await Started(new ServiceProcess(await Prepare(name, database, more, keepQueues, port)));

    /// <summary>
    /// Takes the place of an instance, on its port, database and queues, for a test that kills what it has begun with.
    /// </summary>
    public static async Task<ServiceProcess> InPlaceOf(ServiceInstance instance)
    {
        await instance.Stop();
        var service = instance.Settings.ToDictionary(StringComparer.Ordinal);
        return await Started(new ServiceProcess(new(instance.Name, instance.Database, false, service)));
    }

    /// <summary>SIGKILL: it gets no time to finish anything.</summary>
    public async Task Kill()
    {
        if (process is not { HasExited: false } running)
            return;
        running.Kill();
        await running.WaitForExitAsync();
    }

    /// <summary>SIGTERM, and waits for its end.</summary>
    public override async Task Stop(TimeSpan? within = null)
    {
        using var kill = Process.Start("kill", ["-TERM", process!.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        using var limit = new CancellationTokenSource(within ?? TimeSpan.FromSeconds(40));
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"{Name} did not stop when asked.{Environment.NewLine}{Log}");
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        process?.Dispose();
    }

    private protected override Task End() => Kill();

    private protected override async Task<int?> Ended()
    {
        if (!process!.HasExited)
            return null;
        // Its last lines are still being read.
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    private protected override void Launch(string program)
    {
        process?.Dispose();
        var start = new ProcessStartInfo("dotnet", [program])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetDirectoryName(program),
        };
        foreach (var (key, value) in RuntimeSettings.Concat(Settings))
            start.Environment[key] = value;
        process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }
}
