using System.Diagnostics;
using System.Globalization;

namespace Dispatch.Tests.Harness;

/// <summary>The private PostgreSQL and RabbitMQ that <c>tests/run</c> has started.</summary>
public static class Servers
{
    /// <summary>Npgsql connection string without a database.</summary>
    public static string Postgres => Required("DISPATCH_POSTGRES");

    public static Uri RabbitMq => new(Required("DISPATCH_RABBITMQ"));

    /// <summary>Power cut: the server gets no time to say goodbye.</summary>
    public static Task Kill(string server) => Run("kill", server);

    public static Task Stop(string server) => Run("stop", server);

    /// <summary>Comes back with the data it had; returns when it answers.</summary>
    public static Task Start(string server) => Run("start", server);

    static async Task Run(string command, string server)
    {
        // To a file rather than a pipe: the server that is started would keep a pipe open for ever.
        var words = Path.GetTempFileName();
        var start = new ProcessStartInfo("bash",
            ["-c", "exec \"$0\" \"$1\" \"$2\" \"$3\" > \"$4\" 2>&1 < /dev/null",
                Repository.Path("deploy", "lib", "servers.sh"), command, Required("DISPATCH_TEST_STATE"), server,
                words]);
        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        await process.WaitForExitAsync(limit.Token);
        var said = await File.ReadAllTextAsync(words, limit.Token);
        File.Delete(words);
        if (process.ExitCode != 0)
            throw new InvalidOperationException(string.Create(
                CultureInfo.InvariantCulture, $"servers.sh {command} {server} ended with {process.ExitCode}: {said}"));
    }

    static string Required(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value
        ? value
        : throw new InvalidOperationException(
            $"{name} is not set. Run the tests with tests/run, or start servers with deploy/lib/servers.sh up "
            + "STATE PORT, "
            + "evaluate what it prints, and set DISPATCH_TEST_STATE=STATE.");
}
