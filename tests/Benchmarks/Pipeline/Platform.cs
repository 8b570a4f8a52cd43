using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Dispatch.Benchmarks.Pipeline;

/// <summary>
/// The five processes on databases of their own, with the sample county loaded through the public API.
/// </summary>
sealed class Platform : IAsyncDisposable
{
    const string Password = "bench-of-the-platform";

    readonly Dictionary<string, ServiceProcess> processes = new(StringComparer.Ordinal);

    public ServiceProcess this[string name] => processes[name];

    public Uri Gateway => processes["gateway"].Address;

    /// <summary>An operator's access token.</summary>
    public string Operator { get; private set; } = "";

    public Dictionary<string, int> Ids => processes.ToDictionary(p => p.Key, p => p.Value.ProcessId,
        StringComparer.Ordinal);

    public static async Task<Platform> Start(Options options)
    {
        var platform = new Platform();
        try
        {
            Report.Say("Starting the five processes.");
            foreach (var name in new[] { "intake", "routing", "mediation", "escalation" })
                platform.processes[name] = await ServiceProcess.Start(name, more: options.EnvironmentOf(name));
            var gateway = options.EnvironmentOf("gateway");
            gateway["Dispatch__TokenPrivateKey"] = Keys.Private;
            gateway["Dispatch__FirstAdminPassword"] = Password;
            foreach (var (name, service) in platform.processes)
                gateway["Dispatch__Upstreams__" + char.ToUpperInvariant(name[0]) + name[1..]] =
                    service.Address.ToString();
            platform.processes["gateway"] = await ServiceProcess.Start("gateway", more: gateway);
            await platform.Load();
            return platform;
        }
        catch
        {
            await platform.DisposeAsync();
            throw;
        }
    }

    /// <summary>What every process has said, for when something went wrong.</summary>
    public string Logs() => string.Join(Environment.NewLine,
        processes.Select(p => $"--- {p.Key}{Environment.NewLine}{p.Value.Log}"));

    async Task Load()
    {
        Report.Say("Loading the sample county.");
        using var http = new HttpClient { BaseAddress = Gateway, Timeout = TimeSpan.FromMinutes(2) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await SignIn(http, "admin"));
        foreach (var list in new[] { "jurisdictions", "organisations", "matters", "duties" })
        {
            await Expect(await http.PutAsJsonAsync(
                "api/routing/" + list, new { items = Samples.Rows(list + ".csv").Select(Row), why = "样例县" },
                ContractJson.Options));
        }
        foreach (var file in Directory.EnumerateFiles(Repository.Path("deploy", "sample", "calendar"), "*.json"))
        {
            using var body = new StringContent(await File.ReadAllTextAsync(file),
                new MediaTypeHeaderValue("application/json"));
            await Expect(await http.PutAsync("api/escalation/calendar/" + Path.GetFileNameWithoutExtension(file),
                body));
        }
        await Expect(await http.PostAsJsonAsync("api/accounts", new
        {
            account = "operator1", name = "范雨桐", role = Roles.Operator, organisation = "620422-hotline",
            jurisdiction = "620422", password = Password,
        }));
        Operator = await SignIn(http, "operator1");
    }

    public static JsonObject Row(IReadOnlyDictionary<string, string> row)
    {
        var item = new JsonObject();
        foreach (var (name, value) in row.Where(pair => pair.Value.Length > 0))
        {
            item[name] = name switch
            {
                "level" when char.IsAsciiDigit(value[0]) =>
                    JsonValue.Create(int.Parse(value, System.Globalization.CultureInfo.InvariantCulture)),
                "kinds" or "keywords" or "aliases" or "foreignCodes" =>
                    new JsonArray([.. value.Split(';').Select(part => (JsonNode)part)]),
                _ => JsonValue.Create(value),
            };
        }
        return item;
    }

    static async Task<string> SignIn(HttpClient http, string account)
    {
        var answer = await http.PostAsJsonAsync("api/session", new { account, password = Password });
        await Expect(answer);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("token")
            .GetString()!;
    }

    static async Task Expect(HttpResponseMessage answer)
    {
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException(
                $"{answer.RequestMessage!.Method} {answer.RequestMessage.RequestUri} answered "
                + $"{(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in processes.Values.Reverse())
            await process.DisposeAsync();
    }
}
