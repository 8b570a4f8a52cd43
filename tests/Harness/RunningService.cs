using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;

namespace Dispatch.Tests.Harness;

/// <summary>
/// One of the platform's programs at work, on a real port, a database and queues of its own: in a process of its own
/// (<see cref="ServiceProcess"/>) or within the tests' (<see cref="ServiceInstance"/>).
/// </summary>
public abstract class RunningService : IAsyncDisposable
{
    static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(3);

    readonly ConcurrentQueue<string> lines = new();
    readonly bool ownsDatabase;

    private protected RunningService(Plan plan)
    {
        (Name, Database, ownsDatabase, Settings) = (plan.Name, plan.Database, plan.OwnsDatabase, plan.Settings);
        Address = new(plan.Settings[Urls]);
    }

    public string Name { get; }

    public Uri Address { get; }

    public Db Database { get; }

    /// <summary>What it has written, the newest few thousand lines.</summary>
    public string Log => string.Join(Environment.NewLine, lines);

    private protected const string Urls = "ASPNETCORE_URLS";

    /// <summary>By the names that they have in the environment.</summary>
    internal IReadOnlyDictionary<string, string> Settings { get; }

    /// <summary>Asks it to stop, as an update does, and waits for its end.</summary>
    public abstract Task Stop(TimeSpan? within = null);

    /// <summary>Ends it and starts it again: same port, same database, same queues.</summary>
    public async Task Restart()
    {
        await End();
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

    public virtual async ValueTask DisposeAsync()
    {
        await End();
        if (ownsDatabase)
            await Database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected sealed record Plan(
        string Name, Db Database, bool OwnsDatabase, IReadOnlyDictionary<string, string> Settings);

    private protected static async Task<Plan> Prepare(
        string name, Db? database, IReadOnlyDictionary<string, string>? more, bool keepQueues, int? port)
    {
        if (!keepQueues)
            await Broker.DeleteQueues(name);
        var own = database ?? Db.Fresh(name);
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [Urls] = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port ?? Ports.Free()}"),
            ["Dispatch__Database"] = Servers.Postgres + ";Database=" + own.Name,
            ["Dispatch__Broker"] = Servers.RabbitMq.ToString(),
            ["Dispatch__TokenPublicKey"] = Keys.Public,
            ["Dispatch__VaultKey"] = Keys.Vault,
        };
        foreach (var (key, value) in more ?? new Dictionary<string, string>(StringComparer.Ordinal))
            settings[key] = value;
        return new(name, own, database is null, settings);
    }

    private protected static async Task<T> Started<T>(T service) where T : RunningService
    {
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

    /// <summary>Sets it going; it need not be ready yet.</summary>
    private protected abstract void Launch(string program);

    /// <summary>How it ended, when it has.</summary>
    private protected abstract Task<int?> Ended();

    /// <summary>Ends it, whatever it is doing; nothing when it does not run.</summary>
    private protected abstract Task End();

    private protected void Keep(string? line)
    {
        if (line is null)
            return;
        lines.Enqueue(line);
        while (lines.Count > 4_000)
            lines.TryDequeue(out _);
    }

    async Task Begin()
    {
        var program = Program(Name);
        if (!File.Exists(program))
            throw new FileNotFoundException(
                $"{program} is not built: run 'dotnet build -c Release Dispatch.sln' first.");
        Launch(program);
        using var client = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(10) };
        await Eventually.Be(async () =>
        {
            if (await Ended() is { } code)
                throw new InvalidOperationException($"{Name} ended with {code}:{Environment.NewLine}{Log}");
            using var ready = await client.GetAsync("/health/ready");
            return ready.IsSuccessStatusCode;
        }, Name + " is ready", StartLimit, () => Log);
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
