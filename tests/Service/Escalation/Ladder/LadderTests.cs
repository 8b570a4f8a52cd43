using System.Net;
using System.Text.Json;
using Dispatch.Contracts;
using Dispatch.Tests.Harness;
using static Dispatch.Tests.Service.Escalation.EscalationFixture;

namespace Dispatch.Tests.Service.Escalation.Ladder;

/// <summary>The ladder (提级) with its database and broker: what presses, who answers by name, and until when.</summary>
[Collection("escalation")]
public sealed partial class LadderTests(EscalationFixture fixture) : IAsyncLifetime
{
    const string CentreOf = "620422-centre", HousingOf = "620422-housing";

    static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    readonly List<HttpClient> clients = [];

    HttpClient As(string role, string organisation, string account)
    {
        var client = fixture.Service.Client(role, organisation, account: account);
        clients.Add(client);
        return client;
    }

    HttpClient Director => As(Roles.Director, CentreOf, "ladder.director");

    HttpClient HousingHead => As(Roles.Head, HousingOf, "ladder.housing");

    public async Task InitializeAsync()
    {
        await fixture.LearnCounty();
        foreach (var (account, role, organisation) in new[]
        {
            ("ladder.director", Roles.Director, CentreOf), ("ladder.officer", Roles.Dispatcher, CentreOf),
            ("ladder.leader", Roles.Leader, CentreOf), ("ladder.housing", Roles.Head, HousingOf),
        })
            await fixture.Broker.Publish(new AccountChanged(
                new(EventId.New(), 1, Now, ActedBy.System, null), new(account), account + "的姓名",
                role, new(organisation), new("620422"), false));
        await Eventually.Equal(4, () => fixture.Service.Database.One<int>(
            "select count(*)::int from account where account like 'ladder.%'"), "accounts");
    }

    public Task DisposeAsync()
    {
        clients.ForEach(client => client.Dispose());
        return Task.CompletedTask;
    }

    /// <summary>As if the term of the rung on which the case stands had passed.</summary>
    async Task Later(CaseId id) => await fixture.Service.Database.Execute("""
        update rung
        set acknowledge_by = acknowledge_by - interval '90 days', plan_until = plan_until - interval '90 days',
            next_look_at = next_look_at - interval '90 days'
        where case_id = @id and left_at is null
        """, new { id = id.Value });

    async Task<Known> Late()
    {
        // An emergency of three hours ago, whose claim and reply are over.
        var (one, then) = (Case(), Now.AddHours(-3));
        await fixture.Broker.Publish(Registered(one, Urgency.Emergency, then));
        await fixture.Broker.Publish(Dispatched(one, Urgency.Emergency, then));
        return one;
    }

    static async Task<JsonElement> Newest(HttpClient by, Known one) =>
        (await Get(by, "/rungs?case=" + one.Number)).GetProperty("items").EnumerateArray().First();

    static async Task Done(Task<HttpResponseMessage> call)
    {
        using var answer = await call;
        Assert.True(answer.StatusCode == HttpStatusCode.NoContent, await answer.Content.ReadAsStringAsync());
    }

    static async Task Refused(Task<HttpResponseMessage> call, HttpStatusCode status, string code)
    {
        using var answer = await call;
        await ProblemDocument.Expect(answer, status, code);
    }

