using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using static Dispatch.Tests.Service.Routing.RoutingFixture;

namespace Dispatch.Tests.Service.Routing;

public sealed class RoutingTests(RoutingFixture routing) : IClassFixture<RoutingFixture>
{
    [Fact]
    public async Task An_undecided_case_is_held_by_the_centre_until_it_decides()
    {
        var registered = Case("有人既摆摊又害得小区停水");
        await routing.Broker.Publish(registered);
        var undecided = await routing.Heard.Next<CaseUndecided>(e => e.Head.CaseId == registered.Head.CaseId);
        Assert.Equal(("620422-centre", "ambiguous"), (undecided.Holder.Value, undecided.Reasons[0].Code));

        var page = await routing.Dispatcher.GetFromJsonAsync<JsonElement>("/undecided?limit=200");
        var item = page.GetProperty("items").EnumerateArray()
            .Single(i => i.GetProperty("caseNumber").GetString() == registered.Head.CaseNumber.Value);
        Assert.Equal(2, item.GetProperty("suggestions").GetArrayLength());

        var path = $"/undecided/{registered.Head.CaseNumber}/dispatch";
        await Refused(
            routing.Dispatcher, path, new { lead = "nobody", grounds = "人工判断如此" }, HttpStatusCode.UnprocessableEntity,
            "unknown_organisation");
        await Done(routing.Dispatcher, path, new
        {
            lead = "620422-urban", assisting = new[] { "620422-water" },
            grounds = "人工判断如此"
        });
        var dispatched = await routing.Heard.Next<CaseDispatched>(e => e.Head.CaseId == registered.Head.CaseId);
        Assert.Equal(("620422-urban", 2, "centre_decision"), (
            dispatched.Lead.Organisation.Value, dispatched.Head.Version, dispatched.Reasons[0].Code));
        await Refused(
            routing.Dispatcher, path, new { lead = "620422-urban", grounds = "人工判断如此" }, HttpStatusCode.Conflict,
            "already_dispatched");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_dispute_goes_to_mediation_and_comes_back_agreed_or_to_those_whose_duty_it_is(bool agreed)
    {
        var dispatched = await routing.Dispatch("老板欠工钱不给", "010103", CaseKind.Dispute);
        var routed = await routing.Heard.Next<CaseRoutedToMediation>(e => e.Head.CaseId == dispatched.Head.CaseId);
        Assert.Equal((dispatched.Lead.Id, "620422100-mediation", 2),
            (routed.TicketId, routed.Organisation.Value, routed.Head.Version));

        await routing.Broker.Publish(new MediationEnded(
            About(dispatched, 1), FileId.New(), routed.TicketId, agreed, agreed ? "双方已达成协议。" : "调解不成。",
            [new("paths", "可依法起诉。")]));
        if (agreed)
        {
            var audited = await routing.Heard.Next<ReplyAudited>(e => e.TicketId == routed.TicketId);
            Assert.Equal((true, 5, "closed"), (audited.Passed, audited.Head.Version,
                await routing.Status(routed.TicketId)));
            return;
        }
        var next = await routing.Heard.Next<CaseDispatched>(e => e.Replaces == routed.TicketId);
        Assert.Equal(("620422-labour", CaseKind.Request, 1), (next.Lead.Organisation.Value, next.Kind, next.Hop));
        Assert.Equal("returned", await routing.Status(routed.TicketId));
    }

    [Fact]
    public async Task The_mediators_are_told_who_is_recused()
    {
        var registered = Case("老板欠工钱不给", "010103", CaseKind.Dispute) with { Against = new("620422-water") };
        await routing.Broker.Publish(registered);
        var routed = await routing.Heard.Next<CaseRoutedToMediation>(e => e.Head.CaseId == registered.Head.CaseId);
        Assert.Equal("620422-water", routed.Recused!.Against.Value);
    }

    [Fact]
    public async Task A_reopening_that_comes_before_the_case_waits_for_it()
    {
        var registered = Case("小区停水");
        await routing.Broker.Publish(new CaseReopened(About(registered, 2), 1, []));
        await routing.Broker.Publish(registered);
        var reopened = await routing.Heard.Next<TicketReopened>(e => e.Head.CaseId == registered.Head.CaseId);
        Assert.Equal(2, reopened.Head.Version);
    }

    [Fact]
    public async Task A_list_with_a_fault_is_refused_by_row_and_field_and_nothing_changes()
    {
        object[] faulty = [.. Catalogue.Duties, new { matter = "010102", owner = "nobody", role = "assisting" }];
        var problem = await ProblemDocument.Expect(
            await routing.Replace("duties", faulty), HttpStatusCode.UnprocessableEntity, "unknown_reference");
        Assert.Contains("items[7].owner", problem.Errors.Keys);
        await ProblemDocument.Expect(
            await routing.Replace("duties", Catalogue.Duties[1..]), HttpStatusCode.UnprocessableEntity, "lead_missing");
        var page = await routing.Dispatcher.GetFromJsonAsync<JsonElement>("/duties?limit=2000");
        Assert.Equal(Catalogue.Duties.Length, page.GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task A_list_with_a_later_day_of_effect_is_kept_but_not_yet_in_force()
    {
        object[] fewer = [.. Catalogue.Duties.Where((_, index) => index != 1)];
        using var answer = await routing.Replace("duties", fewer, "2099-01-01");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Single((await routing.Dispatch("小区停水")).Assisting);
        await ProblemDocument.Expect(
            await routing.Replace("duties", Catalogue.Duties), HttpStatusCode.UnprocessableEntity,
            "later_version_waits");
    }

    [Fact]
    public async Task Explain_shows_who_would_get_a_case_and_stores_nothing()
    {
        using var answer = await routing.Dispatcher.PostAsJsonAsync(
            "/explain", new { text = "小区停水两天了", place = new { grid = Village } });
        var shown = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(("620422-water", true), (shown.GetProperty("lead").GetString(),
            shown.GetProperty("decided").GetBoolean()));
        Assert.Equal("010101", shown.GetProperty("considered")[0].GetProperty("matter").GetString());
        Assert.Equal(0, await routing.Routing.Database.One<long>(
            "select count(*) from routed_case where text = '小区停水两天了'"));
    }

    [Fact]
    public async Task The_ledger_counts_the_open_cases_and_their_open_tickets()
    {
        var dispatched = await routing.Dispatch("小区停水");
        var slice = dispatched.Head.CaseId.ToString()[^2..];
        var entries = await routing.Dispatcher.GetFromJsonAsync<JsonElement>("/ledger/" + slice);
        var entry = entries.EnumerateArray().Single(e =>
            e.GetProperty("caseId").GetString() == dispatched.Head.CaseId.ToString());
        Assert.Equal("620422-water", entry.GetProperty("holder").GetString());
        await routing.Broker.Publish(new CaseArchived(About(dispatched, 2), []));
        await Eventually.Be(
            async () => !(await routing.Dispatcher.GetStringAsync("/ledger/" + slice))
                .Contains(dispatched.Head.CaseId.ToString(), StringComparison.Ordinal),
            "the archived case has left the ledger");
    }
}
