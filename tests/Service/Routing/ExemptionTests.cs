using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using static Dispatch.Tests.Service.Routing.RoutingFixture;

namespace Dispatch.Tests.Service.Routing;

/// <summary>Exemptions from the grass-roots shield (减负例外): granted, used, reported and withdrawn.</summary>
public sealed class ExemptionTests(RoutingFixture routing) : IClassFixture<RoutingFixture>
{
    HttpClient Director => routing.Routing.Client(Roles.Director, "620422-centre", "620422");

    static object Asked(string matter = "010105", string? organisation = "620422100-gov", int days = 30) => new
    {
        matter, organisation, reason = "拆违攻坚期间由镇政府先行处置", until = DateTimeOffset.UtcNow.AddDays(days),
    };

    async Task<CaseNumber> Undecided()
    {
        var registered = Case("这里有人垃圾乱倒又搭违建");
        await routing.Broker.Publish(registered);
        await routing.Heard.Next<CaseUndecided>(e => e.Head.CaseId == registered.Head.CaseId);
        return registered.Head.CaseNumber;
    }

    [Fact]
    public async Task Only_under_a_live_exemption_does_a_department_matter_reach_a_township_and_the_report_shows_it()
    {
        using var director = Director;
        var number = await Undecided();
        var dispatch = new { lead = "620422100-gov", matter = "010105", grounds = "由镇政府先行处置" };
        await Refused(routing.Dispatcher, $"/undecided/{number}/dispatch", dispatch,
            HttpStatusCode.UnprocessableEntity, "shield");

        using var granted = await director.PostAsJsonAsync("/shield/exemptions", Asked());
        Assert.Equal(HttpStatusCode.Created, granted.StatusCode);
        var id = (await granted.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
        await Done(routing.Dispatcher, $"/undecided/{number}/dispatch", dispatch);
        var dispatched = await routing.Heard.Next<CaseDispatched>(e => e.Head.CaseNumber == number);
        Assert.Equal("620422-centre", Assert.Single(dispatched.Copies!).Id.Value);

        var report = await director.GetFromJsonAsync<JsonElement>("/shield/report");
        var use = report.GetProperty("items").EnumerateArray()
            .Single(u => u.GetProperty("caseNumber").GetString() == number.Value);
        Assert.Equal((id, "620422100-gov"), (use.GetProperty("exemption").GetString(),
            use.GetProperty("organisation").GetString()));
        var township = Assert.Single(report.GetProperty("townships").EnumerateArray());
        Assert.Equal(1, township.GetProperty("exempted").GetInt64());
        Assert.True(report.GetProperty("grassRoots").GetInt64() <= report.GetProperty("tickets").GetInt64());

        await Done(director, $"/shield/exemptions/{id}/withdrawal", new { why = "攻坚结束" });
        await Refused(director, $"/shield/exemptions/{id}/withdrawal", new { why = "攻坚结束" },
            HttpStatusCode.Conflict, "exemption_over");
        await Refused(routing.Dispatcher, $"/undecided/{await Undecided()}/dispatch", dispatch,
            HttpStatusCode.UnprocessableEntity, "shield");
        var listed = await director.GetFromJsonAsync<JsonElement>("/shield/exemptions");
        var row = listed.GetProperty("items").EnumerateArray().Single(o => o.GetProperty("id").GetString() == id);
        Assert.Equal((1, "违建查处", "攻坚结束"), (row.GetProperty("uses").GetInt64(),
            row.GetProperty("matterName").GetString(), row.GetProperty("withdrawnWhy").GetString()));
    }

    [Theory]
    [InlineData("010199", "620422100-gov", 30, "unknown_matter")]
    [InlineData("010105", null, 30, "exemption_too_wide")]
    [InlineData("010105", "620422-water", 30, "not_grass_roots")]
    [InlineData("010105", "620422100-gov", 181, "exemption_too_long")]
    [InlineData("010105", "620422100-gov", -1, "until_in_past")]
    public async Task An_exemption_that_is_too_wide_or_too_long_is_refused(
        string matter, string? organisation, int days, string code) =>
        await Refused(Director, "/shield/exemptions", Asked(matter, organisation, days),
            HttpStatusCode.UnprocessableEntity, code);

    [Fact]
    public async Task Only_the_director_grants_exemptions_and_another_county_sees_none()
    {
        await Refused(routing.Dispatcher, "/shield/exemptions", Asked(), HttpStatusCode.Forbidden, "role_not_allowed");
        using var elsewhere = routing.Routing.Client(Roles.Director, "530326-centre", "530326");
        await Refused(elsewhere, "/shield/exemptions", Asked(), HttpStatusCode.UnprocessableEntity,
            "outside_jurisdiction");
        using var director = Director;
        using var granted = await director.PostAsJsonAsync("/shield/exemptions", Asked("010104", days: 1));
        var id = (await granted.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString();
        await Refused(elsewhere, $"/shield/exemptions/{id}/withdrawal", new { why = "不相干" }, HttpStatusCode.NotFound,
            "exemption_not_found");
        var theirs = await elsewhere.GetFromJsonAsync<JsonElement>("/shield/exemptions?live=true");
        Assert.Empty(theirs.GetProperty("items").EnumerateArray());
    }
}
