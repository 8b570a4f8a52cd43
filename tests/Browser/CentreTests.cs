using System.Net.Http.Json;
using System.Text.Json;
using static Microsoft.Playwright.Assertions;

namespace Dispatch.Tests.Browser;

/// <summary>What people decide where no rule does: the centre, the arbiter and the mediator.</summary>
[Collection("desks")]
public sealed class CentreTests(DesksFixture fixture)
{
    [Fact]
    public Task What_no_rule_decides_comes_to_the_centre_with_suggestions_and_is_dispatched_there() =>
        Shift.Work(fixture, async shift =>
    {
        var centre = await shift.SignIn(Roles.Dispatcher);
        await centre.GoTo("undecided");
        // It is the township's duty, but nobody has said which township.
        var number = await shift.Registered(
            "小区脏乱，物业公司收了钱却物业不作为。", "620422", kind: "complaint", address: "会宁县");

        await (await centre.Arrives("undecided-row-" + number)).ClickAsync();
        await Expect(centre.Find("undecided").GetByTestId("case-link")).ToHaveTextAsync(number);
        var best = centre.Find("suggestion").First;
        var organisation = (await best.Locator("h3").InnerTextAsync())[2..];
        await best.GetByTestId("suggestion-choose").ClickAsync();
        await centre.Fill("dispatch-grounds", "由其先行到场核实。");
        await Expect(centre.Find("dispatch-submit")).ToContainTextAsync(organisation);
        await centre.Click("dispatch-submit");
        await Expect(centre.Find("undecided-row-" + number)).ToHaveCountAsync(0);

        await centre.LookUp(number);
        await Expect(centre.Find("case-ticket").First).ToContainTextAsync(organisation);
        await Expect(centre.Find("case")).ToHaveAttributeAsync("data-status", "routed");
        await centre.NothingWasReloaded();
    });

    [Fact]
    public Task A_return_that_the_arbiter_rejects_binds_the_department() => Shift.Work(fixture, async shift =>
    {
        var handler = await shift.SignIn(Roles.Handler, "620422-housing");
        var arbiter = await shift.SignIn(Roles.Arbiter);
        await arbiter.GoTo("returns");
        var number = await shift.Registered(
            "小区电梯广告收入从不公示，物业费却年年上涨，请查一查。", "620422100011002", matter: "010102", kind: "complaint");

        await Return(handler, number);

        await (await arbiter.Arrives("return-row-" + number)).ClickAsync();
        await Expect(arbiter.Find("return-argument")).ToContainTextAsync("市场监督管理部门");
        await arbiter.Click("ruling-rejected");
        await arbiter.Fill("ruling-grounds", "物业管理属住建部门职责，不得再次退单。");
        await arbiter.Click("ruling-submit");
        await Expect(arbiter.Find("return-row-" + number)).ToHaveCountAsync(0);

        await Expect(handler.Find("return")).ToContainTextAsync("物业管理属住建部门职责");
        await Expect(handler.Find("return-open")).ToBeDisabledAsync();
        await handler.Page.Keyboard.PressAsync("Escape");
        await Expect(handler.Find("worklist-row-" + number)).ToContainTextAsync("已裁定，不得再退");
        await handler.NothingWasReloaded();
        await arbiter.NothingWasReloaded();
    });

    [Fact]
    public Task A_return_that_the_arbiter_upholds_reaches_the_next_department_bound_with_the_rulings_grounds() =>
        Shift.Work(fixture, async shift =>
    {
        var handler = await shift.SignIn(Roles.Handler, "620422-housing");
        var next = await shift.SignIn(Roles.Handler, "620422-market");
        var arbiter = await shift.SignIn(Roles.Arbiter);
        await arbiter.GoTo("returns");
        var number = await shift.Registered(
            "小区物业乱涨停车收费，没有明码标价，请查处。", "620422100011002", matter: "010102", kind: "complaint");
        await Return(handler, number);

        await (await arbiter.Arrives("return-row-" + number)).ClickAsync();
        await Expect(arbiter.Find("ruling-clock")).ToBeVisibleAsync();
        await Expect(arbiter.Find("return-case")).ToContainTextAsync("价格欺诈与不明码标价");
        await arbiter.Click("ruling-upheld");
        await arbiter.Fill("ruling-grounds", "价格监管属市场监督管理局职责。");
        // What was written survives a reload.
        await arbiter.Page.ReloadAsync();
        await (await arbiter.Arrives("return-row-" + number)).ClickAsync();
        await Expect(arbiter.Find("ruling-grounds")).ToHaveValueAsync("价格监管属市场监督管理局职责。");
        await arbiter.Choose(arbiter.Find("return-case").GetByTestId("matter"), "价格欺诈与不明码标价");
        await arbiter.Click("ruling-submit");
        await Expect(arbiter.Find("return-row-" + number)).ToHaveCountAsync(0);

        var row = await next.Arrives("worklist-row-" + number);
        // It has assisted until now: what it assisted with goes into the ticket that it leads with.
        await Expect(row).ToContainTextAsync("已裁定，不得再退");
        await row.GetByTestId("ticket-open").ClickAsync();
        await Expect(next.Find("ticket")).ToContainTextAsync("退单裁定：价格监管属市场监督管理局职责。");
        await Expect(next.Find("ticket")).ToContainTextAsync("已裁定，不得再退");
        await Expect(next.Find("return-open")).ToBeDisabledAsync();
        await Expect(next.Find("objection-open")).ToBeVisibleAsync();
        await next.NothingWasReloaded();
    });

