using System.Net;
using System.Net.Http.Json;
using static Dispatch.Tests.Service.Routing.RoutingFixture;

namespace Dispatch.Tests.Service.Routing.Tickets;

/// <summary>
/// Each "no" of a ticket's life that no other test has met, over HTTP: its status, its code, and nothing done.
/// </summary>
[Collection("routing")]
public sealed class TicketRefusalTests(RoutingFixture routing)
{
    const HttpStatusCode Invalid = HttpStatusCode.UnprocessableEntity, Conflict = HttpStatusCode.Conflict,
        Missing = HttpStatusCode.NotFound;

    [Fact]
    public async Task Each_state_of_the_lead_refuses_what_it_is_not_ready_for_and_an_assistant_what_is_the_leads()
    {
        var dispatched = await routing.Dispatch("小区停水");
        using var handler = routing.Handler(dispatched.Lead.Organisation);
        var path = $"/tickets/{dispatched.Lead.Id}";
        await Refused(handler, path + "/reply", Answer, Conflict, "ticket_not_claimed");
        await Refused(routing.Dispatcher, path + "/audit", new { passed = true }, Conflict, "nothing_to_audit");
        await Refused(handler, path + "/stage-report", new { report = "已派员到场，正在抢修管道" }, Conflict, "ticket_not_in_hand");
        await Refused(handler, path + "/assistance",
            new { organisations = new[] { "620422-labour" }, reason = "请配合施工" }, Conflict, "ticket_not_in_hand");
        await Done(handler, path + "/claim", new { });
        await Refused(handler, path + "/claim", new { }, Conflict, "ticket_not_claimable");
        await Done(handler, path + "/return", Return);
        await Refused(handler, path + "/return", Return, Conflict, "ticket_not_returnable");
        await Refused(handler, path + "/contact", new { note = "已电话联系诉求人" }, Conflict, "ticket_not_in_hand");
        await Refused(handler, path + "/reply", Answer, Conflict, "ticket_not_claimed");

        var assisting = dispatched.Assisting[0];
        var (helper, helps) = (routing.Handler(assisting.Organisation), $"/tickets/{assisting.Id}");
        await Refused(helper, helps + "/return", Return, Conflict, "ticket_not_returnable");
        await Done(helper, helps + "/claim", new { });
        await Refused(helper, helps + "/assistance",
            new { organisations = new[] { "620422-labour" }, reason = "请配合施工" }, Conflict, "only_the_lead");
        await Done(helper, helps + "/reply", Answer);
        await Refused(routing.Dispatcher, helps + "/audit", new { passed = true }, Conflict, "nothing_to_audit");
        await Refused(helper, helps + "/transfer", new { officer = "urban-2", officerName = "李四" }, Conflict,
            "ticket_not_in_hand");
    }

    [Fact]
    public async Task A_contact_lies_between_the_dispatch_and_now()
    {
        var lead = (await routing.Dispatch("小区停水")).Lead;
        using var handler = routing.Handler(lead.Organisation);
        foreach (var (minutes, code) in new[] { (10, "contact_in_future"), (-60, "contact_before_dispatch") })
            await Refused(handler, $"/tickets/{lead.Id}/contact",
                new { note = "已电话联系诉求人", contactedAt = DateTimeOffset.UtcNow.AddMinutes(minutes) }, Invalid, code);
    }

    [Theory]
    [InlineData("to_missing", null, null, null)]
    [InlineData("same_organisation", "620422-water", null, null)]
    [InlineData("unknown_organisation", "nobody", null, null)]
    [InlineData("shield", "620422100-gov", "010105", null)]
    [InlineData("unknown_matter", "620422-urban", "0101", null)]
    [InlineData("recused", "620422-labour", null, null)]
    [InlineData("valid_until_in_past", "620422-urban", null, "2026-01-01T00:00:00Z")]
    public async Task A_ruling_that_cannot_stand_is_refused_and_the_return_goes_on_waiting(
        string code, string? to, string? duty, string? validUntil)
    {
        var registered = Case("小区停水", "010101") with { Against = new("620422-labour") };
        await routing.Broker.Publish(registered);
        var lead = (await routing.Heard.Next<CaseDispatched>(e => e.Head.CaseId == registered.Head.CaseId)).Lead;
        await Done(routing.Handler(lead.Organisation), $"/tickets/{lead.Id}/return", Return);
        var path = $"/returns/{await routing.Waiting(lead.Id)}/ruling";
        await Refused(
            routing.Arbiter(), path, new { upheld = true, to, duty, validUntil, grounds = "确属其他单位职责" }, Invalid, code);
        Assert.Equal("returnAsked", await routing.Status(lead.Id));
        await Done(routing.Arbiter(), path, new { upheld = false, grounds = "管网属供水单位" });
    }

