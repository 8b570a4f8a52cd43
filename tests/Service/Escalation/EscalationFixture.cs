using System.Text;
using System.Text.Json;
using Dispatch.Contracts;
using Dispatch.Tests.Harness;

namespace Dispatch.Tests.Service.Escalation;

/// <summary>One Escalation for all its tests, each with a case of its own.</summary>
[CollectionDefinition("escalation")]
public sealed class OneEscalation : ICollectionFixture<EscalationFixture>;

/// <summary>Escalation alone; the test plays the other services.</summary>
public sealed class EscalationFixture : IAsyncLifetime
{
    static readonly Place Township = new(new("620422105"), "会师镇南关路", null, null);
    static readonly Reason[] Why = [new("test", "测试")];

    public ServiceInstance Service { get; private set; } = null!;

    public Broker Broker { get; private set; } = null!;

    public HttpClient Centre => Service.Client(Roles.Dispatcher, "620422-centre");

    public HttpClient Housing => Service.Client(Roles.Handler, "620422-housing");

    public HttpClient Water => Service.Client(Roles.Head, "620422-water");

    /// <summary>A case of its own for each test.</summary>
    public sealed record Known(CaseId Id, CaseNumber Number, TicketId Lead)
    {
        readonly Dictionary<string, int> versions = [];

        public EventHead Head(string publisher, DateTimeOffset? at = null) =>
            new(EventId.New(), versions[publisher] = versions.GetValueOrDefault(publisher) + 1, Id, Number,
                at ?? TimeProvider.System.GetUtcNow(), ActedBy.System, null);
    }

    public static Known Case() => new(CaseId.New(), CaseNumber.New(TimeProvider.System.GetUtcNow()), TicketId.New());

    public static CaseRegistered Registered(Known one, Urgency urgency = Urgency.Normal, DateTimeOffset? at = null) =>
        new(one.Head("intake", at), Channel.Phone, CaseKind.Complaint, urgency, "路灯不亮", Township, null,
        at ?? TimeProvider.System.GetUtcNow(), Why);

    public static CaseDispatched Dispatched(Known one, Urgency urgency = Urgency.Normal, DateTimeOffset? at = null) =>
        new(one.Head("routing", at), new(one.Lead, new("620422-housing"), "住房和城乡建设局", TicketRole.Lead), [], null, null,
        urgency, CaseKind.Complaint, Township, 1, null, Why, Centre: new OrganisationId("620422-centre"));

    public static TicketClaimed Claimed(Known one) => new(one.Head("routing"), one.Lead, TicketRole.Lead, Why);

    public static CaseArchived Archived(Known one) => new(one.Head("intake"), Why);

    public static async Task<JsonElement> Get(HttpClient client, string address)
    {
        using var answer = await client.GetAsync(address);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{address}: {(int)answer.StatusCode} {text}");
        using var json = JsonDocument.Parse(text);
        return json.RootElement.Clone();
    }

    /// <summary>The clocks of the case as the client sees them, once there are so many.</summary>
    public Task<List<JsonElement>> Clocks(HttpClient client, Known one, int count) => Eventually.Get(
        async () => (await Get(client, "/clocks?case=" + one.Number)).GetProperty("items").EnumerateArray().ToList(),
        clocks => clocks.Count == count, $"{count} clocks", evidence: () => Service.Log);

    static int catalogue;

    /// <summary>A version of the catalogue that is newer than all before, with room for nine after it.</summary>
    public static int NextCatalogue() => Interlocked.Add(ref catalogue, 10);

    /// <summary>A county's organisations and one-things, as Routing tells of them.</summary>
    public async Task LearnCounty()
    {
        var version = NextCatalogue();
        static CatalogueOrganisation One(string id, string name, OrganisationKind kind, Level level, string at) =>
            new(new(id), name, kind, level, new(at), null);
        await Broker.Publish(new CataloguePublished(
            new(EventId.New(), version, TimeProvider.System.GetUtcNow(), ActedBy.System, null), version,
            [
                One("620422-centre", "会宁县综治中心", OrganisationKind.Centre, Level.County, "620422"),
                One("620422-hotline", "会宁县12345热线", OrganisationKind.Hotline, Level.County, "620422"),
                One("620422-housing", "住房和城乡建设局", OrganisationKind.Department, Level.County, "620422"),
                One("620422-urban", "城市管理局", OrganisationKind.Department, Level.County, "620422"),
                One("620422-water", "水务局", OrganisationKind.Department, Level.County, "620422"),
                One("620422-fire", "消防救援大队", OrganisationKind.Department, Level.County, "620422"),
                One("620422105-gov", "会师镇人民政府", OrganisationKind.Township, Level.Township, "620422105"),
                One("620422105201-village", "南关村", OrganisationKind.Village, Level.Village, "620422105201"),
                One("620421-centre", "靖远县综治中心", OrganisationKind.Centre, Level.County, "620421"),
                One("620421-water", "靖远县水务局", OrganisationKind.Department, Level.County, "620421"),
            ],
            0, [], version,
            [
                new(new("vendors"), "占道经营整治", new("620422"), [new("010102")], ["占道", "夜市"], new("620422-urban"),
                    [new("620422-water"), new("620422-fire")], WhistleType.JointEnforcement, "《城市市容管理条例》第十四条"),
            ]));
        await Eventually.Equal(8, () => Service.Database.One<int>(
            "select count(*)::int from organisation where listed and id like '620422%'"), "organisations");
    }

    /// <summary>As if so much time had passed: every term of the whistle is over that much sooner.</summary>
    public async Task Later(string id, string by)
    {
        const string Sooner = """
            (select jsonb_agg(d || jsonb_build_object(
                'due', (d ->> 'due')::timestamptz - @by::interval,
                'startedAt', (d ->> 'startedAt')::timestamptz - @by::interval)) from jsonb_array_elements(deadlines) d)
            """;
        await Service.Database.Execute($"""
            update summons set deadlines = {Sooner} where whistle_id = @id::uuid;
            update whistle set deadlines = coalesce({Sooner}, '[]'), next_look_at = next_look_at - @by::interval
            where id = @id::uuid
            """, new { id, by });
    }

    public static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");

    public async Task InitializeAsync()
    {
        Service = await ServiceInstance.Start("escalation");
        Broker = await Broker.Open();
        using var admin = Service.Client(Roles.Admin);
        foreach (var year in new[] { 2025, 2026 })
        {
            using var put = await admin.PutAsync($"/calendar/{year}",
                Json(Repository.Read($"deploy/sample/calendar/{year}.json")));
            put.EnsureSuccessStatusCode();
        }
    }

    public async Task DisposeAsync()
    {
        await Broker.DisposeAsync();
        await Service.DisposeAsync();
    }
}
