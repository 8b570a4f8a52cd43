using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Dispatch.Tests.Harness;

/// <summary>The private PostgreSQL and RabbitMQ that <c>tests/run</c> has started.</summary>
public static class Servers
{
    /// <summary>Npgsql connection string without a database.</summary>
    public static string Postgres => Required("DISPATCH_POSTGRES");

    public static Uri RabbitMq => new(Required("DISPATCH_RABBITMQ"));

    /// <summary>Kills the server as a power cut would: it gets no time to close anything.</summary>
    public static Task Kill(string server) => Run("kill", server);

    public static Task Stop(string server) => Run("stop", server);

    /// <summary>Waits until the stopped server has been away for so long; fails when it answers before.</summary>
    /// <remarks>The length of the outage is what is tested, so this is the one wait that time itself ends.</remarks>
    public static async Task StaysAway(string server, TimeSpan outage)
    {
        var port = server == "rabbitmq" ? RabbitMq.Port : new Npgsql.NpgsqlConnectionStringBuilder(Postgres).Port;
        using var look = new PeriodicTimer(TimeSpan.FromSeconds(1));
        for (var since = Stopwatch.StartNew(); since.Elapsed < outage; await look.WaitForNextTickAsync())
        {
            using var client = new TcpClient();
            try
            {
                await client.ConnectAsync(IPAddress.Loopback, port);
            }
            catch (SocketException)
            {
                continue;
            }
            throw new InvalidOperationException($"{server} answers after {since.Elapsed} of an outage of {outage}.");
        }
    }

    /// <summary>Starts it again with the data it had; returns when it answers.</summary>
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
        var output = await File.ReadAllTextAsync(words, limit.Token);
        File.Delete(words);
        if (process.ExitCode != 0)
            throw new InvalidOperationException(string.Create(
                CultureInfo.InvariantCulture,
                $"servers.sh {command} {server} ended with {process.ExitCode}: {output}"));
    }

    static string Required(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value
        ? value
        : throw new InvalidOperationException(
            $"{name} is not set. Run the tests with tests/run, or start servers with deploy/lib/servers.sh up "
            + "STATE PORT, evaluate what it prints, and set DISPATCH_TEST_STATE=STATE.");
}
