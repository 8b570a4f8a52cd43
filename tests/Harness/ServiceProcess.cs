using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;

namespace Dispatch.Tests.Harness;

/// <summary>
/// One of the platform's programs as a process of its own, as it is shipped, on a database of its own.
/// </summary>
public sealed class ServiceProcess : IAsyncDisposable
{
    static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(3);

    /// <summary>The runtime settings that the launcher and the image use too.</summary>
    static readonly IReadOnlyList<KeyValuePair<string, string>> RuntimeSettings =
    [
        .. File.ReadLines(Repository.Path("deploy", "runtime.env")).Where(line => !line.StartsWith('#'))
            .Select(line => line.Split('=', 2)).Select(pair => KeyValuePair.Create(pair[0], pair[1])),
    ];

    readonly ConcurrentQueue<string> lines = new();
    readonly Dictionary<string, string> settings;
    readonly bool ownsDatabase;
    Process? process;

    ServiceProcess(string name, Db database, bool ownsDatabase, Dictionary<string, string> settings, int port)
    {
        (Name, Database, this.ownsDatabase, this.settings) = (name, database, ownsDatabase, settings);
        Address = new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"));
    }

    public string Name { get; }

    public Uri Address { get; }

    public Db Database { get; }

    public int ProcessId => process!.Id;

    /// <summary>What the process has written, the newest few thousand lines.</summary>
    public string Log => string.Join(Environment.NewLine, lines);

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
        int? port = null)
    {
        if (!keepQueues)
            await Broker.DeleteQueues(name);
        var own = database ?? Db.Fresh(name);
        var at = port ?? Ports.Free();
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ASPNETCORE_URLS"] = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{at}"),
            ["Dispatch__Database"] = Servers.Postgres + ";Database=" + own.Name,
            ["Dispatch__Broker"] = Servers.RabbitMq.ToString(),
            ["Dispatch__TokenPublicKey"] = Keys.Public,
            ["Dispatch__VaultKey"] = Keys.Vault,
        };
        foreach (var (key, value) in more ?? new Dictionary<string, string>(StringComparer.Ordinal))
            settings[key] = value;
        var service = new ServiceProcess(name, own, database is null, settings, at);
        try
        {
            await service.Begin();
            return service;
        }
        catch
        {
            await service.DisposeAsync();
            throw;
        }
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
    public async Task Stop(TimeSpan? within = null)
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

    /// <summary>
    /// Starts it again after <see cref="Kill"/> or <see cref="Stop"/>: same port, same database, same queues.
    /// </summary>
    public async Task Restart()
    {
        await Kill();
        await Begin();
    }

    /// <summary>A client for this service alone, signed in with such a role; null calls without a token.</summary>
    public HttpClient Client(
        string? role, string organisation = "620422-hotline", string jurisdiction = "620422", string? account = null)
    {
        var client = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(30) };
        if (role is not null)
            client.DefaultRequestHeaders.Authorization =
                new AuthenticationHeaderValue("Bearer", Token.For(role, organisation, jurisdiction, account));
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        await Kill();
        process?.Dispose();
        if (ownsDatabase)
            await Database.DisposeAsync();
    }

    async Task Begin()
    {
        process?.Dispose();
        var program = Program(Name);
        if (!File.Exists(program))
            throw new FileNotFoundException(
                $"{program} is not built: run 'dotnet build -c Release Dispatch.sln' first.");
        var start = new ProcessStartInfo("dotnet", [program])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetDirectoryName(program),
        };
        foreach (var (key, value) in RuntimeSettings.Concat(settings))
            start.Environment[key] = value;
        process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();

        using var client = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(10) };
        await Eventually.Be(async () =>
        {
            if (process.HasExited)
            {
                // Its last lines are still being read.
                await process.WaitForExitAsync();
                throw new InvalidOperationException($"{Name} ended with {process.ExitCode}:{Environment.NewLine}{Log}");
            }
            using var ready = await client.GetAsync("/health/ready");
            return ready.IsSuccessStatusCode;
        }, Name + " is ready", StartLimit, () => Log);
    }

    void Keep(string? line)
    {
        if (line is null)
            return;
        lines.Enqueue(line);
        while (lines.Count > 4_000)
            lines.TryDequeue(out _);
    }

    static string Program(string name)
    {
        var title = char.ToUpperInvariant(name[0]) + name[1..];
        return name switch
        {
            "gateway" => Repository.Path("gateway", "bin", "Release", "net10.0", "Dispatch.Gateway.dll"),
            "test" => Repository.Path(
                "tests", "Harness", "TestService", "bin", "Release", "net10.0", "Dispatch.Tests.TestService.dll"),
            _ => Repository.Path("services", title, "bin", "Release", "net10.0", $"Dispatch.{title}.dll"),
        };
    }
}
