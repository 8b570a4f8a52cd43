using Microsoft.Playwright;

namespace Dispatch.Tests.Browser;

/// <summary>One platform that serves the built desks, and one browser, for every test.</summary>
public sealed class DesksFixture : IAsyncLifetime
{
    const string Chromium = "/usr/bin/chromium";

    // The first page that a cold gateway serves takes its time on a busy machine; what is there is seen at once.
    const float Patience = 30_000;

    IPlaywright? playwright;

    public Platform Platform { get; private set; } = null!;

    public IBrowser Browser { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        var built = Repository.Path("gateway", "web", "dist");
        if (!File.Exists(Path.Combine(built, "index.html")))
            throw new InvalidOperationException(
                $"The desks are not built: run 'npm ci && npm run build' in gateway/web, so that {built} is there.");
        if (!File.Exists(Chromium))
            throw new InvalidOperationException($"There is no {Chromium}: run 'apt-get install chromium'.");
        Assertions.SetDefaultExpectTimeout(Patience);
        Platform = await Platform.Start(
            new Dictionary<string, string>(StringComparer.Ordinal) { ["Dispatch__Desks"] = built });
        playwright = await Playwright.CreateAsync();
        Browser = await Launch();
    }

    /// <summary>Another browser; one that keeps the pages which it leaves for the way back, as people's do.</summary>
    internal Task<IBrowser> KeepingPages() => Launch("--disable-back-forward-cache");

    Task<IBrowser> Launch(params string[] without) =>
        playwright!.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Chromium,
            Headless = true,
            IgnoreDefaultArgs = without,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync",
            ],
        });

    public async Task DisposeAsync()
    {
        // Null when the start itself failed.
        if (Browser is not null)
            await Browser.DisposeAsync();
        playwright?.Dispose();
        if (Platform is not null)
            await Platform.DisposeAsync();
    }

    /// <summary>
    /// A window of somebody who works here: a browser context of its own, as large as a common screen, or on a
    /// telephone that says where it is.
    /// </summary>
    internal async Task<IBrowserContext> Window(IBrowser? browser = null, Geolocation? telephone = null)
    {
        var context = await (browser ?? Browser).NewContextAsync(new()
        {
            BaseURL = Platform.Address.ToString(),
            Locale = "zh-CN",
            TimezoneId = "Asia/Shanghai",
            ViewportSize = telephone is null
                ? new() { Width = 1440, Height = 900 } : new() { Width = 390, Height = 844 },
            IsMobile = telephone is not null,
            HasTouch = telephone is not null,
            Geolocation = telephone,
            Permissions = telephone is null ? [] : ["geolocation"],
        });
        context.SetDefaultTimeout(Patience);
        context.SetDefaultNavigationTimeout(Patience);
        return context;
    }
}

[CollectionDefinition("desks")]
public sealed class OneCounty : ICollectionFixture<DesksFixture>;
