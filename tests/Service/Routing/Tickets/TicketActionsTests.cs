using System.Net.Http.Json;
using System.Text.Json;
using static Dispatch.Tests.Service.Routing.RoutingFixture;

namespace Dispatch.Tests.Service.Routing.Tickets;

/// <summary>
/// What the caller may do next is answered with a ticket, a return, an objection and an application: by the rule that
/// would refuse it, and only what his role and his organisation can do at all.
/// </summary>
[Collection("routing")]
public sealed class TicketActionsTests(RoutingFixture routing)
{
    static readonly string[] Handlers =
    [
        "claim", "contact", "reply", "return", "objection", "extension", "suspension", "termination", "assistance",
        "stageReport", "transfer", "evidence",
    ];

    static Dictionary<string, string?> Of(JsonElement answer) =>
        answer.GetProperty("actions").EnumerateArray().ToDictionary(
            a => a.GetProperty("name").GetString()!,
            a => a.GetProperty("allowed").GetBoolean() ? null : a.GetProperty("why").GetString(),
            StringComparer.Ordinal);

    static async Task<Dictionary<string, string?>> OfTicket(HttpClient by, TicketId id) =>
        Of((await by.GetFromJsonAsync<JsonElement>($"/tickets/{id}")).GetProperty("ticket"));

    static async Task<JsonElement> Listed(HttpClient by, string list, TicketId ticket) =>
        (await by.GetFromJsonAsync<JsonElement>($"/{list}?limit=200")).GetProperty("items").EnumerateArray()
            .Single(r => r.GetProperty("ticketId").GetString() == ticket.ToString());

    static string[] Allowed(Dictionary<string, string?> actions) =>
        [.. actions.Where(a => a.Value is null).Select(a => a.Key)];

    [Fact]
    public async Task A_handler_is_told_each_step_of_his_ticket_and_why_it_is_not_the_moment()
    {
        var lead = (await routing.Dispatch("小区停水")).Lead;
        using var handler = routing.Handler(lead.Organisation);
        var fresh = await OfTicket(handler, lead.Id);
        Assert.Equal(Handlers, fresh.Keys);
        Assert.Equal(["claim", "contact", "return", "transfer"], Allowed(fresh));
        Assert.Equal("派遣单须先签收且在办理中才能回复。", fresh["reply"]);

        await Done(handler, $"/tickets/{lead.Id}/claim", new { });
        var claimed = await OfTicket(handler, lead.Id);
        Assert.Equal(
            [
                "contact", "reply", "return", "extension", "suspension", "termination", "assistance", "stageReport",
                "transfer", "evidence",
            ],
            Allowed(claimed));
        handler.DefaultRequestHeaders.Add("Accept-Language", "en");
        Assert.Equal(
            "This ticket is already claimed or has ended; refresh the list.",
            (await OfTicket(handler, lead.Id))["claim"]);
        await ProblemDocument.Expect(
            await handler.PostAsJsonAsync($"/tickets/{lead.Id}/claim", new { }), System.Net.HttpStatusCode.Conflict,
            "ticket_not_claimable");
    }

    [Fact]
    public async Task The_centre_is_told_its_audit_and_whoever_only_reads_is_told_nothing()
    {
        var lead = (await routing.Dispatch("小区停水")).Lead;
        Assert.Equal(["audit"], (await OfTicket(routing.Dispatcher, lead.Id)).Keys);
        using var auditor = routing.Routing.Client(Roles.Auditor, "620422-centre");
        Assert.Empty(await OfTicket(auditor, lead.Id));
        await routing.Reply(lead);
        Assert.Equal(["audit"], Allowed(await OfTicket(routing.Dispatcher, lead.Id)));
        Assert.Empty(Allowed(await OfTicket(routing.Handler(lead.Organisation), lead.Id)));
    }

