using System.Net.Http.Json;
using System.Text.Json;
using static Microsoft.Playwright.Assertions;

namespace Dispatch.Tests.Browser;

/// <summary>What an operator has typed is never lost.</summary>
[Collection("desks")]
public sealed class RegisterTests(DesksFixture fixture)
{
    const string Phone = "13700001111";
    const string Text = "小区楼道灯坏了两个月，物业一直不修。";

    static async Task StillThere(Desk desk)
    {
        await Expect(desk.Find("register-phone")).ToHaveValueAsync(Phone);
        await Expect(desk.Find("register-text")).ToHaveValueAsync(Text);
    }

    [Fact]
    public Task What_is_half_typed_outlives_a_reload_and_a_restarted_gateway_and_is_registered_once() =>
        Shift.Work(fixture, async shift =>
    {
        var caller = await shift.SignIn(Roles.Operator, "620422-hotline");
        await caller.Fill("register-phone", Phone);
        await caller.Fill("register-text", Text);
        await caller.Page.ReloadAsync();
        await Expect(caller.Find("draft-restored")).ToBeVisibleAsync();
        await StillThere(caller);

        var gateway = shift.Platform.Processes["gateway"];
        await gateway.Kill();
        await Expect(caller.Find("live-state")).ToHaveAttributeAsync("data-state", "lost");
        await caller.Find("register-phone").FocusAsync();
        // Sent while nobody listens: refused in plain words, and nothing is lost.
        await caller.Page.Keyboard.PressAsync("Control+Enter");
        await Expect(caller.Page.GetByText("请选择")).Not.ToHaveCountAsync(0);
        await StillThere(caller);

        await gateway.Restart();
        await Expect(caller.Find("live-state")).ToHaveAttributeAsync("data-state", "live");
        await StillThere(caller);
        await caller.Page.ReloadAsync();
        await StillThere(caller);
        await caller.ChooseJurisdiction("会师镇");

        await gateway.Kill();
        await caller.Page.Keyboard.PressAsync("Control+Enter");
        await Expect(caller.Find("problem")).ToHaveAttributeAsync("data-code", "connection_lost");
        await StillThere(caller);
        await gateway.Restart();
        await caller.Page.Keyboard.PressAsync("Control+Enter");
        await Expect(caller.Find("registered-number")).ToBeVisibleAsync();

        var number = await caller.Find("registered-number").GetAttributeAsync("data-number");
        var calls = await (await shift.Platform.As(Roles.Operator))
            .GetFromJsonAsync<JsonElement>("/api/intake/cases?phone=" + Phone);
        Assert.Equal([number], calls.GetProperty("items").EnumerateArray()
            .Select(call => call.GetProperty("number").GetString()));
        await caller.Click("registered-open");
        await Expect(caller.Find("case-text")).ToHaveTextAsync(Text);
    });
}
