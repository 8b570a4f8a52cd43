using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Dispatch.Tests.Service.Routing;

/// <summary>One Routing for all classes that leave its catalogue as it was.</summary>
[CollectionDefinition("routing")]
public sealed class OneRouting : ICollectionFixture<RoutingFixture>;

/// <summary>Routing alone with a small catalogue and real servers; the other services are played by the test.</summary>
public sealed class RoutingFixture : IAsyncLifetime
{
    public const string Village = "620422100001";

    public ServiceInstance Routing { get; private set; } = null!;

    public Broker Broker { get; private set; } = null!;

    public Heard Heard { get; private set; } = null!;

    public HttpClient Dispatcher { get; private set; } = null!;

    public HttpClient Admin { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Routing = await ServiceInstance.Start("routing");
        Broker = await Broker.Open();
        Heard = await Broker.Listen(
            typeof(CaseDispatched), typeof(CaseUndecided), typeof(TicketClaimed), typeof(PetitionerContacted),
            typeof(ReturnAsked), typeof(ReturnRuled), typeof(TicketReplied), typeof(ReplyAudited),
            typeof(TicketReopened), typeof(TicketClosed), typeof(CaseRoutedToMediation), typeof(ObjectionRaised),
            typeof(ObjectionRuled), typeof(ContactAttempted), typeof(ApplicationMade), typeof(ApplicationDecided),
            typeof(TicketResumed), typeof(AssistanceAsked), typeof(StageReported), typeof(TicketTransferred));
        Dispatcher = Routing.Client(Roles.Dispatcher, "620422-centre");
        Admin = Routing.Client(Roles.Admin, "620422-centre");
        await PutCatalogue();
    }

    /// <summary>The small catalogue, whatever was in force before.</summary>
    public async Task PutCatalogue()
    {
        await Put("jurisdictions", Catalogue.Jurisdictions);
        await Put("organisations", Catalogue.Organisations);
        await Put("matters", Catalogue.Matters);
        await Put("duties", Catalogue.Duties);
    }

    public async Task DisposeAsync()
    {
        await Heard.DisposeAsync();
        await Broker.DisposeAsync();
        await Routing.DisposeAsync();
    }

    public HttpClient Handler(OrganisationId organisation) => Routing.Client(Roles.Handler, organisation.Value);

    public async Task Put(string list, object[] items)
    {
        using var answer = await Replace(list, items);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    public Task<HttpResponseMessage> Replace(string list, object[] items, string? effectiveFrom = null) =>
        Admin.PutAsJsonAsync("/" + list, new { items, why = "试验用清单", effectiveFrom });

    public static CaseRegistered Case(string text, string? matter = null, CaseKind kind = CaseKind.Request)
    {
        var now = DateTimeOffset.UtcNow;
        return new(
            new(EventId.New(), 1, CaseId.New(), CaseNumber.New(now), now, ActedBy.System, null), Channel.Phone, kind,
            Urgency.Normal, text, new(new(Village), "南关社区3号楼", null, null),
            matter is null ? null : new MatterId(matter), now, []);
    }

    /// <summary>Registers a case and waits until it is dispatched.</summary>
    public async Task<CaseDispatched> Dispatch(string text, string? matter = null, CaseKind kind = CaseKind.Request)
    {
        var registered = Case(text, matter, kind);
        await Broker.Publish(registered);
        return await Heard.Next<CaseDispatched>(e => e.Head.CaseId == registered.Head.CaseId, evidence: () =>
            Routing.Log);
    }

    /// <summary>The head of something that another service tells of this case.</summary>
    public static EventHead About(ICaseEvent earlier, int version) =>
        earlier.Head with { Id = EventId.New(), Version = version };

    public static async Task Done(HttpClient by, string path, object body)
    {
        using var answer = await by.PostAsJsonAsync(path, body);
        Assert.True(answer.StatusCode == HttpStatusCode.NoContent,
            $"{path}: {await answer.Content.ReadAsStringAsync()}");
    }

    public static async Task Refused(HttpClient by, string path, object body, HttpStatusCode status, string code)
    {
        using var answer = await by.PostAsJsonAsync(path, body);
        await ProblemDocument.Expect(answer, status, code);
    }

    public async Task<string> Status(TicketId ticket) =>
        (await Dispatcher.GetFromJsonAsync<JsonElement>($"/tickets/{ticket}")).GetProperty("ticket")
            .GetProperty("status").GetString()!;

    /// <summary>The return of this ticket that waits for a ruling.</summary>
    public async Task<string> Waiting(TicketId ticket)
    {
        var page = await Routing.Client(Roles.Arbiter, "620422-centre")
            .GetFromJsonAsync<JsonElement>("/returns?limit=200");
        return page.GetProperty("items").EnumerateArray()
            .Single(r => r.GetProperty("ticketId").GetString() == ticket.ToString()).GetProperty("id").GetString()!;
    }

    /// <summary>Handles the ticket up to the reply.</summary>
    public async Task Reply(DispatchedTicket ticket, HttpClient? by = null)
    {
        var handler = by ?? Handler(ticket.Organisation);
        await Done(handler, $"/tickets/{ticket.Id}/claim", new { });
        await Done(handler, $"/tickets/{ticket.Id}/contact", new { note = "已电话联系诉求人" });
        await Done(handler, $"/tickets/{ticket.Id}/reply", Answer);
    }

    public static readonly object Answer =
        new
        {
            outcome = "solved", publicAnswer = "已抢修完毕并恢复供水。", measures = "更换破损管道三米", legalBasis = "《城市供水条例》第二十二条",
        };

    public static readonly object Return = new
    {
        reason = "notOurDuty", explanation = "该路段由其他单位管养，不属本单位职责", duty = "010102", basis = "《城市管理办法》第五条",
        suggested = "620422-urban",
    };

    /// <summary>The precedents that came of this case.</summary>
    public async Task<List<JsonElement>> Precedents(CaseNumber number, bool live = false) =>
        [.. (await Arbiter().GetFromJsonAsync<JsonElement>($"/precedents?limit=2000&live={live}"))
            .GetProperty("items").EnumerateArray()
            .Where(p => p.GetProperty("precedent").GetProperty("caseNumber").GetString() == number.Value)];

    public HttpClient Arbiter(string account = "arbiter-1") =>
        Routing.Client(Roles.Arbiter, "620422-centre", account: account);

    /// <summary>
    /// Returns the ticket and has it ruled on; upheld as another matter, so that no later case follows the precedent.
    /// </summary>
    public async Task<ReturnRuled> Rule(DispatchedTicket ticket, bool upheld, string? to = "620422-urban")
    {
        await Done(Handler(ticket.Organisation), $"/tickets/{ticket.Id}/return", Return);
        await Done(Arbiter(), $"/returns/{await Waiting(ticket.Id)}/ruling",
            upheld ? new { upheld, to, duty = "010102", grounds = "确属其他单位职责" }
                : (object)new { upheld, grounds = "管网属供水单位" });
        return await Heard.Next<ReturnRuled>(e => e.TicketId == ticket.Id);
    }
}
