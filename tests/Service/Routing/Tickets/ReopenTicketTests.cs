using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using static Dispatch.Tests.Service.Routing.RoutingFixture;

namespace Dispatch.Tests.Service.Routing.Tickets;

/// <summary>
/// A case that was reopened is handled, shown and asked for anew; what belongs to an earlier round is over.
/// </summary>
[Collection("routing")]
public sealed class ReopenTicketTests(RoutingFixture routing)
{
    const HttpStatusCode Conflict = HttpStatusCode.Conflict;

    static readonly object Bare = new { outcome = "solved", publicAnswer = "已抢修完毕并恢复供水。", measures = "更换破损管道三米" };

    static readonly object Suspension = new
    {
        reason = "管网改造列入明年计划", plan = "明年三月开工，五月完工后恢复供水", reviewAt = DateTimeOffset.UtcNow.AddDays(30),
    };

    static async Task Attach(HttpClient by, string path)
    {
        using var body = new ByteArrayContent([0xff, 0xd8, 0xff, 0xe0, 0, 0x10, 0x4a, 0x46, 0x49, 0x46]);
        body.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        (await by.PostAsync(path + "/evidence?name=a.jpg", body)).EnsureSuccessStatusCode();
    }

    async Task<string> Request(TicketId ticket) => "/applications/" + (await routing.Dispatcher
        .GetFromJsonAsync<JsonElement>("/applications?limit=200")).GetProperty("items").EnumerateArray()
        .Single(r => r.GetProperty("ticketId").GetString() == ticket.ToString())
        .GetProperty("id").GetString() + "/ruling";

    async Task PassAndReopen(CaseDispatched dispatched, TicketId lead, int version = 2)
    {
        await Done(routing.Dispatcher, $"/tickets/{lead}/audit", new { passed = true });
        await Reopen(dispatched, lead, version);
    }

    async Task Reopen(CaseDispatched dispatched, TicketId lead, int version = 2)
    {
        await routing.Broker.Publish(
            new CaseReopened(About(dispatched, version), version, [new("not_solved", "回访称未解决。")]));
        await routing.Heard.Next<TicketReopened>(e => e.TicketId == lead && e.Round == version);
    }

    [Fact]
    public async Task A_reply_needs_a_contact_and_a_photograph_of_its_own_round()
    {
        var dispatched = await routing.Dispatch("小区停水");
        var lead = dispatched.Lead;
        var (handler, path) = (routing.Handler(lead.Organisation), $"/tickets/{lead.Id}");
        await Done(handler, path + "/claim", new { });
        for (var n = 0; n < 9; n++)
            await Attach(handler, path);
        var spoken = DateTimeOffset.UtcNow;
        await Done(handler, path + "/contact", new { note = "已电话联系诉求人" });
        await Done(handler, path + "/reply", Bare);
        await PassAndReopen(dispatched, lead.Id);

        var problem = await ProblemDocument.Expect(
            await handler.PostAsJsonAsync(path + "/reply", Bare), HttpStatusCode.UnprocessableEntity,
            "reply_incomplete");
        Assert.Equal(["contact", "evidence"], problem.Errors.Keys.Order());
        await Refused(handler, path + "/contact", new { note = "补录此前的联系", contactedAt = spoken },
            HttpStatusCode.UnprocessableEntity, "contact_before_reopening");
        var work = (await handler.GetFromJsonAsync<JsonElement>(path)).GetProperty("work");
        Assert.True(work.GetProperty("since").GetDateTimeOffset() > spoken);
        await Done(handler, path + "/contact", new { note = "重办后再次电话联系" });
        await Attach(handler, path);
        await Done(handler, path + "/reply", Bare);
    }

    [Fact]
    public async Task Attempts_of_an_earlier_round_do_not_count_as_a_contact_in_the_next()
    {
        var dispatched = await routing.Dispatch("小区停水");
        var lead = dispatched.Lead;
        var (handler, path) = (routing.Handler(lead.Organisation), $"/tickets/{lead.Id}");
        await Done(handler, path + "/claim", new { });
        await routing.Routing.Database.Execute(
            "update ticket set dispatched_at = now() - interval '5 hours' where id = @Id", new { lead.Id });
        foreach (var minutes in new[] { 200, 160, 60 })
            await Done(handler, path + "/contact",
                new { note = "电话无人接听", reached = false, contactedAt = DateTimeOffset.UtcNow.AddMinutes(-minutes) });
        await Done(handler, path + "/reply", Answer);
        await PassAndReopen(dispatched, lead.Id);
        await Done(handler, path + "/contact", new { note = "电话无人接听", reached = false });
        await Eventually.Be(
            () => Task.FromResult(routing.Heard.All<ContactAttempted>().Count(e => e.TicketId == lead.Id) == 4),
            "four attempts are heard");
        Assert.Equal((1, false), routing.Heard.All<ContactAttempted>().Where(e => e.TicketId == lead.Id)
            .Select(e => (e.Attempt, e.Enough)).Last());
        var problem = await ProblemDocument.Expect(
            await handler.PostAsJsonAsync(path + "/reply", Answer), HttpStatusCode.UnprocessableEntity,
            "reply_incomplete");
        Assert.Equal(["contact"], problem.Errors.Keys);
    }

