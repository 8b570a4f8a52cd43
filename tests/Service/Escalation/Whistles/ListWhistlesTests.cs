using System.Net;
using System.Text.Json;
using static Dispatch.Tests.Service.Escalation.EscalationFixture;

namespace Dispatch.Tests.Service.Escalation.Whistles;

[Collection("escalation")]
public sealed class ListWhistlesTests(EscalationFixture fixture) : IAsyncLifetime
{
    const string Town = "620422105", TownGov = Town + "-gov", Village = Town + "201";

    public Task InitializeAsync() => fixture.LearnCounty();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_township_finds_what_it_blew_itself_and_a_department_what_summons_it()
    {
        var head = fixture.Service.Client(Roles.Head, TownGov, Town, "town-head");
        var water = fixture.Service.Client(Roles.Handler, "620422-water", account: "620422-water");
        using var blown = await head.PostAsync("/whistles", Json($$"""
            {"type":"emergency","demand":"水管爆裂，路面塌陷","lead":"620422-water",
            "place":{"jurisdiction":"{{Village}}","address":"会师镇南关路"}
            }
            """));
        Assert.Equal(HttpStatusCode.Created, blown.StatusCode);
        using var json = JsonDocument.Parse(await blown.Content.ReadAsStringAsync());
        var id = json.RootElement.GetProperty("id").GetString();

        async Task<bool> Lists(HttpClient who, string filter) =>
            (await Get(who, "/whistles?limit=200&open=true&" + filter)).GetProperty("items").EnumerateArray()
                .Any(one => one.GetProperty("id").GetString() == id);
        Assert.True(await Lists(head, "blower=" + TownGov));
        Assert.False(await Lists(head, "organisation=" + TownGov));
        Assert.True(await Lists(water, "organisation=620422-water"));
        Assert.False(await Lists(water, "blower=620422-water"));
    }
}
