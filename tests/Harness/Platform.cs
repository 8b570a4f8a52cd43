using System.Net.Http.Json;
using System.Text.Json;

namespace Dispatch.Tests.Harness;

/// <summary>All five processes with the sample county loaded, and people who can sign in.</summary>
public sealed class Platform : IAsyncDisposable
{
    static readonly string[] Services = ["intake", "routing", "mediation", "escalation"];
    const string AdminPassword = "first-admin-password";

    readonly SemaphoreSlim gate = new(1);
    readonly Dictionary<string, HttpClient> people = new(StringComparer.Ordinal);

    Platform(IReadOnlyDictionary<string, ServiceProcess> processes) => Processes = processes;

    /// <summary>The five processes by name.</summary>
    public IReadOnlyDictionary<string, ServiceProcess> Processes { get; }

    public Uri Address => Processes["gateway"].Address;

    /// <summary>The last lines that each of the five has written, to be shown with a failure.</summary>
    public string Logs => string.Join(Environment.NewLine, Processes.Values.Select(p =>
        $"—— {p.Name}\n{string.Join('\n', p.Log.Split(Environment.NewLine).TakeLast(40))}"));

    /// <param name="more">Further environment of every process, such as where telemetry goes.</param>
    public static async Task<Platform> Start(IReadOnlyDictionary<string, string>? more = null)
    {
        var processes = new Dictionary<string, ServiceProcess>(StringComparer.Ordinal);
        var platform = new Platform(processes);
        try
        {
            await StartAll(processes, more);
            var gateway =
                new Dictionary<string, string>(more ?? new Dictionary<string, string>(), StringComparer.Ordinal)
                {
                    ["Dispatch__TokenPrivateKey"] = Keys.Private,
                    ["Dispatch__FirstAdminPassword"] = AdminPassword,
                };
            foreach (var service in Services)
                gateway[$"Dispatch__Upstreams__{char.ToUpperInvariant(service[0])}{service[1..]}"] =
                    processes[service].Address.ToString().TrimEnd('/');
            processes["gateway"] = await ServiceProcess.Start("gateway", more: gateway);
            platform.people["admin"] = await platform.SignIn("admin", AdminPassword);
            await SampleCounty.Load(platform.people["admin"]);
            return platform;
        }
        catch
        {
            await platform.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// A client that is signed in as such a person, whose account is made when it is first asked for.
    /// </summary>
    public async Task<HttpClient> As(string role, string? organisation = null, string jurisdiction = "620422")
    {
        organisation ??= Usual(role);
        var account = role == Roles.Admin ? "admin" : $"{role}.{organisation}";
        await gate.WaitAsync();
        try
        {
            if (people.TryGetValue(account, out var known))
                return known;
            var password = Guid.NewGuid().ToString();
            using var made = await people["admin"].PostAsJsonAsync("/api/accounts", new
            {
                account, name = role + "（测试）", role, organisation, jurisdiction,
                password = role == Roles.Client ? null : password,
            });
            if (!made.IsSuccessStatusCode)
                throw new InvalidOperationException(
                    $"{account} could not be made: {await made.Content.ReadAsStringAsync()}");
            return people[account] = role == Roles.Client
                ? WithKey((await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("apiKey").GetString()!)
                : await SignIn(account, password);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>A client that is not signed in.</summary>
    public HttpClient Nobody() => new() { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(30) };

    public async ValueTask DisposeAsync()
    {
        foreach (var person in people.Values)
            person.Dispose();
        foreach (var process in Processes.Values.Reverse())
            await process.DisposeAsync();
        gate.Dispose();
    }

    // Each is noted as soon as it runs: when one fails, the others must not live on and take the next run's messages.
    static async Task StartAll(Dictionary<string, ServiceProcess> processes, IReadOnlyDictionary<string, string>? more)
    {
        var starts = Services.Select(name => ServiceProcess.Start(name, more: more)).ToList();
        await ((Task)Task.WhenAll(starts)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var started in starts.Where(start => start.IsCompletedSuccessfully))
            processes[started.Result.Name] = started.Result;
        await Task.WhenAll(starts);
    }

    async Task<HttpClient> SignIn(string account, string password)
    {
        var client = Nobody();
        using var answer = await client.PostAsJsonAsync("/api/session", new { account, password });
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException(
                $"{account} could not sign in: {await answer.Content.ReadAsStringAsync()}");
        var session = await answer.Content.ReadFromJsonAsync<JsonElement>();
        client.DefaultRequestHeaders.Authorization = new("Bearer", session.GetProperty("token").GetString());
        return client;
    }

    HttpClient WithKey(string key)
    {
        var client = Nobody();
        client.DefaultRequestHeaders.Add("X-Api-Key", key);
        return client;
    }

    static string Usual(string role) => role switch
    {
        Roles.Operator => "620422-hotline",
        Roles.Handler or Roles.Head => "620422-housing",
        Roles.Mediator => "620422-mediation",
        _ => "620422-centre",
    };
}
