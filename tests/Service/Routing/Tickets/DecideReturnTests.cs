using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using static Dispatch.Tests.Service.Routing.RoutingFixture;

namespace Dispatch.Tests.Service.Routing.Tickets;

/// <summary>Rulings on returns: what they bind, what becomes a precedent, and that nothing bounces.</summary>
[Collection("routing")]
public sealed class DecideReturnTests(RoutingFixture routing)
{
    [Theory]
    [InlineData("duty_missing", null, "依据", "620422-urban")]
    [InlineData("unknown_matter", "0101", "依据", "620422-urban")]
    [InlineData("basis_missing", "010102", null, "620422-urban")]
    [InlineData("suggestion_missing", "010102", "依据", null)]
    [InlineData("suggests_itself", "010102", "依据", "620422-water")]
    [InlineData("unknown_organisation", "010102", "依据", "nobody")]
    public async Task A_return_says_whose_duty_it_is_by_which_rule_and_who_should_have_it(
        string code, string? duty, string? basis, string? suggested)
    {
        var lead = (await routing.Dispatch("小区停水")).Lead;
        await Refused(
            routing.Handler(lead.Organisation), $"/tickets/{lead.Id}/return",
            new { reason = "notOurDuty", explanation = "该路段由其他单位管养，不属本单位职责", duty, basis, suggested },
            HttpStatusCode.UnprocessableEntity, code);
    }

    [Fact]
    public async Task What_cannot_be_understood_is_returned_without_naming_an_owner()
    {
        var lead = (await routing.Dispatch("小区停水")).Lead;
        await Done(routing.Handler(lead.Organisation), $"/tickets/{lead.Id}/return",
            new { reason = "unclear", explanation = "诉求没有写明小区名称和联系方式" });
        var asked = await routing.Heard.Next<ReturnAsked>(e => e.TicketId == lead.Id);
        Assert.Equal(("620422-centre", null), (asked.Centre?.Value, asked.Suggested));
    }

    [Fact]
    public async Task The_window_of_the_jurisdiction_closes_the_return()
    {
        var dispatched = await routing.Dispatch("小区停水");
        var (lead, until) = (dispatched.Lead, DateTimeOffset.UtcNow.AddSeconds(-1));
        await routing.Broker.Publish(new ClocksStarted(About(dispatched, 1), [], [], new(lead.Id, until, 5)));
        await Eventually.Be(
            async () => await routing.Routing.Database.One<bool>(
                "select return_until is not null from ticket where id = @Id", new { lead.Id }), "the window is known");
        await Refused(routing.Handler(lead.Organisation), $"/tickets/{lead.Id}/return", Return,
            HttpStatusCode.Conflict, "return_window_closed");
    }

    [Fact]
    public async Task An_upheld_return_binds_the_next_and_a_second_return_is_refused_for_ever()
    {
        var dispatched = await routing.Dispatch("小区停水");
        var ruled = await routing.Rule(dispatched.Lead, upheld: true);
        var next = await routing.Heard.Next<CaseDispatched>(e => e.Replaces == dispatched.Lead.Id);
        Assert.Equal(("620422-urban", 2, "010102"),
            (next.Lead.Organisation.Value, next.Hop, next.Matter?.Value));
        Assert.Equal(["ruling", "ruled_duty"], next.Reasons.Select(r => r.Code));
        using var handler = routing.Handler(next.Lead.Organisation);
        await Refused(handler, $"/tickets/{next.Lead.Id}/return", Return, HttpStatusCode.Conflict, "ticket_bound");

        var kept = await routing.Precedents(dispatched.Head.CaseNumber);
        var one = Assert.Single(kept).GetProperty("precedent");
        Assert.Equal((ruled.Precedent.ToString(), "010102", "620422-urban", "620422-water", "620422"), (
            one.GetProperty("id").GetString(), one.GetProperty("matter").GetString(),
            one.GetProperty("organisation").GetString(), one.GetProperty("from").GetString(),
            one.GetProperty("jurisdiction").GetString()));
    }

    [Fact]
    public async Task Whoever_assisted_and_is_ruled_the_lead_has_one_ticket_left()
    {
        var dispatched = await routing.Dispatch("小区停水");
        var assisting = Assert.Single(dispatched.Assisting);
        Assert.Equal("620422-urban", assisting.Organisation.Value);
        await routing.Rule(dispatched.Lead, upheld: true);
        var next = await routing.Heard.Next<CaseDispatched>(e => e.Replaces == dispatched.Lead.Id);
        Assert.Equal(assisting.Organisation, next.Lead.Organisation);
        Assert.Equal("assistant_leads", (await routing.Heard.Next<TicketClosed>(e => e.TicketId == assisting.Id))
            .Reasons[0].Code);
        Assert.Equal(next.Lead.Id.Value, await routing.Routing.Database.One<Guid>(
            "select id from ticket where case_id = @CaseId and status not in ('returned', 'closed')",
            new { dispatched.Head.CaseId }));
    }