    [Fact]
    public async Task What_nobody_acknowledges_climbs_to_the_leader_and_the_backstop_each_by_name_and_once()
    {
        await using var heard = await Broker.Listen(
            typeof(CaseEscalated), typeof(BackstopAssigned), typeof(OrderIssued), typeof(OrderDrafted),
            typeof(RungLeft));
        // A second instance watches the same database, and comes and goes.
        await using var second = await ServiceInstance.Start("escalation", fixture.Service.Database, keepQueues: true);
        var (one, then) = (Case(), Now.AddHours(-3));
        var (registered, dispatched) = (
            Registered(one, Urgency.Emergency, then), Dispatched(one, Urgency.Emergency, then));
        await fixture.Broker.Publish(registered);
        await fixture.Broker.Publish(dispatched);
        async Task<CaseEscalated> Climbs(Rung to) => await heard.Next<CaseEscalated>(
            e => e.Head.CaseId == one.Id && e.To == to, evidence: () => fixture.Service.Log);
        Assert.Equal("ladder.housing", (await Climbs(Rung.Head)).Owner!.Account!.Value.Value);
        Assert.Equal("ladder.director", (await Climbs(Rung.Centre)).Owner!.Account!.Value.Value);
        await Later(one.Id);
        Assert.Equal("ladder.leader", (await Climbs(Rung.Leader)).Owner!.Account!.Value.Value);
        // Told twice, and after a restart, it is the same.
        await fixture.Broker.Publish(dispatched);
        await second.Stop();
        await Later(one.Id);
        var last = await Climbs(Rung.Backstop);
        Assert.Equal(LiftCause.Unacknowledged, last.Cause);
        Assert.Contains("逾期未确认", last.Reasons[0].Text, StringComparison.Ordinal);
        await heard.Next<BackstopAssigned>(e => e.Head.CaseId == one.Id);

        // Routing takes the ticket to the centre; its director names who handles it, and a plan.
        var taken = TicketId.New();
        await fixture.Broker.Publish(Dispatched(one, Urgency.Emergency) with
        {
            Lead = new(taken, new(CentreOf), "会宁县综治中心", TicketRole.Lead),
            Replaces = one.Lead,
            Hop = 3,
            Backstop = true,
        });
        var stands = await Eventually.Get(
            () => Newest(Director, one), rung => rung.GetProperty("organisation").GetString() == CentreOf,
            "the centre is accountable", evidence: () => fixture.Service.Log);
        Assert.Equal("backstop", stands.GetProperty("rung").GetString());
        Assert.Single(
            (await Get(Director, "/rungs?rung=backstop")).GetProperty("items").EnumerateArray(),
            row => row.GetProperty("caseNumber").GetString() == one.Number.Value);
        var id = stands.GetProperty("id").GetString();
        await Refused(Director.PutAsync($"/rungs/{id}/owner", Json("""{"account":"nobody","grounds":"由其承办"}""")),
            HttpStatusCode.UnprocessableEntity, "account_not_there");
        Assert.Contains((await Get(Director, $"/rungs/{id}/people")).GetProperty("items").EnumerateArray(),
            person => person.GetProperty("account").GetString() == "ladder.officer");
        await Done(Director.PutAsync(
            $"/rungs/{id}/owner", Json("""{"account":"ladder.officer","grounds":"由其承办"}""")));
        using var officer = fixture.Service.Client(Roles.Dispatcher, CentreOf, account: "ladder.officer");
        await Done(officer.PostAsync($"/rungs/{id}/acknowledgement", Plan(Now.AddDays(3))));

        // A ruling gives it to another organisation: it leaves the backstop, and begins anew there.
        var next = TicketId.New();
        await fixture.Broker.Publish(Dispatched(one, Urgency.Emergency) with
        {
            Lead = new(next, new("620422-water"), "水务局", TicketRole.Lead),
            Replaces = taken,
            Hop = 3,
        });
        var left = await heard.Next<RungLeft>(
            e => e.Head.CaseId == one.Id && e.Rung == Rung.Backstop, evidence: () => fixture.Service.Log);
        Assert.Equal("backstop_ended_by_ruling", left.Reasons[0].Code);

        Assert.Equal(
            [Rung.Head, Rung.Centre, Rung.Leader, Rung.Backstop],
            heard.All<CaseEscalated>().Where(e => e.Head.CaseId == one.Id).Select(e => e.To));
        bool Mine(OrderRef order) => order.Cases.Any(of => of.Number == one.Number);
        Assert.Equal(OrderForm.Notice, Assert.Single(heard.All<OrderIssued>(), e => Mine(e.Order)).Order.Form);
        Assert.Equal(OrderForm.Circular, Assert.Single(heard.All<OrderDrafted>(), e => Mine(e.Order)).Order.Form);
        Assert.Equal(
            ["backstop", "leader", "centre", "head"],
            (await Get(Director, "/rungs?case=" + one.Number)).GetProperty("items").EnumerateArray()
                .Select(row => row.GetProperty("rung").GetString()));
        // No gap and no double in what Escalation told of the case.
        var versions = await fixture.Service.Database.Read<int>(
            "select version from fact where case_id = @id order by version", new { id = one.Id.Value });
        Assert.Equal(Enumerable.Range(1, versions.Count), versions);
    }

