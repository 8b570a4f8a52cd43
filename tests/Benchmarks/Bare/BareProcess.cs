using System.Diagnostics;
using System.Globalization;

namespace Dispatch.Benchmarks.Bare;

/// <summary>One of the three processes of the bare pipeline: the benchmark's own program, started once more.</summary>
sealed class BareProcess : IAsyncDisposable
{
    readonly Process process;

    BareProcess(Process process) => this.process = process;

    public int Id => process.Id;

    public bool Ended => process.HasExited;

    /// <summary>
    /// Ends the whole process when its work fails: a pipeline that has lost a step must not be measured.
    /// </summary>
    public static async Task OrEnd(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            await Console.Error.WriteLineAsync(problem.ToString());
            Environment.Exit(1);
        }
    }

    public static async Task<BareProcess> Start(string role, int port, string database, CancellationToken stop)
    {
        var start = new ProcessStartInfo("dotnet",
            [Environment.ProcessPath is { } own && own.EndsWith(".dll", StringComparison.Ordinal)
            ? own : typeof(BareProcess).Assembly.Location, "bare-process", role,
                port.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment["BARE_DATABASE"] = database;
        var process = new BareProcess(Process.Start(start)!);
        if (await process.process.StandardOutput.ReadLineAsync(stop) != "ready")
            throw new InvalidOperationException($"The bare {role} process did not start.");
        return process;
    }

    /// <summary>Serves until its standard input is closed, so that it never outlives the benchmark.</summary>
    public static async Task<int> Run(string role, string port)
    {
        await using var source = Scratch.Source(Environment.GetEnvironmentVariable("BARE_DATABASE")!);
        await using var broker = await BareBroker.Open();
        await using var relay = new BareRelay(source, broker);
        await using var intake = role == "intake"
            ? await BareIntake.Start(source, relay, broker, int.Parse(port, CultureInfo.InvariantCulture),
                TimeProvider.System) : null;
        await using var routing = role == "routing" ? await BareRouting.Start(source, relay, broker) : null;
        await using var escalation = role == "escalation" ? await BareEscalation.Start(source, relay, broker) : null;
        Console.WriteLine("ready");
        await Console.In.ReadToEndAsync();
        return 0;
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        await process.WaitForExitAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!process.HasExited)
            process.Kill();
        process.Dispose();
    }
}
