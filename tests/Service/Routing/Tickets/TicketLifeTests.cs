using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using static Dispatch.Tests.Service.Routing.RoutingFixture;

namespace Dispatch.Tests.Service.Routing.Tickets;

public sealed class TicketLifeTests(RoutingFixture routing) : IClassFixture<RoutingFixture>
{
    [Fact]
    public async Task A_case_is_dispatched_handled_audited_and_closed_with_a_version_for_every_step()
    {
        var dispatched = await routing.Dispatch("小区停水两天了");
        Assert.Equal(("620422-water", "620422-urban", 1), (
            dispatched.Lead.Organisation.Value, Assert.Single(dispatched.Assisting).Organisation.Value,
            dispatched.Hop));
        Assert.Equal(["keyword_match", "duty_catalogue", "duty_assisting"], dispatched.Reasons.Select(r => r.Code));

        await routing.Reply(dispatched.Lead);
        var audit = $"/tickets/{dispatched.Lead.Id}/audit";
        await Refused(routing.Dispatcher, audit, new { passed = false }, HttpStatusCode.UnprocessableEntity,
            "gaps_missing");
        await Done(routing.Dispatcher, audit, new { passed = false, gaps = new[] { "缺少现场照片" } });
        Assert.Equal("claimed", await routing.Status(dispatched.Lead.Id));
        using var handler = routing.Handler(dispatched.Lead.Organisation);
        var local = DateTimeOffset.UtcNow.ToOffset(TimeSpan.FromHours(8));
        await Done(handler, $"/tickets/{dispatched.Lead.Id}/contact", new { contactedAt = local, note = "补充照片前再次联系" });
        await Done(handler, $"/tickets/{dispatched.Lead.Id}/reply", Answer);
        await Done(routing.Dispatcher, audit, new { passed = true });

        await routing.Broker.Publish(new CaseReopened(About(dispatched, 2), 1, [new("not_solved", "回访称未解决。")]));
        await routing.Heard.Next<TicketReopened>(e => e.TicketId == dispatched.Lead.Id);
        await Refused(handler, $"/tickets/{dispatched.Lead.Id}/return", Return, HttpStatusCode.Conflict,
            "ticket_bound");
        await routing.Broker.Publish(new CaseArchived(About(dispatched, 3), []));
        await routing.Heard.Next<TicketClosed>(e => e.TicketId == dispatched.Assisting[0].Id);
        await Eventually.Equal(11, () => Task.FromResult(Versions(dispatched).Count), "all its events are heard");
        Assert.Equal(Enumerable.Range(1, 11), Versions(dispatched));
    }

    List<int> Versions(CaseDispatched dispatch) =>
        [.. routing.Heard.All<ICaseEvent>().Select(e => e.Head).Where(h => h.CaseId == dispatch.Head.CaseId)
            .Select(h => h.Version).Order()];

    [Fact]
    public async Task The_same_registration_twice_is_one_case()
    {
        var registered = Case("门口有人摆摊");
        await routing.Broker.Publish(registered);
        await routing.Broker.Publish(registered);
        var after = await routing.Dispatch("路边有人摆摊");
        await Eventually.Be(() => Broker.Quiet("routing"), "the queues are empty");
        Assert.NotNull(after);
        Assert.Equal(1, await routing.Routing.Database.One<long>(
            "select count(*) from ticket where case_id = @CaseId", new { registered.Head.CaseId }));
    }

    [Fact]
    public async Task Another_organisation_finds_nothing_and_other_roles_may_not()
    {
        var ticket = (await routing.Dispatch("小区停水")).Lead.Id;
        using var other = routing.Handler(new("620422-labour"));
        await Refused(other, $"/tickets/{ticket}/claim", new { }, HttpStatusCode.NotFound, "ticket_not_found");
        await ProblemDocument.Expect(await other.GetAsync($"/tickets/{ticket}"), HttpStatusCode.NotFound,
            "ticket_not_found");
        var elsewhere = routing.Routing.Client(Roles.Director, "530326-centre", "530326");
        await ProblemDocument.Expect(await elsewhere.GetAsync($"/tickets/{ticket}"), HttpStatusCode.NotFound,
            "ticket_not_found");
        await Refused(routing.Admin, $"/tickets/{ticket}/claim", new { }, HttpStatusCode.Forbidden, "role_not_allowed");
        await Refused(routing.Dispatcher, $"/tickets/{ticket}/claim", new { }, HttpStatusCode.NotFound,
            "ticket_not_found");
    }