    [Fact]
    public async Task Acknowledging_is_a_plan_with_a_date_and_a_missed_plan_climbs()
    {
        await using var heard = await Broker.Listen(typeof(CaseEscalated), typeof(RungAcknowledged));
        var one = await Late();
        await heard.Next<CaseEscalated>(
            e => e.Head.CaseId == one.Id && e.To == Rung.Centre, evidence: () => fixture.Service.Log);
        var rung = await Newest(Director, one);
        var address = $"/rungs/{rung.GetProperty("id").GetString()}/acknowledgement";
        Assert.Equal("ladder.director的姓名", rung.GetProperty("ownerName").GetString());
        Assert.Contains("acknowledgement", rung.GetProperty("actions").GetRawText(), StringComparison.Ordinal);
        // The owner's people see what is asked of the centre about their case; it is not theirs to answer.
        Assert.Equal("[]", (await Newest(HousingHead, one)).GetProperty("actions").GetRawText());
        var plan = Plan(Now.AddDays(2));
        await Refused(HousingHead.PostAsync(address, plan), HttpStatusCode.Forbidden, "not_your_rung");
        await Refused(As(Roles.Handler, "620422-water", "water").PostAsync(address, plan),
            HttpStatusCode.NotFound, "rung_not_found");
        await Refused(Director.PostAsync(address, Plan(Now.AddYears(2))),
            HttpStatusCode.UnprocessableEntity, "plan_not_in_time");
        await Refused(Director.PostAsync(address, Json("{}")), HttpStatusCode.BadRequest, "invalid_request");
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Director.PostAsync(address, plan)));
        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.NoContent);
        Assert.Equal("派专人到场处置", (await heard.Next<RungAcknowledged>(e => e.Head.CaseId == one.Id)).Plan);
        Assert.DoesNotContain((await Get(Director, "/rungs?waiting=true")).GetProperty("items").EnumerateArray(),
            row => row.GetProperty("caseNumber").GetString() == one.Number.Value);

        await Later(one.Id);
        var climbs = await heard.Next<CaseEscalated>(e => e.Head.CaseId == one.Id && e.To == Rung.Leader);
        Assert.Equal(LiftCause.PlanMissed, climbs.Cause);
        var leader = As(Roles.Leader, CentreOf, "ladder.leader");
        var top = $"/rungs/{(await Newest(leader, one)).GetProperty("id").GetString()}/acknowledgement";
        await Refused(Director.PostAsync(top, plan), HttpStatusCode.Forbidden, "not_your_rung");
        await Refused(leader.PostAsync(top, plan), HttpStatusCode.UnprocessableEntity, "team_missing");
        await Done(leader.PostAsync(top, Plan(Now.AddDays(5), "住建、水务、会师镇")));
        await Refused(Director.PostAsync(address, plan), HttpStatusCode.Conflict, "rung_left");

        // Archived, it stands on no rung any more.
        await fixture.Broker.Publish(Archived(one));
        await Eventually.Equal(0L, () => fixture.Service.Database.One<long>(
            "select count(*) from rung where case_id = @id and left_at is null", new { id = one.Id.Value }),
            "open rungs");
    }

    [Fact]
    public async Task The_centre_lifts_by_hand_what_it_sees_as_a_risk()
    {
        await using var heard = await Broker.Listen(typeof(CaseEscalated));
        var one = Case();
        await fixture.Broker.Publish(Registered(one));
        await fixture.Broker.Publish(Dispatched(one));
        await fixture.Clocks(fixture.Centre, one, 4);
        string Body(string to) => $$"""{"case":"{{one.Number}}","to":"{{to}}","grounds":"聚集三十余人，情绪激动"}""";
        await Refused(Director.PostAsync("/rungs", Json(Body("backstop"))), HttpStatusCode.UnprocessableEntity,
            "rung_by_rule_only");
        await Refused(
            Director.PostAsync("/rungs", Json(Body("leader").Replace(
                one.Number.Value, Case().Number.Value, StringComparison.Ordinal))),
            HttpStatusCode.UnprocessableEntity, "case_not_found");
        using var lifted = await Director.PostAsync("/rungs", Json(Body("leader")));
        Assert.Equal(HttpStatusCode.Accepted, lifted.StatusCode);
        var climbs = await heard.Next<CaseEscalated>(
            e => e.Head.CaseId == one.Id, evidence: () => fixture.Service.Log);
        Assert.Equal((Rung.Leader, LiftCause.ByHand), (climbs.To, climbs.Cause!.Value));
        await Refused(Director.PostAsync("/rungs", Json(Body("head"))), HttpStatusCode.Conflict,
            "stands_there_already");
    }

    [Fact]
    public async Task A_case_that_cannot_be_followed_does_not_hold_up_the_others()
    {
        await using var heard = await Broker.Listen(typeof(CaseEscalated));
        var bad = await Late();
        await heard.Next<CaseEscalated>(
            e => e.Head.CaseId == bad.Id && e.To == Rung.Centre, evidence: () => fixture.Service.Log);
        await fixture.Service.Database.Execute(
            """
            update rung set policy = 999999, next_look_at = now() - interval '1 day'
            where case_id = @id and left_at is null
            """, new { id = bad.Id.Value });
        var good = await Late();
        await heard.Next<CaseEscalated>(e => e.Head.CaseId == good.Id && e.To == Rung.Centre);
        await fixture.Service.Database.Execute(
            "update rung set policy = 1 where case_id = @id and left_at is null", new { id = bad.Id.Value });
    }

    [Fact]
    public async Task The_director_reads_tries_and_changes_the_ladder()
    {
        var ladder = await Get(Director, "/ladder?organisation=" + HousingOf);
        Assert.Equal(
            ["handler", "head", "centre", "leader", "backstop"],
            ladder.GetProperty("steps").EnumerateArray().Select(step => step.GetProperty("rung").GetString()));
        Assert.All(ladder.GetProperty("steps").EnumerateArray(), step =>
            Assert.StartsWith("ladder.", step.GetProperty("owner").GetString(), StringComparison.Ordinal));
        Assert.Contains("住房和城乡建设局分管负责人", ladder.GetProperty("steps")[0].GetProperty("empty").GetRawText(),
            StringComparison.Ordinal);

        var one = await Late();
        await Eventually.Equal(2L, () => fixture.Service.Database.One<long>(
            "select count(*) from rung where case_id = @id", new { id = one.Id.Value }), "two rungs");
        var inForce = ladder.GetProperty("inForce");
        string rungs = inForce.GetProperty("rungs").GetRawText(), lifts = inForce.GetProperty("lifts").GetRawText();
        // Head and director have a hundred hours to answer, instead of a quarter of one.
        var gentler = rungs.Replace("""{"amount":0.25,"unit":"hours"}""", """{"amount":100,"unit":"hours"}""",
            StringComparison.Ordinal);
        Assert.NotEqual(rungs, gentler);
        using var tried = await Director.PostAsync(
            "/ladder/trials", Json($$"""{"rungs":{{gentler}},"lifts":{{lifts}}}"""));
        using var trial = JsonDocument.Parse(await tried.Content.ReadAsStringAsync());
        var different = Assert.Single(trial.RootElement.GetProperty("differences").EnumerateArray(),
            row => row.GetProperty("caseNumber").GetString() == one.Number.Value);
        Assert.Equal(("backstop", "centre"),
            (different.GetProperty("inForce").GetString(), different.GetProperty("tried").GetString()));

        string Policy(DateOnly from, string lifts) =>
            $$"""
            {"effectiveFrom":"{{from:yyyy-MM-dd}}","rungs":{{gentler}},"lifts":{{lifts}},"source":"县府办〔2026〕12号"}
            """;
        var today = ChinaTime.DayOf(Now);
        await Refused(Director.PostAsync("/ladder/policies", Json(Policy(today, lifts))),
            HttpStatusCode.UnprocessableEntity, "effective_too_early");
        await Refused(Director.PostAsync("/ladder/policies", Json(Policy(today.AddDays(1), "[]"))),
            HttpStatusCode.UnprocessableEntity, "unacknowledged_must_climb");
        await Refused(HousingHead.PostAsync("/ladder/policies", Json(Policy(today.AddDays(1), lifts))),
            HttpStatusCode.Forbidden, "role_not_allowed");
        using var made = await Director.PostAsync(
            "/ladder/policies", Json(Policy(today.AddDays(1), lifts)));
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        Assert.Equal("县府办〔2026〕12号", (await Get(Director, "/ladder")).GetProperty("upcoming")[0]
            .GetProperty("source").GetString());
    }

    static StringContent Plan(DateTimeOffset until, string? team = null) => Json(JsonSerializer.Serialize(
        new { plan = "派专人到场处置", until, team }));
}