    [Fact]
    public async Task What_was_asked_for_before_the_reply_is_granted_to_nobody_in_the_next_round()
    {
        var dispatched = await routing.Dispatch("小区停水");
        var lead = dispatched.Lead;
        var (handler, path) = (routing.Handler(lead.Organisation), $"/tickets/{lead.Id}");
        await Done(handler, path + "/claim", new { });
        await Done(handler, path + "/suspension", Suspension);
        var stale = await Request(lead.Id);
        await Done(handler, path + "/contact", new { note = "已电话联系诉求人" });
        await Done(handler, path + "/reply", Answer);
        await PassAndReopen(dispatched, lead.Id);
        await Refused(routing.Dispatcher, stale, new { granted = true, grounds = "计划可行" }, Conflict,
            "application_overtaken");
        await Done(handler, path + "/suspension", Suspension);
        Assert.NotEqual(stale, await Request(lead.Id));
    }

    [Fact]
    public async Task Whoever_has_replied_as_ruled_objects_no_more_also_when_the_case_comes_back()
    {
        var first = await routing.Dispatch("小区停水");
        await routing.Rule(first.Lead, upheld: true);
        var ticket = (await routing.Heard.Next<CaseDispatched>(e => e.Replaces == first.Lead.Id)).Lead;
        using var handler = routing.Handler(ticket.Organisation);
        var objection = new
        {
            explanation = "裁定所引条款不适用于本单位，请予复核", duty = "010102", basis = "《城市管理办法》第五条", suggested = "620422-labour",
        };
        await Done(handler, $"/tickets/{ticket.Id}/objection", objection);
        var raised = (await routing.Heard.Next<ObjectionRaised>(e => e.TicketId == ticket.Id)).ObjectionId;
        await routing.Reply(ticket);
        await PassAndReopen(first, ticket.Id);
        using var director = routing.Routing.Client(Roles.Director, "620422-centre", account: "director-1");
        var path = $"/objections/{raised}/ruling";
        await Refused(director, path, new { upheld = true, to = "620422-labour", grounds = "复核后认为不当" }, Conflict,
            "objection_overtaken");
        await Done(director, path, new { upheld = false, grounds = "已按裁定办理回复" });
        await Refused(handler, $"/tickets/{ticket.Id}/objection", objection, Conflict, "ruling_accepted");
        await Refused(handler, $"/tickets/{ticket.Id}/return", Return, Conflict, "ticket_bound");
    }

    [Fact]
    public async Task An_assistant_that_has_reported_is_asked_once_more_in_the_next_round()
    {
        var dispatched = await routing.Dispatch("小区停水");
        var lead = dispatched.Lead;
        var (handler, path) = (routing.Handler(lead.Organisation), $"/tickets/{lead.Id}");
        var helps = dispatched.Assisting[0];
        using var helper = routing.Handler(helps.Organisation);
        await Done(helper, $"/tickets/{helps.Id}/claim", new { });
        await Done(helper, $"/tickets/{helps.Id}/reply", Answer);
        await routing.Reply(lead);
        await PassAndReopen(dispatched, lead.Id);
        var ask = new { organisations = new[] { helps.Organisation.Value }, reason = "再次配合占道施工" };
        await Done(handler, path + "/assistance", ask);
        var asked = await routing.Heard.Next<AssistanceAsked>(e => e.TicketId == lead.Id);
        await Done(helper, $"/tickets/{Assert.Single(asked.Assisting).Id}/claim", new { });
        await Refused(handler, path + "/assistance", ask, Conflict, "assists_already");
    }

    [Fact]
    public async Task A_terminated_case_that_is_reopened_is_bound_and_needs_a_contact_before_its_reply()
    {
        var dispatched = await routing.Dispatch("小区停水");
        var lead = dispatched.Lead;
        var (handler, path) = (routing.Handler(lead.Organisation), $"/tickets/{lead.Id}");
        await Done(handler, path + "/claim", new { });
        await Done(handler, path + "/termination",
            new { ground = "litigation", reason = "双方已向人民法院起诉", publicAnswer = "本件已进入诉讼程序，请依法院裁判办理。" });
        await Done(routing.Dispatcher, await Request(lead.Id), new { granted = true, grounds = "符合规定" });
        await Reopen(dispatched, lead.Id);
        Assert.Equal("claimed", await routing.Status(lead.Id));
        await Refused(handler, path + "/return", Return, Conflict, "ticket_bound");
        await Refused(handler, path + "/reply", Answer, HttpStatusCode.UnprocessableEntity, "reply_incomplete");
    }
}
