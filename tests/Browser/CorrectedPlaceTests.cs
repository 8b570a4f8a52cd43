using static Microsoft.Playwright.Assertions;

namespace Dispatch.Tests.Browser;

/// <summary>A case whose place nobody could tell from its address.</summary>
[Collection("desks")]
public sealed class CorrectedPlaceTests(DesksFixture fixture)
{
    [Fact]
    public Task The_centre_finds_out_where_it_happened_and_sees_whose_it_is_there() =>
        Shift.Work(fixture, async shift =>
    {
        var centre = await shift.SignIn(Roles.Dispatcher);
        await centre.GoTo("undecided");
        var number = await shift.Registered(
            "小区脏乱，保洁不到位，物业公司收了钱却物业不作为。", "620422", kind: "complaint", address: "会宁县");
        await (await centre.Arrives("undecided-row-" + number)).ClickAsync();
        var place = centre.Find("undecided-place").GetByTestId("jurisdiction").Locator("input");
        await place.ClickAsync();
        await centre.Page.Keyboard.InsertTextAsync("状元城社区");
        await centre.Page.Locator(".el-cascader__suggestion-item").First.ClickAsync();
        var there = centre.Find("undecided-there");
        await Expect(there).ToContainTextAsync("按此地点，应由会师镇人民政府主办");
        await there.GetByTestId("undecided-there-choose").ClickAsync();
        await Expect(centre.Find("dispatch-assisting")).ToContainTextAsync("会宁县住房和城乡建设局");
        await centre.Fill("dispatch-grounds", "已电话问明事发小区。");
        await Expect(centre.Find("dispatch-submit")).ToContainTextAsync("会师镇人民政府");
        await centre.Click("dispatch-submit");
        await Expect(centre.Find("undecided-row-" + number)).ToHaveCountAsync(0);
        await centre.LookUp(number);
        await Expect(centre.Find("case-ticket").First).ToContainTextAsync("会师镇人民政府");
        await Expect(centre.Page.GetByText("经综治中心核实，事发地为").First).ToBeVisibleAsync();
    });
}
