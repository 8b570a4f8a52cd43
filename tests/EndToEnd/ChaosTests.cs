using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Dispatch.Tests.EndToEnd;

/// <summary>A platform whose processes and servers are killed, and what it has answered 201.</summary>
public sealed class KilledPlatform : IAsyncLifetime
{
    public Platform Platform { get; private set; } = null!;

    /// <summary>The numbers of all cases that were accepted, in whichever test.</summary>
    public ConcurrentDictionary<string, int> Accepted { get; } = new(StringComparer.Ordinal);

    public async Task InitializeAsync() => Platform = await Platform.Start();

    public async Task DisposeAsync()
    {
        // Null when the start itself failed.
        if (Platform is not null)
            await Platform.DisposeAsync();
    }
}

/// <summary>
/// Every process and both servers are killed under load; what was answered 201 is never lost and never doubled, from
/// the first case of the first test to the last of the second.
/// </summary>
public sealed class ChaosTests(KilledPlatform killed) : IClassFixture<KilledPlatform>
{
    const int PerSecond = 50;

    // Long enough for every retry, time-out and heartbeat in the five processes to have come and gone several times.
    static readonly TimeSpan BrokerAway = TimeSpan.FromMinutes(2);

    static readonly TimeSpan CatchUp = TimeSpan.FromMinutes(3);

    readonly ConcurrentDictionary<string, int> accepted = killed.Accepted;
    readonly ConcurrentDictionary<int, int> answers = new();
    readonly Platform platform = killed.Platform;

    // The cases of one test are not those of the other sent again.
    readonly string test = Guid.NewGuid().ToString("N")[..8];

    [Fact]
    public async Task Each_process_and_each_server_is_killed_in_turn_and_every_case_is_whole()
    {
        await Load(async () =>
        {
            foreach (var name in new[] { "intake", "routing", "mediation", "escalation", "gateway" })
            {
                await AfterSome(100);
                await platform.Processes[name].Kill();
                await platform.Processes[name].Restart();
            }
            foreach (var server in new[] { "postgres", "rabbitmq" })
            {
                await AfterSome(100);
                await Servers.Kill(server);
                await Servers.Start(server);
            }
            await AfterSome(100);
        });
        await EverythingIsWhole();
    }

    [Fact]
    public async Task While_the_broker_is_away_intake_goes_on_and_afterwards_everything_catches_up()
    {
        await Load(async () =>
        {
            await AfterSome(50);
            await Servers.Stop("rabbitmq");
            answers.Clear();
            var before = accepted.Count;
            try
            {
                await Servers.StaysAway("rabbitmq", BrokerAway);
                Assert.Equal([201], answers.Keys);
                Assert.True(accepted.Count - before > BrokerAway.TotalSeconds * PerSecond / 4,
                    $"Only {accepted.Count - before} cases came through.");
            }
            finally
            {
                await Servers.Start("rabbitmq");
            }
            await AfterSome(50);
        });
        await EverythingIsWhole();
    }

    // Registers so many cases a second until the body is over. A call that fails is sent again with its key, as the
    // desk does.
    async Task Load(Func<Task> body)
    {
        var operators = await platform.As(Roles.Operator);
        using var over = new CancellationTokenSource();
        var callers = Enumerable.Range(0, 10).Select(caller => Task.Run(async () =>
        {
            using var pace = new PeriodicTimer(TimeSpan.FromSeconds(10.0 / PerSecond));
            for (var i = 0; !over.IsCancellationRequested; i++)
            {
                await pace.WaitForNextTickAsync();
                await Register(operators, $"{test}-{caller}-{i}");
            }
        })).ToList();
        try
        {
            await body();
        }
        finally
        {
            await over.CancelAsync();
        }
        await Task.WhenAll(callers).WaitAsync(CatchUp);
    }

    async Task Register(HttpClient operators, string key)
    {
        await Eventually.Be(async () =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/intake/cases")
            {
                Content = JsonContent.Create(new
                {
                    channel = "phone", kind = "complaint", text = $"第{key}号诉求：小区物业费不公示，请查。", matter = "010102",
                    petitioner = new { name = "张三", phone = "13900000000" },
                    place = new { address = "状元城小区", grid = "620422100011002" },
                }),
            };
            request.Headers.Add("Idempotency-Key", key);
            using var answer = await operators.SendAsync(request);
            answers.AddOrUpdate((int)answer.StatusCode, 1, (_, n) => n + 1);
            if (answer.StatusCode != HttpStatusCode.Created)
                return false;
            accepted[(await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("number").GetString()!] = 1;
            return true;
        }, $"case {key} is accepted", CatchUp, () => platform.Logs);
    }

    Task AfterSome(int cases)
    {
        var goal = accepted.Count + cases;
        return Eventually.Be(() =>
            Task.FromResult(accepted.Count >= goal), $"{cases} more cases are accepted", CatchUp, () => platform.Logs);
    }

    async Task EverythingIsWhole()
    {
        var (intake, routing, escalation) =
            (platform.Processes["intake"].Database, platform.Processes["routing"].Database,
            platform.Processes["escalation"].Database);
        var expected = accepted.Keys.Order(StringComparer.Ordinal).ToList();
        Assert.Equal(
            expected, (await intake.Read<string>("select number from registered_case")).Order(StringComparer.Ordinal));

        await Eventually.Equal(expected.Count, () =>
            routing.One<int>("select count(distinct case_id)::int from ticket where role = 'lead'"),
            "the number of cases with a lead ticket", CatchUp, () => platform.Logs);
        Assert.Equal(expected.Count, await routing.One<int>("select count(*)::int from ticket where role = 'lead'"));
        // Citizen, claim, first contact and reply for the lead; claim and reply for the one that assists.
        await Eventually.Equal(0, () => escalation.One<int>("""
            select count(*)::int from (select case_id from clock group by case_id having count(*) <> 6) wrong
            """), "the number of cases with other than six clocks", CatchUp, () => platform.Logs);
        await Eventually.Equal(expected.Count, () =>
            escalation.One<int>("select count(distinct case_id)::int from clock"),
            "the number of cases with clocks", CatchUp, () => platform.Logs);
        // Registered, dispatched, clocks started: each once.
        await Eventually.Equal(expected.Count * 3, () => intake.One<int>("select count(*)::int from timeline"),
            "the number of steps in the timelines", CatchUp, () => platform.Logs);

        var director = await platform.As(Roles.Director);
        await Eventually.Be(async () =>
        {
            var ledger = await director.GetFromJsonAsync<JsonElement>("/api/ledger");
            return ledger.GetProperty("openCases").GetInt32() == expected.Count
                && ledger.GetProperty("outOfBalance").GetArrayLength() == 0;
        }, "the books balance", CatchUp);
        foreach (var service in Processes())
            Assert.True(await Broker.Quiet(service), $"A queue or error queue of {service} is not empty.");
    }

    IEnumerable<string> Processes() => platform.Processes.Keys.Where(name => name != "gateway");
}
