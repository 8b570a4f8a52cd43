using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Dispatch.Tests.Browser;

/// <summary>The main job as three people see it, each in a browser of their own.</summary>
[Collection("desks")]
public sealed class MainJobTests(DesksFixture fixture)
{
    const string Text = "小区电梯广告收入从不公示，物业费却年年上涨，请查一查。";

    /// <summary>With the keyboard alone: the telephone has the focus when the page opens.</summary>
    static async Task<string> Register(Desk desk)
    {
        var keys = desk.Page.Keyboard;
        await Expect(desk.Find("register-phone")).ToBeFocusedAsync();
        await keys.TypeAsync("13912341234");
        await desk.TabTo("register-name");
        await keys.TypeAsync("张三丰");
        await desk.TabTo("register-text");
        await keys.InsertTextAsync(Text);
        await desk.ChooseJurisdiction("会师镇");
        await desk.TabTo("register-address");
        await keys.InsertTextAsync("状元城小区7号楼");
        await Expect(desk.Find("advice-lead")).ToContainTextAsync("会宁县住房和城乡建设局");
        await keys.PressAsync("Control+Enter");
        await Expect(desk.Find("registered-number")).ToBeVisibleAsync();
        return (await desk.Find("registered-number").GetAttributeAsync("data-number"))!;
    }

    static async Task Handle(Desk desk, string number)
    {
        var row = await desk.Arrives("worklist-row-" + number);
        await row.GetByTestId("claim").ClickAsync();
        await Expect(row.GetByTestId("status")).ToHaveAttributeAsync("data-status", "claimed");
        await row.GetByTestId("ticket-open").ClickAsync();
        await Expect(desk.Find("ticket-text")).ToHaveTextAsync(Text);
        await desk.Click("contact-open");
        await desk.Fill("contact-note", "已与诉求人通话，约定上门查看。");
        await desk.Click("contact-submit");
        await Expect(desk.Find("contact")).ToContainTextAsync("约定上门查看");
        await desk.Click("reply-open");
        await desk.Click("outcome-solved");
        await desk.Fill("reply-answer", "已责成物业公示近三年公共收益并退还多收费用。");
        await desk.Fill("reply-measures", "现场核查账目，约谈物业负责人。");
        await desk.Fill("reply-basis", "《物业管理条例》第四十五条");
        await desk.Click("reply-submit");
        await Expect(desk.Find("reply")).ToContainTextAsync("公示近三年公共收益");
    }

    static async Task Audit(Desk desk, string number)
    {
        await (await desk.Arrives("audit-row-" + number)).ClickAsync();
        await Expect(desk.Find("audit-answer")).ToContainTextAsync("公示近三年公共收益");
        await desk.Click("audit-pass");
        await Expect(desk.Find("audit-row-" + number)).ToHaveCountAsync(0);
    }

    static async Task CallBack(Desk desk, string number)
    {
        await (await desk.Arrives("callback-row-" + number)).GetByTestId("callback-open").ClickAsync();
        await desk.Click("callback-reached");
        await desk.Click("callback-contacted");
        await desk.Click("callback-solved");
        await desk.Click("callback-submit");
        await desk.Click("rating-satisfied");
        await desk.Click("rating-submit");
        await Expect(desk.Find("callback-form")).ToHaveCountAsync(0);
    }

    static async Task IsArchived(ILocator casePage)
    {
        await Expect(casePage.Locator("[data-testid=timeline-entry][data-what=caseArchived]"))
            .ToContainTextAsync("归档");
        await Expect(casePage.GetByTestId("case")).ToHaveAttributeAsync("data-status", "archived");
        await Expect(casePage.GetByTestId("case-rating")).ToHaveTextAsync("满意");
    }

    [Fact]
    public Task Three_people_bring_a_case_from_the_call_to_the_archive_and_nobody_reloads_a_page() =>
        Shift.Work(fixture, async shift =>
    {
        var caller = await shift.SignIn(Roles.Operator, "620422-hotline");
        var handler = await shift.SignIn(Roles.Handler, "620422-housing");
        var centre = await shift.SignIn(Roles.Dispatcher);
        await centre.GoTo("audits");

        var number = await Register(caller);
        await caller.GoTo("callbacks");
        await Handle(handler, number);
        await Audit(centre, number);

        await handler.Find("ticket").GetByTestId("case-link").ClickAsync();
        await Expect(handler.Find("case")).ToHaveAttributeAsync("data-number", number);
        await centre.LookUp(number);
        var beside = await caller.Beside(number);
        await CallBack(caller, number);
        foreach (var casePage in new[] { handler.Page.Locator("body"), centre.Page.Locator("body"), beside })
            await IsArchived(casePage);
        foreach (var desk in new[] { caller, handler, centre })
            await desk.NothingWasReloaded();
    });

