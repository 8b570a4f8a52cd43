using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Dispatch.Tests.Service.Routing;

/// <summary>Reading the rules, the rosters, the gazetteer and the jurisdictions.</summary>
public sealed class ListsTests(RoutingFixture routing) : IClassFixture<RoutingFixture>
{
    static readonly object[] Rosters =
    [
        new { organisation = "620422-water", mode = "regular", officer = "li", officerName = "李值班", capacity = 20 },
        new
        {
            organisation = "620422-urban", mode = "emergency", officer = "wang", officerName = "王值班", capacity = 5,
            from = "2026-12-01T08:00:00+08:00", until = "2026-12-02T08:00:00+08:00",
        },
    ];

    [Fact]
    public async Task A_rule_is_checked_written_and_read()
    {
        object Rule(string lead) => new
        {
            code = "water-night", name = "夜间停水", matter = "010101", kind = "complaint", words = new[] { "半夜" },
            from = "2026-01-01", until = "2026-12-31", lead, assisting = new[] { "620422-urban" }, basis = "《供水条例》",
        };
        var problem = await ProblemDocument.Expect(
            await routing.Replace("rules", [Rule("nobody")]), HttpStatusCode.UnprocessableEntity, "unknown_reference");
        Assert.Contains("items[0].lead", problem.Errors.Keys);
        await routing.Put("rules", [Rule("620422-water")]);
        var item = Assert.Single(await Items(routing.Dispatcher, "/rules?matter=010101"));
        Assert.Equal(("water-night", "2026-12-31", "半夜"), (
            item.GetProperty("code").GetString(), item.GetProperty("until").GetString(),
            item.GetProperty("words")[0].GetString()));
        Assert.Empty(await Items(routing.Dispatcher, "/rules?matter=010102"));
    }

    [Fact]
    public async Task A_roster_is_read_by_its_own_organisation_and_by_the_centre_above_it()
    {
        await routing.Put("rosters", Rosters);
        Assert.Equal(2, (await Items(routing.Dispatcher, "/rosters")).Count);
        var own = Assert.Single(await Items(routing.Handler(new("620422-urban")), "/rosters"));
        Assert.Equal("2026-12-01T00:00:00+00:00", own.GetProperty("from").GetString());
        var elsewhere = routing.Routing.Client(Roles.Director, "620423-centre", "620423");
        Assert.Empty(await Items(elsewhere, "/rosters"));
        using var refused = await routing.Routing.Client(Roles.Client, "620422-app").GetAsync("/rosters");
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    [Fact]
    public async Task A_place_is_found_by_its_aliases()
    {
        await routing.Put("places",
        [
            new { name = "老汽车站", kind = "landmark", jurisdiction = RoutingFixture.Village, aliases = new[] { "旧车站" } },
            new { name = "祖厉河路", kind = "road", jurisdiction = "620422100" },
        ]);
        var found = Assert.Single(await Items(routing.Dispatcher, "/places?q=旧车"));
        Assert.Equal("老汽车站", found.GetProperty("name").GetString());
        Assert.Equal(2, (await Items(routing.Dispatcher, "/places?jurisdiction=620422100")).Count);
    }

    [Fact]
    public async Task Borders_are_returned_only_on_request()
    {
        object[] bordered =
        [
            .. Catalogue.Jurisdictions[1..],
            new
            {
                code = "620422", name = "会宁县", level = "county", aliases = new[] { "会师之城" },
                outline = "POLYGON((104.5 35.4, 105.6 35.4, 105.6 36.4, 104.5 35.4))",
            },
        ];
        await routing.Put("jurisdictions", bordered);
        var plain = Assert.Single(await Items(routing.Dispatcher, "/jurisdictions?level=county"));
        Assert.False(plain.TryGetProperty("outline", out _));
        Assert.Equal("会师之城", plain.GetProperty("aliases")[0].GetString());
        var whole = Assert.Single(await Items(routing.Dispatcher, "/jurisdictions?level=county&outlines=true"));
        Assert.StartsWith("POLYGON", whole.GetProperty("outline").GetString(), StringComparison.Ordinal);
    }

    static async Task<List<JsonElement>> Items(HttpClient by, string path) =>
        [.. (await by.GetFromJsonAsync<JsonElement>(path)).GetProperty("items").EnumerateArray()];
}
