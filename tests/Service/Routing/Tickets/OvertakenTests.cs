using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using static Dispatch.Tests.Service.Routing.RoutingFixture;

namespace Dispatch.Tests.Service.Routing.Tickets;

/// <summary>Two steps that meet: the first counts, and the other neither undoes nor doubles it.</summary>
[Collection("routing")]
public sealed class OvertakenTests(RoutingFixture routing)
{
    const HttpStatusCode Conflict = HttpStatusCode.Conflict;

    static readonly object Suspension = new
    {
        reason = "管网改造列入明年计划", plan = "明年三月开工，五月完工后恢复供水", reviewAt = DateTimeOffset.UtcNow.AddDays(30),
    };

    async Task<string> Waiting(TicketId ticket) => "/applications/" + (await routing.Dispatcher
        .GetFromJsonAsync<JsonElement>("/applications?limit=200")).GetProperty("items").EnumerateArray()
        .Single(r => r.GetProperty("ticketId").GetString() == ticket.ToString())
        .GetProperty("id").GetString() + "/ruling";

    [Theory]
    [InlineData(true, "closed")]
    [InlineData(false, "returned")]
    public async Task A_mediation_that_ends_overtakes_a_return_that_waits_for_its_ruling(bool agreed, string left)
    {
        var dispatched = await routing.Dispatch("老板欠工钱不给", "010103", CaseKind.Dispute);
        await Done(routing.Handler(dispatched.Lead.Organisation), $"/tickets/{dispatched.Lead.Id}/return", Return);
        var ruling = $"/returns/{await routing.Waiting(dispatched.Lead.Id)}/ruling";
        await routing.Broker.Publish(new MediationEnded(
            About(dispatched, 1), FileId.New(), dispatched.Lead.Id, agreed, "调解已经结束。", [new("paths", "可依法起诉。")]));
        await Eventually.Equal(left, () => routing.Status(dispatched.Lead.Id), "the ticket's status", evidence: () =>
            routing.Routing.Log);
        await Refused(routing.Arbiter(), ruling, new { upheld = false, grounds = "调解属调委会职责" }, Conflict,
            "already_ruled");
        Assert.Equal(1, await routing.Routing.Database.One<long>(
            "select count(*) from ticket where case_id = @CaseId and role = 'lead' and status <> 'returned'",
            new { dispatched.Head.CaseId }));
    }

    [Fact]
    public async Task A_new_suspension_takes_the_old_ones_place_so_that_the_old_review_does_not_end_it()
    {
        var dispatched = await routing.Dispatch("小区停水");
        var (handler, path) = (routing.Handler(dispatched.Lead.Organisation), $"/tickets/{dispatched.Lead.Id}");
        await Done(handler, path + "/claim", new { });
        await Done(handler, path + "/suspension", Suspension);
        var first = await Waiting(dispatched.Lead.Id);
        await Done(routing.Dispatcher, first, new { granted = true, grounds = "计划可行" });
        await Done(handler, path + "/contact", new { note = "已电话联系诉求人" });
        await Done(handler, path + "/reply", new
        {
            outcome = "suspended", publicAnswer = "列入明年改造计划，按期告知进展。", measures = "已列入改造计划",
            legalBasis = "《城市供水条例》第二十二条",
        });
        await Done(routing.Dispatcher, path + "/audit", new { passed = false, codes = new[] { "unclearAnswer" } });
        await Done(handler, path + "/suspension", Suspension);
        await Done(routing.Dispatcher, await Waiting(dispatched.Lead.Id), new { granted = true, grounds = "新的计划可行" });
        Assert.Equal("suspended", await routing.Status(dispatched.Lead.Id));
        await Refused(
            routing.Dispatcher, first.Replace("applications", "suspensions", StringComparison.Ordinal)
                .Replace("ruling", "end", StringComparison.Ordinal),
            new { note = "旧计划复查" }, Conflict, "suspension_ended");
        Assert.Equal("suspended", await routing.Status(dispatched.Lead.Id));
    }

    [Fact]
    public async Task A_return_is_asked_while_an_extension_waits_and_the_extension_is_granted_when_it_is_rejected()
    {
        var dispatched = await routing.Dispatch("小区停水");
        var (handler, path) = (routing.Handler(dispatched.Lead.Organisation), $"/tickets/{dispatched.Lead.Id}");
        await Done(handler, path + "/claim", new { });
        await Done(handler, path + "/extension", new { days = 1, reason = "配件须从外地调运" });
        var extension = await Waiting(dispatched.Lead.Id);
        await Done(handler, path + "/return", Return);
        await Refused(routing.Dispatcher, extension, new { granted = true, grounds = "理由充分" }, Conflict,
            "application_overtaken");
        await Done(routing.Arbiter(), $"/returns/{await routing.Waiting(dispatched.Lead.Id)}/ruling",
            new { upheld = false, grounds = "管网属供水单位" });
        await Done(routing.Dispatcher, extension, new { granted = true, grounds = "理由充分" });
    }

    [Fact]
    public async Task A_claim_window_that_runs_out_and_a_return_at_the_same_moment_claim_once_and_ask_once()
    {
        var cases = new List<CaseDispatched>();
        for (var n = 0; n < 8; n++)
            cases.Add(await routing.Dispatch("小区停水"));
        await Task.WhenAll(cases.Select(async dispatched =>
        {
            var expired = routing.Broker.Publish(new WarningRaised(
                About(dispatched, 1), WarningId.New(), ClockId.New(), ClockKind.Claim, dispatched.Lead.Id,
                dispatched.Lead.Organisation, Colour.Red, DateTimeOffset.UtcNow, []));
            await Done(routing.Handler(dispatched.Lead.Organisation), $"/tickets/{dispatched.Lead.Id}/return", Return);
            await expired;
        }));
        await Eventually.Be(() => Broker.Quiet("routing"), "every warning is heard");
        foreach (var dispatched in cases)
        {
            Assert.Equal("returnAsked", await routing.Status(dispatched.Lead.Id));
            await Done(routing.Arbiter(), $"/returns/{await routing.Waiting(dispatched.Lead.Id)}/ruling",
                new { upheld = false, grounds = "管网属供水单位" });
            await routing.Heard.Next<TicketClaimed>(e => e.TicketId == dispatched.Lead.Id);
            Assert.Equal("claimed", await routing.Status(dispatched.Lead.Id));
            Assert.Single(routing.Heard.All<TicketClaimed>(), e => e.TicketId == dispatched.Lead.Id);
        }
    }
}
