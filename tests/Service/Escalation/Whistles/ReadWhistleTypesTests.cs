using System.Text.Json;
using static Dispatch.Tests.Service.Escalation.EscalationFixture;

namespace Dispatch.Tests.Service.Escalation.Whistles;

[Collection("escalation")]
public sealed class ReadWhistleTypesTests(EscalationFixture fixture) : IAsyncLifetime
{
    const string Town = "620422105";

    HttpClient Head => fixture.Service.Client(Roles.Head, Town + "-gov", Town, "town-head");
    HttpClient Grid => fixture.Service.Client(Roles.GridWorker, Town + "201-village", Town + "201", "grid-1");
    HttpClient Water => fixture.Service.Client(Roles.Handler, "620422-water", account: "620422-water");

    public Task InitializeAsync() => fixture.LearnCounty();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Before_it_is_blown_everybody_reads_by_when_departments_must_come_and_who_reviews_it()
    {
        JsonElement Emergency(JsonElement answer) => answer.GetProperty("types").EnumerateArray()
            .Single(one => one.GetProperty("type").GetString() == "emergency");
        bool AtOnce(JsonElement answer, string type) => answer.GetProperty("types").EnumerateArray()
            .Single(one => one.GetProperty("type").GetString() == type).GetProperty("atOnce").GetBoolean();
        var head = await Get(Head, "/whistles/types");
        var grid = await Get(Grid, $"/whistles/types?jurisdiction={Town}");
        var water = await Get(Water, "/whistles/types");
        Assert.Contains(Emergency(grid).GetProperty("terms").EnumerateArray(), term =>
            term.GetProperty("kind").GetString() == "arrival" && term.GetProperty("term").GetString() == "30分钟");
        Assert.Equal((true, true, false), (
            AtOnce(head, "jointEnforcement"), AtOnce(grid, "emergency"), AtOnce(grid, "jointEnforcement")));
        Assert.True(grid.GetProperty("actions")[0].GetProperty("allowed").GetBoolean());
        Assert.False(water.GetProperty("actions")[0].GetProperty("allowed").GetBoolean());
    }
}
