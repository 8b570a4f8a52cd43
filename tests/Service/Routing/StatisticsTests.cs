using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using static Dispatch.Tests.Service.Routing.RoutingFixture;

namespace Dispatch.Tests.Service.Routing;

public sealed class StatisticsTests(RoutingFixture routing) : IClassFixture<RoutingFixture>
{
    static readonly string[] Counts =
        ["tickets", "cases", "firstRight", "returned", "upheld", "rejected", "held", "claimed", "claimedLate"];

    [Fact]
    public async Task Every_figure_is_counted_at_once_and_lists_exactly_its_tickets()
    {
        var kept = await routing.Dispatch("小区停水");
        await Done(routing.Handler(kept.Lead.Organisation), $"/tickets/{kept.Lead.Id}/claim", new { });
        // Dispatch both before the first ruling; as a precedent it would send the second case elsewhere.
        var (upheld, rejected) = (await routing.Dispatch("小区停水两天"), await routing.Dispatch("小区停水三天"));
        await Return(upheld, upheld: true);
        await Return(rejected, upheld: false);

        var water = await Row("by=organisation", "620422-water");
        Assert.Equal([3, 3, 2, 2, 1, 1, 2, 2, 0], Counts.Select(name => Number(water, name)));
        Assert.Equal((2.0 / 3, 2.0 / 3, 1.0, 0.5), (
            Rate(water, "firstRightRate"), Rate(water, "returnRate"), Rate(water, "meanHops"),
            Rate(water, "upheldRate")));
        var labour = await Row("by=organisation", "620422-labour");
        Assert.Equal((1, 0, 2.0), (Number(labour, "tickets"), Number(labour, "cases"), Rate(labour, "meanHops")));
        var matter = await Row("by=matter", "010101");
        Assert.Equal((4, 3), (Number(matter, "tickets"), Number(matter, "cases")));

        foreach (var figure in Counts)
        {
            Assert.Equal(Number(water, figure), (await Behind(figure, "organisation=620422-water")).Count);
            Assert.Equal(Number(matter, figure), (await Behind(figure, "matter=010101")).Count);
        }
    }

    [Fact]
    public async Task Heads_see_their_own_organisation_and_others_their_jurisdiction()
    {
        await routing.Dispatch("门口有人摆摊");
        var head = routing.Routing.Client(Roles.Head, "620422-urban");
        var seen = await head.GetFromJsonAsync<JsonElement>("/statistics");
        Assert.All(seen.GetProperty("items").EnumerateArray(), row =>
            Assert.Equal("620422-urban", row.GetProperty("key").GetString()));
        Assert.NotEmpty(seen.GetProperty("items").EnumerateArray());
        var elsewhere = routing.Routing.Client(Roles.Director, "530326-centre", "530326");
        var none = await elsewhere.GetFromJsonAsync<JsonElement>("/statistics");
        Assert.Equal((0, 0), (none.GetProperty("items").GetArrayLength(), Number(none, "tickets", "total")));
        Assert.Empty((await elsewhere.GetFromJsonAsync<JsonElement>("/statistics/tickets")).GetProperty("items")
            .EnumerateArray());
    }

    [Theory]
    [InlineData("from=2026-02-01&to=2026-01-01", "from")]
    [InlineData("from=2020-01-01&to=2026-01-01", "from")]
    [InlineData("to=0001-01-01", "to")]
    public async Task A_period_that_cannot_be_read_is_refused_by_its_field(string period, string field)
    {
        foreach (var path in new[] { "/statistics?", "/statistics/tickets?" })
        {
            var problem = await ProblemDocument.Expect(
                await routing.Dispatcher.GetAsync(path + period), HttpStatusCode.UnprocessableEntity, "period_wrong");
            Assert.Equal([field], problem.Errors.Keys);
        }
    }

    async Task Return(CaseDispatched of, bool upheld)
    {
        await Done(routing.Handler(of.Lead.Organisation), $"/tickets/{of.Lead.Id}/return", RoutingFixture.Return);
        await Done(
            routing.Routing.Client(Roles.Arbiter, "620422-centre"),
            $"/returns/{await routing.Waiting(of.Lead.Id)}/ruling",
            new { upheld, to = upheld ? "620422-labour" : null, duty = "010101", grounds = "依据职责清单裁定" });
    }

    async Task<JsonElement> Row(string query, string key) =>
        (await routing.Dispatcher.GetFromJsonAsync<JsonElement>("/statistics?" + query)).GetProperty("items")
            .EnumerateArray().Single(row => row.GetProperty("key").GetString() == key).GetProperty("counts");

    /// <summary>All tickets behind a figure, read in pages of one.</summary>
    async Task<HashSet<string>> Behind(string figure, string query)
    {
        var (seen, after) = (new HashSet<string>(StringComparer.Ordinal), "");
        do
        {
            var page = await routing.Dispatcher.GetFromJsonAsync<JsonElement>(
                $"/statistics/tickets?figure={figure}&{query}&limit=1&after={after}");
            Assert.All(page.GetProperty("items").EnumerateArray(), row =>
                Assert.True(seen.Add(row.GetProperty("id").GetString()!)));
            after = page.TryGetProperty("next", out var next) ? next.GetString()! : "";
        }
        while (after.Length > 0);
        return seen;
    }

    static long Number(JsonElement figures, string name, string? under = null) =>
        (under is null ? figures : figures.GetProperty(under)).GetProperty(name).GetInt64();

    static double Rate(JsonElement figures, string name) => figures.GetProperty(name).GetDouble();
}
