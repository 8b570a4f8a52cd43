using static Microsoft.Playwright.Assertions;

namespace Dispatch.Tests.Browser;

/// <summary>Why a case goes where it goes, to be read by people.</summary>
[Collection("desks")]
public sealed class DecisionTests(DesksFixture fixture)
{
    [Fact]
    public Task A_dry_run_shows_the_way_step_by_step_and_who_would_have_to_stand_back() =>
        Shift.Work(fixture, async shift =>
    {
        var director = await shift.SignIn(Roles.Director);
        await director.GoTo("explain");
        await director.Fill("explain-text", "状元城小区停水两天，自来水压力一直上不去，水务局推诿不管。");
        await director.Click("kind-complaint");
        await director.Click("explain-run");
        await Expect(director.Find("explanation")).ToContainTextAsync("被投诉单位");
        await Expect(director.Find("step-centre")).ToHaveClassAsync("won");

        await director.Fill("explain-text", "状元城小区停水两天，自来水压力一直上不去。");
        await director.Click("explain-run");
        await Expect(director.Find("step-text")).ToHaveClassAsync("won");
        await Expect(director.Find("step-text").Locator("[data-won=true]")).ToHaveCountAsync(1);

        await director.GoTo("exemptions");
        await Expect(director.Find("shield-share")).ToBeVisibleAsync();
        await director.GoTo("copies");
        await director.NothingWasReloaded();
    });
}