    static async Task Return(Desk handler, string number)
    {
        var row = await handler.Arrives("worklist-row-" + number);
        await row.GetByTestId("ticket-open").ClickAsync();
        await handler.Click("return-open");
        await handler.Click("return-reason-notOurDuty");
        await handler.Fill("return-explanation", "物业收费由市场监督管理部门监管，不属于本单位职责。");
        await handler.Choose(handler.Find("return-form").GetByTestId("matter"), "价格欺诈与不明码标价");
        await handler.Fill("return-basis", "《价格法》第三十三条");
        await handler.Choose(handler.Find("return-form").GetByTestId("organisation"), "市场监督管理局");
        await handler.Click("return-submit");
        await Expect(handler.Find("return")).ToContainTextAsync("市场监督管理部门");
    }

    static async Task Agree(Desk mediator)
    {
        foreach (var (side, name) in new[] { ("applicant", "张三丰"), ("respondent", "李四光") })
        {
            await mediator.Click("party-add");
            await mediator.Click("side-" + side);
            await mediator.Fill("party-name", name);
            await mediator.Click("party-submit");
            var party = mediator.Page.Locator($"[data-testid=party][data-side={side}]");
            await Expect(party).ToContainTextAsync(name);
            await party.GetByTestId("consent-given").ClickAsync();
            await Expect(party).ToContainTextAsync("✓");
        }
        await mediator.Click("session-add");
        await mediator.Fill("session-place", "郭城驿镇调解室");
        await mediator.Fill("session-note", "双方到场，各自陈述。");
        await mediator.Click("session-submit");
        await Expect(mediator.Find("session")).ToContainTextAsync("郭城驿镇调解室");
        await mediator.Click("agreement-open");
        await mediator.Fill("agreement-facts", "双方承包地相邻，地埂被犁毁半米，界线不清。");
        await mediator.Fill("agreement-content", "按原界桩恢复地埂，费用各半。");
        await mediator.Click("agreement-atOnce");
        await mediator.Click("agreement-submit");
        foreach (var unsigned in new[] { 1, 0 })
        {
            await mediator.Find("sign-party").First.ClickAsync();
            await Expect(mediator.Find("sign-party")).ToHaveCountAsync(unsigned);
        }
        await mediator.Click("sign-mediator");
        await Expect(mediator.Find("sign-mediator")).ToHaveCountAsync(0);
        await mediator.Click("sign-seal");
    }

    [Fact]
    public Task An_agreement_that_the_mediator_has_sealed_sends_the_case_to_the_callback() =>
        Shift.Work(fixture, async shift =>
    {
        var caller = await shift.SignIn(Roles.Operator, "620422-hotline");
        await caller.GoTo("callbacks");
        var number = await shift.Registered(
            "我家承包地的地埂被邻居犁掉半米，两家因为地界吵了几年，请帮助调解。", "620422101205001", "070302", "dispute");
        var mediator = await shift.SignIn(Roles.Mediator, await Leads(shift, number));

        await (await mediator.Arrives("file-row-" + number)).GetByTestId("file-open").ClickAsync();
        await Expect(mediator.Find("file")).ToBeVisibleAsync();
        await Agree(mediator);
        await Expect(mediator.Find("file-effective")).ToBeVisibleAsync();
        await Expect(mediator.Find("file")).ToHaveAttributeAsync("data-status", "effective");

        await caller.Arrives("callback-row-" + number);
        await caller.NothingWasReloaded();
        await mediator.NothingWasReloaded();
    });

    static async Task<string> Leads(Shift shift, string number)
    {
        var centre = await shift.Platform.As(Roles.Dispatcher);
        var tickets = await Eventually.Get(
            async () => (await centre.GetFromJsonAsync<JsonElement>("/api/routing/tickets?case=" + number))
                .GetProperty("items").EnumerateArray().Where(t => t.GetProperty("role").GetString() == "lead").ToList(),
            leads => leads.Count > 0, "a lead ticket of " + number, evidence: () => shift.Platform.Logs);
        return tickets[0].GetProperty("organisation").GetString()!;
    }
}
