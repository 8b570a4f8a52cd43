using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Dispatch.Tests.Browser;

/// <summary>One person's browser.</summary>
public sealed class Desk(string name, IBrowserContext window) : IAsyncDisposable
{
    readonly List<string> said = [];
    readonly List<IPage> marked = [];
    IPage? page;

    /// <summary>The tab that the person looks at.</summary>
    public IPage Page => page ?? throw new InvalidOperationException($"{name} has not opened anything.");

    public ILocator Find(string id) => Page.GetByTestId(id);

    public Task Click(string id) => Find(id).ClickAsync();

    public Task Fill(string id, string text) => Find(id).FillAsync(text);

    /// <summary>Opens an address in the tab, as by typing it.</summary>
    public async Task Open(string path)
    {
        page ??= await NewTab();
        await page.GotoAsync(path);
    }

    /// <summary>Goes to a page of the desk by the menu, and waits until its list is there.</summary>
    public async Task GoTo(string menu)
    {
        await Click("menu-" + menu);
        await Expect(Find("menu-" + menu)).ToHaveClassAsync(new Regex(@"\bhere\b"));
        await Expect(Page.GetByText("正在加载")).ToHaveCountAsync(0);
    }

    /// <summary>Opens the case by its number, as somebody does who was told it, without leaving the
    /// application.</summary>
    public async Task LookUp(string number)
    {
        await GoTo("lookup");
        await Fill("lookup-q", number);
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Find("case")).ToHaveAttributeAsync("data-number", number);
    }

    /// <summary>The case page in a second tab, while the first stays as it is; the answer closes it again.</summary>
    public async Task<ILocator> Beside(string number)
    {
        var tab = await NewTab();
        await tab.GotoAsync("/case/" + number);
        await Expect(tab.GetByTestId("case")).ToBeVisibleAsync();
        await Mark(tab);
        return tab.Locator("body");
    }

    /// <summary>Another tab of the same browser.</summary>
    public async Task<IPage> OpenTab(string path)
    {
        var tab = await NewTab();
        await tab.GotoAsync(path);
        return tab;
    }

    /// <summary>Presses Tab until the field has the focus.</summary>
    public async Task TabTo(string id)
    {
        for (var presses = 0; presses < 30; presses++)
        {
            await Page.Keyboard.PressAsync("Tab");
            if (await Page.EvaluateAsync<bool>(
                "id => document.activeElement.closest(`[data-testid='${id}']`) !== null", id))
                return;
        }
        Assert.Fail($"{id} cannot be reached with Tab.");
    }

    /// <summary>Chooses a township, village or grid with the keyboard, by part of its name.</summary>
    public async Task ChooseJurisdiction(string words)
    {
        await TabTo("jurisdiction");
        await Page.Keyboard.InsertTextAsync(words);
        await Expect(Page.Locator(".el-cascader__suggestion-item").First).ToContainTextAsync(words);
        await Page.Keyboard.PressAsync("ArrowDown");
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Find("jurisdiction").Locator("input")).ToHaveValueAsync(new Regex(Regex.Escape(words)));
    }

    /// <summary>Chooses from a list that is searched, by part of the name.</summary>
    public async Task Choose(ILocator picker, string words)
    {
        await picker.Locator("input").First.FillAsync(words);
        await Page.Locator(".el-select-dropdown__item:visible").Filter(new() { HasText = words }).First.ClickAsync();
    }

    /// <summary>A row that arrives by itself. A list that somebody is at holds it back and says so: then it is asked
    /// for.</summary>
    public async Task<ILocator> Arrives(string row)
    {
        var wanted = Find(row);
        await Expect(wanted.Or(Find("new-rows")).First).ToBeVisibleAsync();
        if (await wanted.CountAsync() == 0)
            await Click("new-rows");
        await Expect(wanted).ToBeVisibleAsync();
        return wanted;
    }

    /// <summary>Leaves a mark in the page that a reload would wipe out.</summary>
    public Task Mark() => Mark(Page);

    public async Task NothingWasReloaded()
    {
        Assert.NotEmpty(marked);
        foreach (var tab in marked)
            Assert.True(await tab.EvaluateAsync<bool>("window.stayed === true"), $"{name}: {tab.Url} was reloaded.");
    }

    public async Task Keep(string folder)
    {
        foreach (var (n, tab) in window.Pages.Index())
        {
            try
            {
                await tab.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}-{n}.png"), FullPage = true });
            }
            catch (PlaywrightException problem)
            {
                // A crashed page has no picture; the failure that is being reported must not be lost over it.
                said.Add("no picture: " + problem.Message);
            }
        }
        await File.WriteAllLinesAsync(Path.Combine(folder, name + "-console.log"), said);
    }

    public async ValueTask DisposeAsync() => await window.DisposeAsync();

    async Task Mark(IPage tab)
    {
        await tab.EvaluateAsync("window.stayed = true");
        marked.Add(tab);
    }

    async Task<IPage> NewTab()
    {
        var tab = await window.NewPageAsync();
        tab.Console += (_, line) => said.Add($"{line.Type}: {line.Text}");
        tab.PageError += (_, error) => said.Add("uncaught: " + error);
        return tab;
    }
}
