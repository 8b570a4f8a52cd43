using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Dispatch.Tests.Service.Mediation;

/// <summary>A dispute that Routing has handed over, and the mediator who works on it.</summary>
public sealed class Dispute : IAsyncLifetime
{
    public const string Organisation = "620422100-mediation";

    Broker broker = null!;
    Heard heard = null!;

    public ServiceInstance Service { get; private set; } = null!;

    /// <summary>What was published about this dispute.</summary>
    public IReadOnlyList<ICaseEvent> Told =>
        [.. heard.All<ICaseEvent>().Where(e => e.Head.CaseId == Routed.Head.CaseId)];

    public HttpClient Mediator => Service.Client(Roles.Mediator, Organisation, "620422100", "mediator-1");

    public CaseRoutedToMediation Routed { get; private set; } = null!;

    public FileOpened Opened { get; private set; } = null!;

    public string Url => $"/files/{Opened.FileId}";

    public async Task InitializeAsync()
    {
        Service = await ServiceInstance.Start("mediation");
        broker = await Broker.Open();
        heard = await Broker.Listen(
            typeof(FileOpened), typeof(ConsentGiven), typeof(ConsentRefused), typeof(SessionHeld),
            typeof(AgreementReached), typeof(AgreementEffective), typeof(MediationEnded));
    }

    /// <summary>Hands over another dispute; its file becomes the one worked on.</summary>
    public async Task Route(RecusedOrganisations? recused = null)
    {
        Routed = new(
            new(
                EventId.New(), 2, CaseId.New(), CaseNumber.New(DateTimeOffset.UtcNow), DateTimeOffset.UtcNow,
                ActedBy.System, null),
            TicketId.New(), new(Organisation), "会师镇人民调解委员会", MediationKind.Peoples, "与邻居因宅基地边界发生纠纷",
            new(new("620422100"), "会师镇南关村", null, null), [new("dispute", "矛盾纠纷，交由调解组织调解。")], recused);
        await Again();
        Opened = await Next<FileOpened>();
    }

    public Task<T> Next<T>() where T : class, ICaseEvent =>
        heard.Next<T>(e => e.Head.CaseId == Routed.Head.CaseId, evidence: () => Service.Log);

    /// <summary>Tells the same once more, as an event of its own.</summary>
    public Task Again() => broker.Publish(Routed with { Head = Routed.Head with { Id = EventId.New() } });

    public Task<HttpResponseMessage> Post(string path, object body, string? key = null, HttpClient? by = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Url + path) { Content = JsonContent.Create(body) };
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        return (by ?? Mediator).SendAsync(request);
    }

    public async Task<JsonElement> Done(string path, object body)
    {
        using var answer = await Post(path, body);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {text}");
        return JsonSerializer.Deserialize<JsonElement>(text);
    }

    public async Task<JsonElement> Read(HttpClient? by = null, string? path = null) =>
        await (by ?? Mediator).GetFromJsonAsync<JsonElement>(path ?? Url);

    public async Task Refused(string path, object body, HttpStatusCode status, string code)
    {
        using var answer = await Post(path, body);
        await ProblemDocument.Expect(answer, status, code);
    }

    public async Task AddBoth()
    {
        await Done("/parties", new { name = "张三丰", phone = "13912341234", side = "applicant" });
        await Done("/parties", new { name = "李四光", phone = "13800005678", side = "respondent" });
    }

    public async Task HoldSession()
    {
        await Done("/consents", new { party = 1, given = true });
        await Done("/consents", new { party = 2, given = true });
        await Done("/sessions", new { heldAt = DateTimeOffset.UtcNow, place = "会师镇调解室", note = "张三丰与李四光均到场" });
    }

    public static object Agreement(bool oral) => new
    {
        facts = "张三丰与李四光因宅基地边界发生纠纷，双方各有责任", content = "李四光当场恢复原状", performanceMode = "atOnce", oral,
    };

    /// <summary>Everything that the database holds, as text.</summary>
    public async Task<string> Everything() => string.Join('\n', await Service.Database.Read<string>("""
        select row_to_json(f)::text from mediation_file f union all select row_to_json(p)::text from party p
        union all select row_to_json(s)::text from session s union all select row_to_json(a)::text from agreement a
        union all select row_to_json(r)::text from reveal r union all select convert_from(body, 'utf8') from outbox
        union all select row_to_json(i)::text from idempotency i
        """));

    public async Task DisposeAsync()
    {
        await heard.DisposeAsync();
        await broker.DisposeAsync();
        await Service.DisposeAsync();
    }
}

/// <summary>One service for all the tests of Mediation; each opens a dispute of its own.</summary>
[CollectionDefinition(nameof(Dispute))]
public sealed class Disputes : ICollectionFixture<Dispute>;
