using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using static Dispatch.Tests.Service.Routing.RoutingFixture;

namespace Dispatch.Tests.Service.Routing.Tickets;

/// <summary>The handling up to the reply: contact, those who assist, and what a reply must show.</summary>
[Collection("routing")]
public sealed class ReplyToTicketTests(RoutingFixture routing)
{
    // The smallest PNG there is: one grey point.
    internal static readonly byte[] Photo = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==");

    async Task<(CaseDispatched Of, HttpClient Handler, string Path)> Claimed()
    {
        var dispatched = await routing.Dispatch("小区停水");
        var handler = routing.Handler(dispatched.Lead.Organisation);
        await Done(handler, $"/tickets/{dispatched.Lead.Id}/claim", new { });
        return (dispatched, handler, $"/tickets/{dispatched.Lead.Id}");
    }

    internal static async Task<HttpResponseMessage> Attach(
        HttpClient by, string path, byte[] content, string name = "现场.png")
    {
        using var body = new ByteArrayContent(content);
        body.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        return await by.PostAsync($"{path}/evidence?name={Uri.EscapeDataString(name)}", body);
    }

    [Fact]
    public async Task A_reply_names_everything_that_is_missing_at_once_and_passes_with_a_photograph_and_a_contact()
    {
        var (_, handler, path) = await Claimed();
        var bare = new { outcome = "suspended", publicAnswer = "已抢修完毕并恢复供水。", measures = "更换破损管道三米" };
        var problem = await ProblemDocument.Expect(
            await handler.PostAsJsonAsync(path + "/reply", bare), HttpStatusCode.UnprocessableEntity,
            "reply_incomplete");
        Assert.Equal(["contact", "evidence", "suspension"], problem.Errors.Keys.Order());
        using var made = await Attach(handler, path, Photo);
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        await Done(handler, path + "/contact", new { note = "已电话联系诉求人" });
        await Done(handler, path + "/reply",
            new { outcome = "solved", publicAnswer = "已抢修完毕并恢复供水。", measures = "更换破损管道三米" });
    }

    [Fact]
    public async Task Three_timed_attempts_count_as_a_contact_and_three_calls_at_once_do_not()
    {
        var (dispatched, handler, path) = await Claimed();
        await routing.Routing.Database.Execute(
            "update ticket set dispatched_at = now() - interval '5 hours' where id = @Id", new { dispatched.Lead.Id });
        foreach (var minutes in new[] { 200, 199, 198, 160 })
            await Done(handler, path + "/contact",
                new { note = "电话无人接听", reached = false, contactedAt = DateTimeOffset.UtcNow.AddMinutes(-minutes) });
        var problem = await ProblemDocument.Expect(
            await handler.PostAsJsonAsync(path + "/reply", Answer), HttpStatusCode.UnprocessableEntity,
            "reply_incomplete");
        Assert.Equal(["contact"], problem.Errors.Keys);
        await Done(handler, path + "/contact", new { note = "电话无人接听", reached = false });
        var last = await routing.Heard.Next<ContactAttempted>(e => e.TicketId == dispatched.Lead.Id && e.Enough);
        Assert.Equal(3, last.Attempt);
        await Done(handler, path + "/reply", Answer);
        Assert.DoesNotContain(routing.Heard.All<PetitionerContacted>(), e => e.TicketId == dispatched.Lead.Id);
    }

    [Fact]
    public async Task The_lead_asks_for_help_and_closes_with_the_late_assistant_named()
    {
        var (dispatched, handler, path) = await Claimed();
        var ask = path + "/assistance";
        await Refused(handler, ask, new { organisations = new[] { "620422-urban" }, reason = "请配合占道施工" },
            HttpStatusCode.Conflict, "assists_already");
        await Refused(handler, ask, new { organisations = new[] { "nobody" }, reason = "请配合占道施工" },
            HttpStatusCode.UnprocessableEntity, "unknown_organisation");
        await Done(handler, ask, new { organisations = new[] { "620422-labour" }, reason = "请配合占道施工" });
        var asked = await routing.Heard.Next<AssistanceAsked>(e => e.TicketId == dispatched.Lead.Id);
        var helper = Assert.Single(asked.Assisting);
        using var labour = routing.Handler(helper.Organisation);
        await Refused(labour, $"/tickets/{helper.Id}/stage-report", new { report = "已派员到场，正在协调围挡" },
            HttpStatusCode.Conflict, "ticket_not_in_hand");
        await Done(labour, $"/tickets/{helper.Id}/claim", new { });
        // Sent again by a browser that heard no answer: one report all the same.
        labour.DefaultRequestHeaders.Add("Idempotency-Key", helper.Id.ToString());
        for (var sent = 0; sent < 2; sent++)
            await Done(labour, $"/tickets/{helper.Id}/stage-report", new { report = "已派员到场，正在协调围挡" });
        labour.DefaultRequestHeaders.Remove("Idempotency-Key");
        var seen = (await handler.GetFromJsonAsync<JsonElement>(path)).GetProperty("work");
        Assert.Equal(1, seen.GetProperty("stageReports").GetArrayLength());
        Assert.Equal("已派员到场，正在协调围挡", seen.GetProperty("stageReports")[0].GetProperty("report").GetString());
        Assert.Equal(2, seen.GetProperty("assistants").GetArrayLength());

        await routing.Routing.Database.Execute(
            "update ticket set reply_due = now() - interval '1 hour' where id = @Id", new { helper.Id });
        await Done(handler, path + "/contact", new { note = "已电话联系诉求人" });
        await Done(handler, path + "/reply", Answer);
        var replied = await routing.Heard.Next<TicketReplied>(e => e.TicketId == dispatched.Lead.Id);
        Assert.Equal([(dispatched.Assisting[0].Id, false), (helper.Id, true)],
            replied.Unfinished!.Select(u => (u.TicketId, u.Late)));
        await Done(routing.Dispatcher, path + "/audit", new { passed = true });
        var late = await routing.Heard.Next<TicketClosed>(e => e.TicketId == helper.Id);
        Assert.Equal("assistant_late", late.Reasons[0].Code);
        Assert.Equal("lead_passed",
            (await routing.Heard.Next<TicketClosed>(e => e.TicketId == dispatched.Assisting[0].Id)).Reasons[0].Code);
    }

    [Fact]
    public async Task A_ticket_moves_from_officer_to_officer_and_an_audit_names_its_gaps_by_code()
    {
        var (dispatched, handler, path) = await Claimed();
        var officer = new { officer = "water-2", officerName = "李四", note = "片区负责人" };
        await Done(handler, path + "/transfer", officer);
        Assert.Equal(
            "李四", (await routing.Heard.Next<TicketTransferred>(e => e.TicketId == dispatched.Lead.Id)).OfficerName);
        await Refused(handler, path + "/transfer", officer, HttpStatusCode.Conflict, "same_officer");
        await Done(handler, path + "/contact", new { note = "已电话联系诉求人" });
        await Done(handler, path + "/reply", Answer);
        await Done(routing.Dispatcher, path + "/audit",
            new { passed = false, codes = new[] { "noEvidence", "conduct" } });
        var audited = await routing.Heard.Next<ReplyAudited>(e => e.TicketId == dispatched.Lead.Id);
        Assert.Equal(["audit_gap_noEvidence", "audit_gap_conduct"], audited.Reasons.Select(r => r.Code));
    }
}
