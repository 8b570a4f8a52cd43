using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using static Dispatch.Tests.Service.Routing.RoutingFixture;

namespace Dispatch.Tests.Service.Routing;

[Collection("routing")]
public sealed class FindPlacesTests(RoutingFixture routing)
{
    static string Ask(string address) => "/places/candidates?address=" + Uri.EscapeDataString(address);

    [Fact]
    public async Task An_operator_sees_which_village_an_address_means_and_why()
    {
        var found = await routing.Routing.Client(Roles.Operator, "620422-centre")
            .GetFromJsonAsync<JsonElement>(Ask("会宁县会师镇南关社区3号楼"));
        var decided = found.GetProperty("decided");
        Assert.Equal((Village, "会师镇南关社区"),
            (decided.GetProperty("jurisdiction").GetString(), decided.GetProperty("name").GetString()));
        Assert.Equal("place_named", decided.GetProperty("reasons")[0].GetProperty("code").GetString());
        Assert.Equal(Village, found.GetProperty("candidates")[0].GetProperty("jurisdiction").GetString());
    }

    [Fact]
    public async Task Nobody_is_shown_places_of_another_jurisdiction()
    {
        var found = await routing.Routing.Client(Roles.Operator, "620423-centre", "620423")
            .GetFromJsonAsync<JsonElement>(Ask("会宁县会师镇南关社区3号楼"));
        Assert.Equal(0, found.GetProperty("candidates").GetArrayLength());
    }

    [Fact]
    public async Task Half_a_position_or_one_off_the_globe_is_refused()
    {
        using var answer = await routing.Dispatcher.GetAsync("/places/candidates?latitude=35.7");
        await ProblemDocument.Expect(answer, HttpStatusCode.UnprocessableEntity, "position_incomplete");
        using var beyond = await routing.Dispatcher.GetAsync("/places/candidates?latitude=95&longitude=105");
        await ProblemDocument.Expect(beyond, HttpStatusCode.BadRequest, "invalid_request");
    }

    [Fact]
    public async Task A_case_registered_for_the_county_goes_to_the_village_that_its_address_means()
    {
        var registered = Case("小区停水");
        registered = registered with { Place = new(new("620422"), "会师镇南关社区3号楼", null, null) };
        await routing.Broker.Publish(registered);
        var dispatched = await routing.Heard.Next<CaseDispatched>(e => e.Head.CaseId == registered.Head.CaseId);
        Assert.Equal(Village, dispatched.Place.Jurisdiction.Value);
        Assert.Contains(dispatched.Reasons, r => r.Code == "place_by_address");
    }

    [Fact]
    public async Task Explain_shows_the_place_that_it_found()
    {
        using var answer = await routing.Dispatcher.PostAsJsonAsync("/explain", new
        {
            text = "小区停水两天了", place = new { address = "会师镇南关社区3号楼", grid = "620422" },
        });
        var shown = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(Village, shown.GetProperty("asked").GetProperty("place").GetString());
    }
}
