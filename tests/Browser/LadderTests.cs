using System.Globalization;
using static Microsoft.Playwright.Assertions;

namespace Dispatch.Tests.Browser;

/// <summary>A case on the ladder (提级): who answers by name, and with which plan.</summary>
[Collection("desks")]
public sealed class LadderTests(DesksFixture fixture)
{
    [Fact]
    public Task What_the_director_lifts_stands_on_the_ladder_by_name_and_is_answered_with_a_plan() =>
        Shift.Work(fixture, async shift =>
    {
        var director = await shift.SignIn(Roles.Director);
        var number = await shift.Registered(
            "小区物业拒不公示公共收益，业主聚集要求说法。", "620422100011002", matter: "010102", kind: "complaint");
        await director.LookUp(number);
        await director.Click("case-lift");
        await director.Click("lift-to-centre");
        await director.Fill("lift-grounds", "三十余人聚集，情绪激动。");
        await director.Click("lift-submit");
        // The ladder acts by itself, and the page of the case shows it.
        await Expect(director.Find("case-rung")).ToHaveAttributeAsync("data-rung", "centre");
        await Expect(director.Find("case-rung")).ToContainTextAsync("主要负责人");

        await director.GoTo("rungs");
        var row = director.Find("rung-row-" + number);
        await Expect(row).ToContainTextAsync("人工提级");
        await row.GetByTestId("rung-acknowledge").ClickAsync();
        await director.Fill("acknowledgement-plan", "派专人到场，当日约见业主代表。");
        var until = ChinaTime.DayOf(TimeProvider.System.GetUtcNow()).AddDays(3);
        var date = director.Page.Locator(".el-dialog .el-date-editor input");
        await date.FillAsync(until.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + " 10:00");
        await date.PressAsync("Enter");
        await director.Click("acknowledgement-submit");
        await Expect(row).ToContainTextAsync("当日约见业主代表");
        await Expect(row.GetByTestId("rung-acknowledge")).ToHaveCountAsync(0);

        await director.GoTo("ladder");
        await Expect(director.Find("ladder-steps")).ToContainTextAsync("主要负责人");
        await director.Click("ladder-draft");
        await director.Click("ladder-run");
        await Expect(director.Find("ladder-trial")).ToContainTextAsync("与现行规则不同");
        await director.NothingWasReloaded();
    });
}
