using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Dispatch.Tests.Browser;

/// <summary>The catalogue's editor changes whose duty a matter is, after having seen what that would do.</summary>
[Collection("desks")]
public sealed class CatalogueTests(DesksFixture fixture)
{
    const string Matter = "130202", Text = "健身房收了年费就关门，预付卡里还有两千多元不退。";

    [Fact]
    public Task An_editor_changes_a_duty_sees_which_cases_would_go_elsewhere_and_publishes() =>
        Shift.Work(fixture, async shift =>
    {
        var editor = await shift.SignIn(Roles.Director);
        var number = await shift.Registered(Text, "620422100011002", Matter, "complaint");
        await editor.LookUp(number);
        await Expect(editor.Find("case-ticket").First).ToContainTextAsync("市场监督管理局");

        await editor.GoTo("drafts");
        await editor.Click("draft-start");
        await editor.Fill("draft-name", "预付卡职责调整");
        await editor.Fill("draft-why", "县政府办〔2026〕12号");
        await editor.Click("draft-submit");
        await editor.Find("draft-list").GetByText("权责清单").ClickAsync();
        await editor.Fill("row-search", Matter);
        var row = editor.Find("row").Filter(new() { HasText = "预付卡与退卡" })
            .Filter(new() { HasText = "市场监督管理局" });
        await row.GetByTestId("row-edit").ClickAsync();
        // A name is never offered as a code of its own: the listed organisation, and nothing to mistake for it.
        await editor.Find("field-owner").Locator("input").First.FillAsync("公安局");
        await Expect(editor.Page.Locator(".el-select-dropdown__item:visible")).ToHaveCountAsync(1);
        await editor.Page.Locator(".el-select-dropdown__item:visible")
            .Filter(new() { HasText = "会宁县公安局 620422-police" }).ClickAsync();
        await editor.Click("row-save");
        await Expect(editor.Find("row").Filter(new() { HasText = "会宁县公安局" })).ToBeVisibleAsync();

        await editor.Page.GetByRole(AriaRole.Tab, new() { NameRegex = new Regex("^发布") }).ClickAsync();
        await editor.Click("simulation-start");
        await Expect(editor.Find("simulation-status")).ToHaveAttributeAsync("data-status", "done");
        var way = editor.Find("simulation-movement").Filter(new() { HasText = "市场监督管理局" });
        await Expect(way).ToContainTextAsync("会宁县公安局");
        await way.GetByTestId("simulation-cases").ClickAsync();
        await Expect(editor.Page.Locator(".el-drawer:visible")).ToContainTextAsync(number);
        await editor.Page.Keyboard.PressAsync("Escape");

        await editor.Click("publish-submit");
        await editor.Page.Locator(".el-message-box__btns .el-button--primary").ClickAsync();
        await Expect(editor.Find("draft-state")).ToHaveTextAsync("已发布");
        var next = await shift.Registered(Text, "620422100011002", Matter, "complaint");
        await editor.LookUp(next);
        await Expect(editor.Find("case-ticket").First).ToContainTextAsync("会宁县公安局");
        await editor.NothingWasReloaded();
    });

    [Fact]
    public Task After_an_organisation_was_open_a_row_of_every_other_list_can_be_saved() =>
        Shift.Work(fixture, async shift =>
    {
        var editor = await shift.SignIn(Roles.Director);
        await editor.GoTo("drafts");
        await editor.Click("draft-start");
        await editor.Fill("draft-name", "逐行核对");
        await editor.Fill("draft-why", "县政府办〔2026〕13号");
        await editor.Click("draft-submit");
        var lists = editor.Find("draft-list").Locator("label");
        await Expect(lists.Filter(new() { HasText = "权责清单" })).ToBeVisibleAsync();
        var names = await lists.AllInnerTextsAsync();
        Assert.True(names.Count >= 6, string.Join(' ', names));
        var organisations = lists.Filter(new() { HasText = "单位清单" });
        var saved = new List<string>();
        foreach (var n in Enumerable.Range(0, names.Count))
        {
            await organisations.ClickAsync();
            await Expect(editor.Page.GetByText("正在加载")).ToHaveCountAsync(0);
            await editor.Find("row-edit").First.ClickAsync();
            await Expect(editor.Find("field-level")).ToBeVisibleAsync();
            await editor.Page.Locator(".el-drawer:visible").GetByText("取消").ClickAsync();
            await Expect(editor.Find("row-form")).ToHaveCountAsync(0);

            await lists.Nth(n).ClickAsync();
            await Expect(editor.Page.GetByText("正在加载")).ToHaveCountAsync(0);
            // An empty list has nothing to open.
            if (!await Shown(editor.Find("row-edit").First))
                continue;
            await editor.Find("row-edit").First.ClickAsync();
            var answer = await editor.Page.RunAndWaitForResponseAsync(
                () => editor.Click("row-save"), "**/changes");
            Assert.True(answer.Ok, $"{names[n]}: {await answer.TextAsync()}");
            await Expect(editor.Find("row-form")).ToHaveCountAsync(0);
            saved.Add(names[n]);
        }
        foreach (var list in new[] { "辖区清单", "事项清单", "权责清单", "地名库", "一件事清单", "责任清单" })
            Assert.Contains(saved, name => name.Contains(list, StringComparison.Ordinal));
    });

    static async Task<bool> Shown(ILocator what)
    {
        try
        {
            await what.WaitForAsync(new() { Timeout = 5_000 });
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }
}
