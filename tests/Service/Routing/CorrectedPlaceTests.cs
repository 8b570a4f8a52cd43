using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using static Dispatch.Tests.Service.Routing.RoutingFixture;

namespace Dispatch.Tests.Service.Routing;

/// <summary>The centre corrects the place of an undecided case when it dispatches it.</summary>
public sealed class CorrectedPlaceTests(RoutingFixture routing) : IClassFixture<RoutingFixture>
{
    async Task<CaseRegistered> Undecided(string address)
    {
        var registered = Case("垃圾堆了一个月没人清运", "010104") with
        {
            Place = new(new("620422"), address, null, null),
        };
        await routing.Broker.Publish(registered);
        await routing.Heard.Next<CaseUndecided>(e => e.Head.CaseId == registered.Head.CaseId);
        return registered;
    }

    [Fact]
    public async Task The_corrected_place_goes_with_the_case_and_its_tickets()
    {
        var of = await Undecided("老地方");
        await Done(routing.Dispatcher, $"/undecided/{of.Head.CaseNumber}/dispatch",
            new { lead = "620422100-gov", grounds = "已电话问明地点", place = Village });
        var dispatched = await routing.Heard.Next<CaseDispatched>(e => e.Head.CaseId == of.Head.CaseId);
        Assert.Equal(Village, dispatched.Place.Jurisdiction.Value);
        Assert.Equal(["centre_decision", "place_by_centre"], dispatched.Reasons.Select(r => r.Code));
        Assert.Contains("南关社区", dispatched.Reasons[1].Text, StringComparison.Ordinal);
        Assert.Equal(Village, await routing.Routing.Database.One<string>(
            "select jurisdiction from routed_case where case_id = @CaseId", new { of.Head.CaseId }));
        Assert.Equal(Village, await routing.Routing.Database.One<string>(
            "select jurisdiction from ticket where id = @Id", new { dispatched.Lead.Id }));
    }

    [Theory]
    [InlineData("620422999", "unknown_place")]
    [InlineData("530326", "unknown_place")]
    public async Task A_place_that_is_not_listed_is_refused_and_the_case_stays_with_the_centre(
        string place, string code)
    {
        var of = await Undecided("老地方");
        await Refused(routing.Dispatcher, $"/undecided/{of.Head.CaseNumber}/dispatch",
            new { lead = "620422100-gov", grounds = "已电话问明地点", place }, HttpStatusCode.UnprocessableEntity, code);
        Assert.NotNull(await Waiting(of));
    }

    [Fact]
    public async Task A_place_outside_the_registered_jurisdiction_is_refused()
    {
        var of = Case("天上有一个亮东西一直跟着我走");
        await routing.Broker.Publish(of);
        await routing.Heard.Next<CaseUndecided>(e => e.Head.CaseId == of.Head.CaseId);
        await Refused(routing.Dispatcher, $"/undecided/{of.Head.CaseNumber}/dispatch",
            new { lead = "620422-urban", grounds = "已电话问明地点", place = "620422" },
            HttpStatusCode.UnprocessableEntity, "place_outside");
    }

    [Fact]
    public async Task The_possible_places_are_listed_with_codes_and_reasons()
    {
        await routing.Put("jurisdictions", [
            .. Catalogue.Jurisdictions,
            new { code = "620422101", name = "郭城驿镇", level = "township", parent = "620422" },
            new { code = "620422101001", name = "南关社区", level = "village", parent = "620422101" },
        ]);
        var of = await Undecided("南关社区3号楼");
        var places = (await Waiting(of))!.Value.GetProperty("places").EnumerateArray().ToList();
        Assert.Equal(
            [Village, "620422101001"], places.Select(place => place.GetProperty("id").GetString()).Order());
        Assert.All(places, place => Assert.NotEmpty(place.GetProperty("why").GetString()!));
    }

    async Task<JsonElement?> Waiting(CaseRegistered of)
    {
        var page = await routing.Dispatcher.GetFromJsonAsync<JsonElement>("/undecided?limit=200");
        foreach (var row in page.GetProperty("items").EnumerateArray())
        {
            if (row.GetProperty("caseNumber").GetString() == of.Head.CaseNumber.Value)
                return row;
        }
        return null;
    }
}
