using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Dispatch.Tests.Browser;

/// <summary>
/// The tabs of a browser share six connections to the gateway and one stream of live updates: however many are open,
/// and however often one is loaded, calls are answered and updates arrive.
/// </summary>
[Collection("desks")]
public sealed class ManyTabsTests(DesksFixture fixture)
{
    const int Many = 20;

    [Fact]
    public Task Twenty_tabs_all_get_their_calls_answered_and_hear_of_a_new_case() =>
        Shift.Work(fixture, async shift =>
    {
        var dispatcher = await shift.SignIn(Roles.Dispatcher);
        var tabs = new List<IPage>();
        for (var n = 0; n < Many; n++)
            tabs.Add(await dispatcher.OpenTab("/operator/lookup"));
        await Task.WhenAll(tabs.Select(IsAlive));

        var number = await shift.Registered("小区门口路灯坏了三盏，晚上看不清路。", "620422100011002");
        await Task.WhenAll(tabs.Select(tab => Hears(tab, number)));
    });

    [Fact]
    public Task After_twenty_full_loads_a_tab_still_gets_its_calls_answered_and_hears_of_a_new_case() =>
        Shift.Work(fixture, async shift =>
    {
        await using var browser = await fixture.KeepingPages();
        var dispatcher = await shift.SignIn(Roles.Dispatcher, browser: browser);
        for (var n = 0; n < Many; n++)
        {
            await dispatcher.Open(n % 2 == 0 ? "/centre/returns" : "/operator/lookup");
            await IsAlive(dispatcher.Page);
        }

        var number = await shift.Registered("楼下烧烤店半夜还在营业，油烟很大。", "620422100011002");
        await Hears(dispatcher.Page, number);
    });

    [Fact]
    public Task Who_signs_out_in_one_tab_is_signed_out_in_all_and_the_next_person_hears_as_themselves() =>
        Shift.Work(fixture, async shift =>
    {
        var desk = await shift.SignIn(Roles.Dispatcher);
        var other = await desk.OpenTab("/operator/lookup");
        await IsAlive(other);
        await desk.Click("sign-out");
        await Expect(other.GetByTestId("login-account")).ToBeVisibleAsync();

        var (account, password) = await shift.NewAccount(Roles.Operator, "620422-hotline");
        await Shift.SignIn(desk, account, password);
        await other.GotoAsync("/operator/lookup");
        await IsAlive(other);
        var number = await shift.Registered("村里的水渠堵了，浇不上地。", "620422100011002");
        await Hears(other, number);
    });

    static async Task IsAlive(IPage tab)
    {
        await Expect(tab.GetByTestId("live-state")).ToHaveAttributeAsync("data-state", "live");
        Assert.Equal(200, await tab.EvaluateAsync<int>("async () => (await fetch('/api/session')).status"));
    }

    static async Task Hears(IPage tab, string number)
    {
        var row = tab.GetByTestId("case-row-" + number);
        // A list that somebody is at holds it back and says so.
        await Expect(row.Or(tab.GetByTestId("new-rows")).First).ToBeVisibleAsync();
        if (await row.CountAsync() == 0)
            await tab.GetByTestId("new-rows").ClickAsync();
        await Expect(row).ToBeVisibleAsync();
    }
}