    [Fact]
    public async Task Of_many_claims_at_once_one_is_taken()
    {
        var lead = (await routing.Dispatch("小区停水")).Lead;
        using var handler = routing.Handler(lead.Organisation);
        var answers = await Task.WhenAll(Enumerable.Range(0, 8)
            .Select(_ => handler.PostAsJsonAsync($"/tickets/{lead.Id}/claim", new { })));
        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.NoContent);
        Assert.Equal(7, answers.Count(a => a.StatusCode == HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task A_claim_window_that_runs_out_claims_by_itself_but_not_what_was_claimed_or_returned()
    {
        var (open, claimed, returned) = (
            await routing.Dispatch("小区停水"), await routing.Dispatch("小区停水"), await routing.Dispatch("小区停水"));
        await Done(routing.Handler(claimed.Lead.Organisation), $"/tickets/{claimed.Lead.Id}/claim", new { });
        await Done(routing.Handler(returned.Lead.Organisation), $"/tickets/{returned.Lead.Id}/return", Return);
        var (due, version) = (DateTimeOffset.UtcNow, 0);
        foreach (var one in new[] { claimed, returned, open })
        {
            foreach (var ticket in one.Assisting.Prepend(one.Lead))
                await routing.Broker.Publish(new WarningRaised(
                    About(one, ++version), WarningId.New(), ClockId.New(), ClockKind.Claim, ticket.Id,
                    ticket.Organisation, Colour.Red, due, []));
        }
        var auto = await routing.Heard.Next<TicketClaimed>(e => e.TicketId == open.Lead.Id);
        Assert.Equal(("auto_claimed", ActedBy.System), (auto.Reasons[0].Code, auto.Head.By));
        await routing.Heard.Next<TicketClaimed>(e => e.TicketId == open.Assisting[0].Id);
        await Eventually.Equal(3, () => Task.FromResult(Versions(open).Count), "one step for each of its two tickets");
        Assert.Equal([1, 2, 3], Versions(open));
        Assert.Single(routing.Heard.All<TicketClaimed>(), e => e.TicketId == claimed.Lead.Id);
        Assert.Equal("returnAsked", await routing.Status(returned.Lead.Id));
    }

    [Fact]
    public async Task The_worklist_shows_the_next_due_first_and_a_page_follows_the_other()
    {
        var due = DateTimeOffset.UtcNow.AddDays(3);
        var tickets = new List<TicketId>();
        for (var i = 0; i < 3; i++)
        {
            var one = await routing.Dispatch("欠工钱的摆摊", "010102");
            tickets.Insert(0, one.Lead.Id);
            await routing.Broker.Publish(new ClocksStarted(
                About(one, 1),
                [new(ClockId.New(), ClockKind.Reply, one.Lead.Id, one.Lead.Organisation, due, due.AddDays(-i),
                    "5个工作日")], []));
            await routing.Broker.Publish(new WarningRaised(
                About(one, 2), WarningId.New(), ClockId.New(), ClockKind.Reply, one.Lead.Id, null, Colour.Orange,
                due.AddDays(-i), []));
        }
        using var handler = routing.Handler(new("620422-urban"));
        var seen = await Eventually.Get(() => Walk(handler), s => s.Count >= 3, "three orange tickets");
        Assert.Equal(tickets.Select(t => t.ToString()), seen);
    }

    static async Task<List<string>> Walk(HttpClient by)
    {
        var (seen, after) = (new List<string>(), "");
        do
        {
            var page = await by.GetFromJsonAsync<JsonElement>("/tickets?colour=orange&status=dispatched&limit=1&after="
                + after);
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(t => t.GetProperty("id").GetString()!));
            after = page.TryGetProperty("next", out var next) ? next.GetString()! : "";
        }
        while (after.Length > 0);
        return seen;
    }
}
