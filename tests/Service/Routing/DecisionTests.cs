using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using static Dispatch.Tests.Service.Routing.RoutingFixture;

namespace Dispatch.Tests.Service.Routing;

/// <summary>Recusal, copies and the dry run, as callers and other services see them.</summary>
[Collection("routing")]
public sealed class DecisionTests(RoutingFixture routing)
{
    [Fact]
    public async Task The_unit_complained_of_neither_gets_the_case_nor_sees_it()
    {
        var registered = Case("自来水公司停水也不通知", "010101", CaseKind.Dispute) with
        {
            Against = new("620422-water"),
        };
        await routing.Broker.Publish(registered);
        var undecided = await routing.Heard.Next<CaseUndecided>(e => e.Head.CaseId == registered.Head.CaseId);
        Assert.Equal("recused", undecided.Reasons[^2].Code);
        Assert.Equal("620422-water", undecided.Recused!.Against.Value);

        var path = $"/undecided/{registered.Head.CaseNumber}/dispatch";
        await Refused(routing.Dispatcher, path, new { lead = "620422-water", grounds = "还是由他们办理" },
            HttpStatusCode.UnprocessableEntity, "recused");
        await Refused(
            routing.Dispatcher, path,
            new { lead = "620422-urban", assisting = new[] { "620422-water" }, grounds = "由城管办理" },
            HttpStatusCode.UnprocessableEntity, "recused");
        await Done(routing.Dispatcher, path, new { lead = "620422-urban", grounds = "由城管办理" });
        var dispatched = await routing.Heard.Next<CaseDispatched>(e => e.Head.CaseId == registered.Head.CaseId);
        using var water = routing.Handler(new("620422-water"));
        await ProblemDocument.Expect(await water.GetAsync($"/tickets/{dispatched.Lead.Id}"), HttpStatusCode.NotFound,
            "ticket_not_found");
        var list = await water.GetFromJsonAsync<JsonElement>($"/tickets?case={registered.Head.CaseNumber}");
        Assert.Empty(list.GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task When_a_township_leads_the_organisation_above_it_gets_a_copy()
    {
        var dispatched = await routing.Dispatch("门口垃圾没人清运");
        Assert.Equal("620422100-gov", dispatched.Lead.Organisation.Value);
        Assert.Equal("620422-centre", Assert.Single(dispatched.Copies!).Id.Value);
        Assert.Null((await routing.Dispatch("小区停水")).Copies);
    }

    [Fact]
    public async Task Explain_shows_what_was_considered_and_stores_nothing()
    {
        var before = await routing.Routing.Database.One<long>("select count(*) from routed_case");
        using var answer = await routing.Dispatcher.PostAsJsonAsync("/explain", new
        {
            text = "停水了没人管", matter = "010101", kind = "complaint", against = "620422-water",
            place = new { grid = Village, address = "南关社区" },
        });
        var record = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.False(record.GetProperty("decided").GetBoolean());
        var duty = record.GetProperty("considered").EnumerateArray().Single();
        Assert.Equal(("duty", false), (duty.GetProperty("rule").GetString(), duty.GetProperty("won").GetBoolean()));
        Assert.Contains("回避", duty.GetProperty("why").GetString()!, StringComparison.Ordinal);
        Assert.Equal(before, await routing.Routing.Database.One<long>("select count(*) from routed_case"));
    }
}