    [Fact]
    public async Task A_return_and_the_objection_to_its_ruling_are_decided_by_whom_they_say()
    {
        var first = (await routing.Dispatch("小区停水")).Lead;
        await Done(routing.Handler(first.Organisation), $"/tickets/{first.Id}/return", Return);
        var waiting = await Listed(routing.Arbiter(), "returns", first.Id);
        Assert.Equal(["ruling"], Allowed(Of(waiting)));
        Assert.Empty(Of(await Listed(routing.Dispatcher, "returns", first.Id)));
        var ruling = $"/returns/{waiting.GetProperty("id").GetString()}";
        await Done(routing.Arbiter(), ruling + "/ruling",
            new { upheld = true, to = "620422-urban", duty = "010102", grounds = "确属其他单位职责" });
        var ruled = (await routing.Arbiter().GetFromJsonAsync<JsonElement>(ruling)).GetProperty("return");
        Assert.Equal("该退单已裁定或派遣单已结束；请刷新列表。", Of(ruled)["ruling"]);

        var next = (await routing.Heard.Next<CaseDispatched>(e => e.Replaces == first.Id)).Lead;
        using var handler = routing.Handler(next.Organisation);
        var bound = await OfTicket(handler, next.Id);
        Assert.Contains("objection", Allowed(bound));
        Assert.Equal("该派遣单已裁定或重办，必须由本单位办理，不能退单。", bound["return"]);
        var until = (await handler.GetFromJsonAsync<JsonElement>($"/tickets/{next.Id}")).GetProperty("work")
            .GetProperty("objectUntil").GetDateTimeOffset();
        Assert.InRange(until, DateTimeOffset.UtcNow.AddHours(23), DateTimeOffset.UtcNow.AddHours(24));
        await Done(handler, $"/tickets/{next.Id}/objection", new
        {
            explanation = "裁定所引条款不适用于本单位，请予复核", duty = "010102", basis = "《城市管理办法》第五条",
            suggested = "620422-labour",
        });
        Assert.DoesNotContain("objection", Allowed(await OfTicket(handler, next.Id)));
        using var director = routing.Routing.Client(Roles.Director, "620422-centre", account: "director-1");
        using var judge = routing.Routing.Client(Roles.Director, "620422-centre", account: "arbiter-1");
        Assert.Equal(["decision", "uphold"], Allowed(Of(await Listed(director, "objections", next.Id))));
        Assert.Equal("原裁定由您作出，异议须由其他主任复核。", Of(await Listed(judge, "objections", next.Id))["decision"]);
        await routing.Reply(next);
        Assert.Equal(["decision"], Allowed(Of(await Listed(director, "objections", next.Id))));
    }

    [Fact]
    public async Task An_application_waits_for_the_centre_and_a_suspension_for_its_end()
    {
        var lead = (await routing.Dispatch("小区停水")).Lead;
        using var handler = routing.Handler(lead.Organisation);
        await Done(handler, $"/tickets/{lead.Id}/claim", new { });
        await Done(handler, $"/tickets/{lead.Id}/suspension", new
        {
            reason = "管网改造列入明年计划", plan = "明年三月开工，五月完工后恢复供水",
            reviewAt = DateTimeOffset.UtcNow.AddDays(30),
        });
        Assert.Equal("本派遣单已有申请待审批，请等待审批结果。", (await OfTicket(handler, lead.Id))["termination"]);
        var waiting = await Listed(routing.Dispatcher, "applications", lead.Id);
        Assert.Equal(["decision"], Allowed(Of(waiting)));
        using var auditor = routing.Routing.Client(Roles.Auditor, "620422-centre");
        Assert.Empty(Of(await Listed(auditor, "applications", lead.Id)));
        await Done(routing.Dispatcher, $"/applications/{waiting.GetProperty("id").GetString()}/ruling",
            new { granted = true, grounds = "计划可行" });
        Assert.Equal(["endSuspension"], Allowed(Of(await Listed(routing.Dispatcher, "suspensions", lead.Id))));
        Assert.Empty(Of(await Listed(handler, "suspensions", lead.Id)));
        Assert.Contains("endSuspension", Allowed(await OfTicket(routing.Dispatcher, lead.Id)));
        await Done(routing.Dispatcher, $"/suspensions/{waiting.GetProperty("id").GetString()}/end",
            new { note = "提前具备条件" });
        Assert.Equal("该挂账已销账；请刷新列表。", (await OfTicket(routing.Dispatcher, lead.Id))["endSuspension"]);
    }

    [Fact]
    public async Task What_a_reply_would_lack_is_told_for_each_outcome_and_shrinks_with_what_is_shown()
    {
        var lead = (await routing.Dispatch("小区停水")).Lead;
        using var handler = routing.Handler(lead.Organisation);
        await Done(handler, $"/tickets/{lead.Id}/claim", new { });
        async Task<int> Lacks(string outcome, bool legalBasis) =>
            (await handler.GetFromJsonAsync<JsonElement>($"/tickets/{lead.Id}")).GetProperty("work")
                .GetProperty("replyLacks").EnumerateArray()
                .Single(l => l.GetProperty("outcome").GetString() == outcome
                    && l.GetProperty("legalBasis").GetBoolean() == legalBasis)
                .GetProperty("missing").GetArrayLength();
        Assert.Equal((2, 1, 3), (
            await Lacks("solved", false), await Lacks("solved", true), await Lacks("suspended", false)));
        await Done(handler, $"/tickets/{lead.Id}/contact", new { note = "已电话联系诉求人" });
        Assert.Equal((1, 0), (await Lacks("solved", false), await Lacks("solved", true)));
        await Done(handler, $"/tickets/{lead.Id}/reply", Answer);
    }
}
