using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Dispatch.Benchmarks;

/// <summary>A PostgreSQL and a RabbitMQ for this run alone, as the platform starts them; gone afterwards.</summary>
sealed partial class PrivateServers(string? state) : IAsyncDisposable
{
    static string Script => Repository.Path("deploy", "lib", "servers.sh");

    /// <summary>Uses the servers that the environment names, or else starts some.</summary>
    public static async Task<PrivateServers> Ensure(CancellationToken stop)
    {
        if (Environment.GetEnvironmentVariable("DISPATCH_POSTGRES") is { Length: > 0 }
            && Environment.GetEnvironmentVariable("DISPATCH_RABBITMQ") is { Length: > 0 })
            return new(null);

        Report.Say("Starting PostgreSQL and RabbitMQ.");
        var folder = Directory.CreateTempSubdirectory("dispatch-bench-").FullName;
        var servers = new PrivateServers(folder);
        try
        {
            var port = Ports.Free().ToString(CultureInfo.InvariantCulture);
            // Into standard error rather than a pipe: the servers would keep a pipe open for ever.
            await Run("bash", ["-c", "\"$0\" up \"$1\" \"$2\" >&2", Script, folder, port], stop);
            foreach (Match line in Export().Matches(await Run(Script, ["env", folder], stop, read: true)))
                Environment.SetEnvironmentVariable(line.Groups[1].Value, line.Groups[2].Value);
            return servers;
        }
        catch
        {
            await servers.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (state is null)
            return;
        Report.Say("Removing the servers.");
        await Run(Script, ["destroy", state], CancellationToken.None);
        Directory.Delete(state, recursive: true);
    }

    static async Task<string> Run(string program, IReadOnlyList<string> arguments, CancellationToken stop,
        bool read = false)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = read })!;
        var output = read ? await process.StandardOutput.ReadToEndAsync(stop) : "";
        await process.WaitForExitAsync(stop);
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException(
                $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }

    [GeneratedRegex("^export (DISPATCH_[A-Z]+)='([^']*)'", RegexOptions.Multiline)]
    private static partial Regex Export();
}