    // What can be touched and is too small for a thumb, on what the person sees of the page.
    const string TooSmall = """
        () => [...document.querySelectorAll('a, button, summary, .el-radio-button__inner, .el-input__wrapper')]
          .filter(e => e.checkVisibility({ visibilityProperty: true }) && !e.closest('.skip, .el-input__suffix'))
          .filter(e => e.getBoundingClientRect().height < 43.5)
          .map(e => `${e.tagName} ${e.dataset.testid ?? ''} ${e.textContent.trim().slice(0, 12)}`)
        """;

    static async Task FitsTheHand(Desk desk)
    {
        Assert.Equal(390, await desk.Page.EvaluateAsync<int>("document.scrollingElement.scrollWidth"));
        Assert.Empty(await desk.Page.EvaluateAsync<string[]>(TooSmall));
    }

    static async Task MenuIsFolded(Desk desk)
    {
        var (fold, menu, page) = (desk.Find("menu-open"), desk.Find("menu-sheet"), desk.Find("menu-worklist"));
        await Expect(fold).ToHaveAccessibleNameAsync("菜单");
        await Expect(fold).ToHaveAttributeAsync("aria-expanded", "false");
        await Expect(page).ToBeHiddenAsync();
        await fold.FocusAsync();
        await desk.Page.Keyboard.PressAsync("Enter");
        await Expect(fold).ToHaveAttributeAsync("aria-expanded", "true");
        await Expect(page).ToBeVisibleAsync();
        Assert.True(await menu.EvaluateAsync<bool>("menu => menu.contains(document.activeElement)"));
        await desk.Page.Keyboard.PressAsync("Escape");
        await Expect(page).ToBeHiddenAsync();
        await Expect(fold).ToBeFocusedAsync();
        await fold.ClickAsync();
        await page.ClickAsync();
        await Expect(menu).ToBeHiddenAsync();
        await Expect(fold).ToHaveAttributeAsync("aria-expanded", "false");
    }

    static async Task IsACard(ILocator row)
    {
        var due = row.Locator("td[data-title='办结时限']");
        await Expect(due).ToBeVisibleAsync();
        var (whole, number, text, term) = (await Box(row), await Box(row.GetByTestId("case-link")),
            await Box(row.Locator("td.text")), await Box(due));
        Assert.InRange(whole.Width, 300, 390);
        Assert.True(number.Y < text.Y && text.Y < term.Y, "The number leads the card, then the text, then the terms.");
        Assert.True(text.Width > 300, $"The text takes the card's width, not {text.Width} px.");
    }

    static async Task<LocatorBoundingBoxResult> Box(ILocator at) =>
        await at.BoundingBoxAsync() ?? throw new InvalidOperationException($"{at} is not to be seen.");

    static async Task OpensWhatADispatchBroughtAbout(Desk desk)
    {
        var entry = desk.Page.Locator("[data-testid=timeline-entry][data-what=caseDispatched]");
        var (more, part) = (entry.GetByTestId("timeline-open"), entry.GetByTestId("timeline-part"));
        await Expect(more).ToHaveAccessibleNameAsync("由此产生1项：开始计时");
        await Expect(more).ToHaveAttributeAsync("aria-expanded", "false");
        await Expect(part).ToBeHiddenAsync();
        await more.FocusAsync();
        await desk.Page.Keyboard.PressAsync("Enter");
        await Expect(more).ToHaveAttributeAsync("aria-expanded", "true");
        await Expect(part).ToBeVisibleAsync();
        await Expect(part).ToHaveAttributeAsync("data-what", "clocksStarted");
        await Expect(part).ToContainTextAsync("办结时限");
    }

    [Fact]
    public Task A_department_works_on_a_telephone_with_a_folded_menu_cards_and_a_timeline_that_opens() =>
        Shift.Work(fixture, async shift =>
    {
        var number = await shift.Registered(Text, "620422100");
        var handler = await shift.SignIn(Roles.Handler, "620422-housing");
        await handler.Page.SetViewportSizeAsync(390, 844);

        await MenuIsFolded(handler);
        var row = await handler.Arrives("worklist-row-" + number);
        await IsACard(row);
        await FitsTheHand(handler);

        await row.GetByTestId("ticket-open").ClickAsync();
        await Expect(handler.Find("ticket-text")).ToHaveTextAsync(Text);
        await FitsTheHand(handler);
        await handler.Find("ticket").GetByTestId("case-link").ClickAsync();
        await OpensWhatADispatchBroughtAbout(handler);
        await FitsTheHand(handler);
        await handler.NothingWasReloaded();
    });
}
