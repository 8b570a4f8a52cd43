using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using static Dispatch.Tests.Service.Routing.RoutingFixture;

namespace Dispatch.Tests.Service.Routing;

/// <summary>Each ticket goes to the least loaded officer on duty, whether cases come in one batch or several.</summary>
public sealed class RosterTests(RoutingFixture routing) : IClassFixture<RoutingFixture>
{
    [Fact]
    public async Task Tickets_are_shared_out_by_capacity_and_each_officer_finds_their_own()
    {
        await routing.Put("rosters",
        [
            new { organisation = "620422-water", mode = "regular", officer = "wang", officerName = "王强", capacity = 1 },
            new { organisation = "620422-water", mode = "regular", officer = "zhao", officerName = "赵敏", capacity = 2 },
        ]);
        var registered = Enumerable.Range(0, 4).Select(_ => Case("小区停水", "010101")).ToList();
        await Task.WhenAll(registered.Select(one => routing.Broker.Publish(one)));
        var leads = new List<(CaseDispatched Event, string Why)>();
        foreach (var one in registered)
        {
            var dispatched = await routing.Heard.Next<CaseDispatched>(e => e.Head.CaseId == one.Head.CaseId);
            leads.Add((dispatched, dispatched.Reasons[^1].Code));
        }
        Assert.Equal("wang,zhao,zhao", string.Join(',', leads.Where(l => l.Why == "officer")
            .Select(l => l.Event.Lead.Officer!.Value.Value).Order(StringComparer.Ordinal)));
        Assert.Equal("officer_full", Assert.Single(leads, l => l.Why != "officer").Why);

        using var water = routing.Handler(new("620422-water"));
        var mine = await water.GetFromJsonAsync<JsonElement>("/tickets?officer=wang");
        var expected = leads.Where(l => l.Event.Lead.Officer!.Value.Value == "wang")
            .Select(l => l.Event.Lead.Id.ToString()).Order(StringComparer.Ordinal);
        Assert.Equal(expected, mine.GetProperty("items").EnumerateArray()
            .Select(t => t.GetProperty("id").GetString()!).Order(StringComparer.Ordinal));
        Assert.All(mine.GetProperty("items").EnumerateArray(), t =>
            Assert.Equal("王强", t.GetProperty("officerName").GetString()));
        Assert.Null((await routing.Dispatch("路边有人摆摊")).Lead.Officer);

        await Refused(water, $"/tickets/{expected.First()}/transfer", new { officer = "nobody", officerName = "李四" },
            HttpStatusCode.UnprocessableEntity, "officer_not_on_roster");
        await Done(water, $"/tickets/{expected.First()}/transfer", new { officer = "zhao", officerName = "赵敏" });
    }
}
