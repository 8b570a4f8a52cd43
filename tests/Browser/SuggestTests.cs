using System.Net.Http.Json;
using System.Text.Json;
using static Microsoft.Playwright.Assertions;

namespace Dispatch.Tests.Browser;

/// <summary>Beside what an operator types stand the places and the matters that it may mean.</summary>
[Collection("desks")]
public sealed class SuggestTests(DesksFixture fixture)
{
    [Fact]
    public Task An_address_offers_its_places_with_reasons_and_the_keyboard_takes_one() =>
        Shift.Work(fixture, async shift =>
    {
        var caller = await shift.SignIn(Roles.Operator, "620422-hotline");
        await caller.Fill("register-text", "村里的自来水停了三天，一直没人来修。");
        // Two villages have this name: both are shown, and why, and none is taken by itself.
        await caller.Fill("register-address", "李家湾村三社");
        await Expect(caller.Find("place")).ToHaveCountAsync(2);
        await Expect(caller.Find("places")).ToContainTextAsync("须问清是哪一处");
        await caller.Find("register-address").PressAsync("ArrowDown");
        var code = await caller.Find("place").Nth(1).GetAttributeAsync("data-code");
        await Expect(caller.Find("place").Nth(1)).ToHaveAttributeAsync("aria-selected", "true");
        await caller.Find("register-address").PressAsync("Enter");
        await Expect(caller.Find("places")).ToHaveCountAsync(0);

        await caller.Page.Keyboard.PressAsync("Control+Enter");
        await Expect(caller.Find("registered-number")).ToBeVisibleAsync();
        var number = await caller.Find("registered-number").GetAttributeAsync("data-number");
        var stored = await (await shift.Platform.As(Roles.Operator))
            .GetFromJsonAsync<JsonElement>($"/api/intake/cases/{number}");
        Assert.Equal(code, stored.GetProperty("jurisdiction").GetString());
    });

    [Fact]
    public Task A_model_that_the_administrator_trains_suggests_matters_to_the_operator() =>
        Shift.Work(fixture, async shift =>
    {
        var admin = await shift.SignIn(Roles.Admin);
        await admin.GoTo("matterModels");
        await admin.Click("models-train");
        await admin.Page.Locator(".el-message-box input").FillAsync("由事项清单开始");
        await admin.Page.Locator(".el-message-box .el-button--primary").ClickAsync();
        await Expect(admin.Find("model-active")).ToHaveCountAsync(1);
        await Expect(admin.Page.Locator("[data-testid^='model-']").First).ToContainTextAsync("由事项清单开始");
        await admin.Page.GetByText("易混事项").First.ClickAsync();

        var caller = await shift.SignIn(Roles.Operator, "620422-hotline");
        await caller.Fill("register-text", "暖气不热，室温只有十三度，供热公司也不来测温。");
        await caller.Fill("register-address", "会师镇状元城小区7号楼");
        await Expect(caller.Find("matter-suggestion").First).ToContainTextAsync("%");
        await Expect(caller.Find("matter-suggestions")).ToContainTextAsync("会师镇状元城社区");
        await Expect(caller.Find("matter-suggestions")).ToContainTextAsync("依据");
    });
}