    [Fact]
    public async Task A_rejected_return_binds_the_ticket_claims_it_and_is_a_precedent_too()
    {
        var dispatched = await routing.Dispatch("小区停水");
        var lead = dispatched.Lead;
        await routing.Rule(lead, upheld: false);
        Assert.Equal("claimed_by_ruling", (await routing.Heard.Next<TicketClaimed>(e => e.TicketId == lead.Id))
            .Reasons[0].Code);
        await Refused(routing.Handler(lead.Organisation), $"/tickets/{lead.Id}/return", Return,
            HttpStatusCode.Conflict, "ticket_bound");
        var one = Assert.Single(await routing.Precedents(dispatched.Head.CaseNumber)).GetProperty("precedent");
        Assert.Equal(("010101", "620422-water", false), (one.GetProperty("matter").GetString(),
            one.GetProperty("organisation").GetString(), one.GetProperty("upheld").GetBoolean()));
    }

    [Fact]
    public async Task Ten_arbiters_at_once_make_one_ruling_and_one_precedent()
    {
        var dispatched = await routing.Dispatch("小区停水");
        await Done(routing.Handler(dispatched.Lead.Organisation), $"/tickets/{dispatched.Lead.Id}/return", Return);
        var path = $"/returns/{await routing.Waiting(dispatched.Lead.Id)}/ruling";
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => routing.Arbiter("arbiter-" + i)
            .PostAsJsonAsync(path, new
            {
                upheld = i % 2 == 0, to = i % 2 == 0 ? "620422-urban" : null, duty = i % 2 == 0 ? "010102" : null,
                grounds = $"第{i}位裁定员的裁定",
            })));
        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.NoContent);
        foreach (var answer in answers.Where(a => a.StatusCode != HttpStatusCode.NoContent))
            await ProblemDocument.Expect(answer, HttpStatusCode.Conflict, "already_ruled");
        Assert.Single(await routing.Precedents(dispatched.Head.CaseNumber));
        Assert.Equal(1, await routing.Routing.Database.One<long>(
            "select count(*) from ticket where case_id = @CaseId and role = 'lead' and status not in ('returned')",
            new { dispatched.Head.CaseId }));
    }

    [Fact]
    public async Task The_arbiter_sees_both_sides_the_duties_and_the_precedents_on_the_matter()
    {
        await routing.Rule((await routing.Dispatch("小区停水")).Lead, upheld: true);
        var lead = (await routing.Dispatch("小区停水")).Lead;
        await Done(routing.Handler(lead.Organisation), $"/tickets/{lead.Id}/return", Return);
        var seen = await routing.Arbiter().GetFromJsonAsync<JsonElement>("/returns/" + await routing.Waiting(lead.Id));
        Assert.Equal("占道经营", seen.GetProperty("return").GetProperty("dutyName").GetString());
        Assert.NotEmpty(seen.GetProperty("dispatched").EnumerateArray());
        Assert.Equal(3, seen.GetProperty("duties").GetArrayLength());
        Assert.Contains(seen.GetProperty("precedents").EnumerateArray(),
            p => p.GetProperty("organisationName").GetString() == "会宁县urban" && p.GetProperty("inForce").GetBoolean());
        using var elsewhere = routing.Routing.Client(Roles.Arbiter, "530326-centre", "530326");
        await ProblemDocument.Expect(await elsewhere.GetAsync("/returns/" + ReturnId.New()), HttpStatusCode.NotFound,
            "return_not_found");
    }

    [Fact]
    public async Task A_precedent_is_withdrawn_once_with_a_reason_and_decides_no_more()
    {
        var dispatched = await routing.Dispatch("小区停水");
        var id = (await routing.Rule(dispatched.Lead, upheld: true)).Precedent;
        var path = $"/precedents/{id}/withdrawal";
        await Refused(routing.Routing.Client(Roles.Arbiter, "530326-centre", "530326"), path,
            new { why = "职责已经调整" }, HttpStatusCode.NotFound, "precedent_not_found");
        await Refused(routing.Dispatcher, path, new { why = "职责已经调整" }, HttpStatusCode.Forbidden,
            "role_not_allowed");
        await Done(routing.Arbiter(), path, new { why = "职责已经调整" });
        await Refused(routing.Arbiter(), path, new { why = "职责已经调整" }, HttpStatusCode.Conflict,
            "already_withdrawn");
        Assert.Empty(await routing.Precedents(dispatched.Head.CaseNumber, live: true));
        Assert.Single(await routing.Precedents(dispatched.Head.CaseNumber));
    }
}