    [Theory]
    [InlineData("same_organisation", "620422-urban", null, null)]
    [InlineData("unknown_organisation", "nobody", null, null)]
    [InlineData("shield", "620422100-gov", "010105", null)]
    [InlineData("valid_until_in_past", "620422-labour", null, "2026-01-01T00:00:00Z")]
    public async Task A_decision_on_an_objection_that_cannot_stand_is_refused_and_it_goes_on_waiting(
        string code, string? to, string? duty, string? validUntil)
    {
        var first = await routing.Dispatch("小区停水");
        await routing.Rule(first.Lead, upheld: true);
        var ticket = (await routing.Heard.Next<CaseDispatched>(e => e.Replaces == first.Lead.Id)).Lead;
        var path = $"/tickets/{ticket.Id}/objection";
        using var handler = routing.Handler(ticket.Organisation);
        object Objection(string? suggested, string basis = "《城市管理办法》第五条") =>
            new { explanation = "裁定所引条款不适用于本单位，请予复核", duty = "010102", basis, suggested };
        await Refused(handler, path, Objection("620422-urban"), Invalid, "suggests_itself");
        await Refused(handler, path, Objection("620422-labour", " "), Invalid, "basis_missing");
        await Done(handler, path, Objection("620422-labour"));
        var raised = await routing.Heard.Next<ObjectionRaised>(e => e.TicketId == ticket.Id);
        using var director = routing.Routing.Client(Roles.Director, "620422-centre", account: "director-1");
        await Refused(
            director, $"/objections/{raised.ObjectionId}/ruling",
            new { upheld = true, to, duty, validUntil, grounds = "复核后认为不当" }, Invalid, code);
        Assert.Equal("dispatched", await routing.Status(ticket.Id));
    }

    [Fact]
    public async Task No_arbiter_or_director_finds_what_lies_in_another_jurisdiction()
    {
        var grounds = "超出本辖区的决定";
        using var arbiter = routing.Routing.Client(Roles.Arbiter, "530326-centre", "530326");
        using var director = routing.Routing.Client(Roles.Director, "530326-centre", "530326");
        var dispatched = await routing.Dispatch("小区停水");
        await Done(routing.Handler(dispatched.Lead.Organisation), $"/tickets/{dispatched.Lead.Id}/return", Return);
        await Refused(
            arbiter, $"/returns/{await routing.Waiting(dispatched.Lead.Id)}/ruling", new { upheld = false, grounds },
            Missing, "return_not_found");
        await Refused(director, $"/objections/{ObjectionId.New()}/ruling", new { upheld = false, grounds }, Missing,
            "objection_not_found");
        await Refused(director, $"/applications/{TicketApplicationId.New()}/ruling", new { granted = true, grounds },
            Missing, "application_not_found");
        await Refused(director, $"/suspensions/{TicketApplicationId.New()}/end", new { note = grounds }, Missing,
            "suspension_not_found");
        await Refused(
            director, $"/tickets/{dispatched.Lead.Id}/audit", new { passed = true }, Missing, "ticket_not_found");
        await Refused(
            director, $"/undecided/{dispatched.Head.CaseNumber}/dispatch", new { lead = "620422-urban", grounds },
            Missing, "case_not_found");
    }

    [Fact]
    public async Task A_dispatch_by_hand_that_cannot_stand_leaves_the_case_with_the_centre()
    {
        var registered = Case("有人既摆摊又害得小区停水");
        await routing.Broker.Publish(registered);
        await routing.Heard.Next<CaseUndecided>(e => e.Head.CaseId == registered.Head.CaseId);
        var path = $"/undecided/{registered.Head.CaseNumber}/dispatch";
        foreach (var (lead, assisting, matter, code) in new[]
        {
            ("620422-urban", "620422-urban", "010102", "lead_also_assists"),
            ("620422-urban", "nobody", "010102", "unknown_organisation"),
            ("620422-urban", "620422-water", "0101", "unknown_matter"),
            ("620422100-gov", "620422-water", "010105", "shield"),
        })
            await Refused(routing.Dispatcher, path,
                new { lead, assisting = new[] { assisting }, matter, grounds = "人工判断如此" }, Invalid, code);
        Assert.Equal("620422-centre", await routing.Routing.Database.One<string>(
            "select holder from routed_case where case_id = @CaseId and undecided", new { registered.Head.CaseId }));
        await routing.Broker.Publish(new CaseArchived(About(registered, 2), []));
        await Eventually.Be(async () => !await routing.Routing.Database.One<bool>(
            "select open from routed_case where case_id = @CaseId", new { registered.Head.CaseId }), "it has ended");
        await Refused(routing.Dispatcher, path, new { lead = "620422-urban", grounds = "人工判断如此" }, Conflict,
            "already_dispatched");
    }
}
