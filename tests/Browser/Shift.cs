using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Playwright;

namespace Dispatch.Tests.Browser;

/// <summary>The people at their desks during one test. If it fails, what each of them saw and what the processes wrote
/// stays in <c>TestResults</c>.</summary>
public sealed class Shift
{
    static int accounts;

    readonly DesksFixture fixture;
    readonly List<Desk> desks = [];

    Shift(DesksFixture fixture) => this.fixture = fixture;

    public Platform Platform => fixture.Platform;

    public static async Task Work(DesksFixture fixture, Func<Shift, Task> work, [CallerMemberName] string test = "")
    {
        var shift = new Shift(fixture);
        var kept = Repository.Path("tests", "Browser", "TestResults", test);
        if (Directory.Exists(kept))
            Directory.Delete(kept, recursive: true);
        try
        {
            await work(shift);
        }
        catch
        {
            await shift.Keep(kept);
            throw;
        }
        finally
        {
            foreach (var desk in shift.desks)
                await desk.DisposeAsync();
        }
    }

    /// <summary>A person with a new account signs in, and stands at the first page of the desk.</summary>
    public async Task<Desk> SignIn(
        string role, string organisation = "620422-centre", IBrowser? browser = null, string jurisdiction = "620422",
        Geolocation? telephone = null)
    {
        var (account, password) = await NewAccount(role, organisation, jurisdiction);
        var desk = await Arrive(role, browser, telephone);
        await SignIn(desk, account, password);
        await desk.Mark();
        return desk;
    }

    /// <summary>Somebody signs in at the door that a desk shows.</summary>
    public static async Task SignIn(Desk desk, string account, string password)
    {
        await desk.Fill("login-account", account);
        await desk.Fill("login-password", password);
        await desk.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(desk.Find("live-state")).ToHaveAttributeAsync("data-state", "live");
    }

    public async Task<(string Account, string Password)> NewAccount(
        string role, string organisation, string jurisdiction = "620422")
    {
        var account = $"desk.{role}.{Interlocked.Increment(ref accounts)}";
        var password = Guid.NewGuid().ToString();
        using var made = await (await Platform.As(Roles.Admin)).PostAsJsonAsync("/api/accounts", new
        {
            account, password, name = Name(role), role, organisation, jurisdiction,
        });
        Assert.True(made.IsSuccessStatusCode, await made.Content.ReadAsStringAsync());
        return (account, password);
    }

    /// <summary>Somebody who has not signed in.</summary>
    public async Task<Desk> Arrive(
        string name = "nobody", IBrowser? browser = null, Geolocation? telephone = null)
    {
        var desk = new Desk(name, await fixture.Window(browser, telephone));
        desks.Add(desk);
        await desk.Open("/");
        await Assertions.Expect(desk.Find("login-account")).ToBeVisibleAsync();
        return desk;
    }

    /// <summary>Somebody calls, and an operator elsewhere registers it.</summary>
    public async Task<string> Registered(
        string text, string grid, string? matter = null, string? kind = null, string address = "会宁县会师镇状元城小区7号楼")
    {
        using var answer = await (await Platform.As(Roles.Operator)).PostAsJsonAsync("/api/intake/cases", new
        {
            channel = "phone", kind, text, matter, petitioner = new { name = "张三丰", phone = "13912341234" },
            place = new { address, grid },
        });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("number").GetString()!;
    }

    async Task Keep(string folder)
    {
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, "processes.log"), Platform.Logs);
        foreach (var desk in desks)
            await desk.Keep(folder);
    }

    static string Name(string role) => role switch
    {
        Roles.Operator => "王晓燕",
        Roles.Handler => "李建国",
        Roles.Dispatcher => "赵敏",
        Roles.Arbiter => "孙正平",
        Roles.Mediator => "周和顺",
        _ => role,
    };
}
