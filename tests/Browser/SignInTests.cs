using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Dispatch.Tests.Browser;

/// <summary>Who may come in, in which language, and what each role finds.</summary>
[Collection("desks")]
public sealed class SignInTests(DesksFixture fixture)
{
    [Fact]
    public Task A_wrong_password_is_told_in_plain_words_and_the_password_can_be_typed_anew() =>
        Shift.Work(fixture, async shift =>
    {
        var stranger = await shift.Arrive();
        await stranger.Fill("login-account", "desk.unknown");
        await stranger.Fill("login-password", "not-the-password");
        await stranger.Click("login-submit");
        await Expect(stranger.Find("login-problem")).ToHaveTextAsync("账号或密码不正确");
        await Expect(stranger.Find("login-problem")).ToHaveAttributeAsync("data-code", "wrong_credentials");
        await Expect(stranger.Find("login-password")).ToBeFocusedAsync();
    });

    [Fact]
    public Task The_language_can_be_switched_at_the_door_and_at_the_desk_and_is_kept() =>
        Shift.Work(fixture, async shift =>
    {
        var caller = await shift.SignIn(Roles.Operator, "620422-hotline");
        await Expect(caller.Find("menu-register")).ToHaveTextAsync("登记诉求");
        await caller.Click("language");
        await Expect(caller.Find("menu-register")).ToHaveTextAsync("Register");
        await Expect(caller.Page.Locator("html")).ToHaveAttributeAsync("lang", "en");
        await caller.Click("sign-out");
        await Expect(caller.Page.GetByText("Password", new() { Exact = true })).ToBeVisibleAsync();
        await caller.Click("language");
        await Expect(caller.Page.GetByText("密码", new() { Exact = true })).ToBeVisibleAsync();
    });

    [Fact]
    public Task A_handler_finds_no_way_to_the_centres_pages_and_sees_nothing_at_their_addresses() =>
        Shift.Work(fixture, async shift =>
    {
        var number = await shift.Registered("天上有一个亮东西一直跟着我走，请管一管。", "620422");
        var handler = await shift.SignIn(Roles.Handler, "620422-housing");
        foreach (var page in new[] { "undecided", "audits", "returns", "books" })
            await Expect(handler.Find("menu-" + page)).ToHaveCountAsync(0);

        foreach (var page in new[] { "undecided", "audits", "returns", "books" })
        {
            await handler.Open("/centre/" + page);
            await Expect(handler.Page).ToHaveURLAsync(new Regex("/department/worklist$"));
        }
        // An open address of a case that is not theirs tells nothing either.
        await handler.Open("/case/" + number);
        await Expect(handler.Find("problem")).ToHaveAttributeAsync("data-code", new Regex("not_found"));
        await Expect(handler.Find("case")).ToHaveCountAsync(0);
        foreach (var list in new[] { "undecided", "returns" })
        {
            var answer = await handler.Page.APIRequest.GetAsync("/api/routing/" + list);
            Assert.Equal(403, answer.Status);
        }
    });

    [Fact]
    public Task Somebody_who_has_not_signed_in_is_sent_to_the_door_and_then_to_where_they_wanted() =>
        Shift.Work(fixture, async shift =>
    {
        var stranger = await shift.Arrive();
        await stranger.Open("/centre/audits");
        await Expect(stranger.Page).ToHaveURLAsync(new Regex("/sign-in\\?to=/centre/audits$"));
        await Expect(stranger.Find("login-account")).ToBeVisibleAsync();
        Assert.Equal(401, (await stranger.Page.APIRequest.GetAsync("/api/routing/returns")).Status);
    });
}
