using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dispatch.Contracts;
using Dispatch.Tests.Harness;
using static Dispatch.Tests.Service.Intake.IntakeFixture;

namespace Dispatch.Tests.Service.Intake.CentreDecisions;

/// <summary>What is called unsolved although the law fixes it, or again and again: the centre decides.</summary>
[Collection("intake")]
public sealed class DecideUnsolvedCaseTests(IntakeFixture intake)
{
    static readonly object NotSolved = new { reached = true, contacted = true, solved = false };

    HttpClient Centre(string role = Roles.Dispatcher) => intake.Intake.Client(role, "620422-centre");

    async Task<Registered> Terminated(string text)
    {
        var one = await intake.Register(text);
        var to = Dispatched(one);
        await intake.Broker.Publish(to);
        await intake.Broker.Publish(new TicketClaimed(Head(one, 2), to.Lead.Id, TicketRole.Lead, []));
        await intake.Broker.Publish(new ApplicationDecided(Head(one, 3), to.Lead.Id, TicketApplicationId.New(),
            ApplicationKind.Termination, true, null, null, []));
        await intake.Broker.Publish(new TicketReplied(Head(one, 4), to.Lead.Id, TicketRole.Lead, Outcome.Explained,
            "已进入诉讼程序，请通过法院解决。", []));
        await intake.Broker.Publish(new ReplyAudited(Head(one, 5), to.Lead.Id, true, []));
        await Eventually.Equal("replied", () => intake.Status(one.Number), "the status", evidence: () =>
            intake.Intake.Log);
        return one;
    }

    static async Task<string> Post(HttpClient by, Registered one, string what, object body)
    {
        using var answer = await by.PostAsJsonAsync($"/cases/{one.Number}/{what}", body);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("status").GetString()!;
    }

    async Task<JsonElement[]> Waiting(Registered one, HttpClient by, string query = "") =>
    [
        .. (await intake.Get("/unsolved?limit=200" + query, by)).GetProperty("items").EnumerateArray()
            .Where(i => i.GetProperty("number").GetString() == one.Number.Value),
    ];

    static object Decision(string decision, DateTimeOffset? reviewAt = null) => new
    {
        decision, publicAnswer = "经综治中心研判，本案已在法院审理，请依法院裁判办理。", grounds = "诉讼案号已核实", reviewAt,
    };

    [Fact]
    public async Task A_terminated_case_that_is_called_unsolved_waits_for_the_centre_which_explains_it()
    {
        await using var heard = await Broker.Listen(typeof(UnsolvedCaseDecided), typeof(CaseArchived));
        using var centre = Centre();
        var one = await Terminated("邻里宅基地纠纷已起诉，要求政府处理");
        Assert.Equal("calledBack", await Post(intake.Operator, one, "callbacks", NotSolved));
        var waits = Assert.Single(await Waiting(one, centre));
        Assert.Equal("outcome_fixed_by_law",
            waits.GetProperty("awaited").GetProperty("why").GetProperty("code").GetString());
        Assert.Contains(waits.GetProperty("actions").EnumerateArray(), action =>
            action.GetProperty("name").GetString() == "decision" && action.GetProperty("allowed").GetBoolean());

        Assert.Equal("archived", await Post(centre, one, "decision", Decision("explain")));
        var decided = await heard.Next<UnsolvedCaseDecided>(e => e.Head.CaseId == one.Id);
        var archived = await heard.Next<CaseArchived>(e => e.Head.CaseId == one.Id);
        Assert.Equal((3, 4), (decided.Head.Version, archived.Head.Version));
        Assert.Empty(await Waiting(one, centre));
        var told = (await intake.Get($"/cases/{one.Number}/timeline")).GetProperty("items").EnumerateArray()
            .Single(step => step.GetProperty("what").GetString() == "unsolvedCaseDecided");
        Assert.Contains("法院", told.GetProperty("text").GetString()!, StringComparison.Ordinal);
        using var again = await centre.PostAsJsonAsync($"/cases/{one.Number}/decision", Decision("reopen"));
        await ProblemDocument.Expect(again, HttpStatusCode.Conflict, "no_decision_awaited");
    }

    [Fact]
    public async Task The_centre_can_send_it_to_its_owner_once_more()
    {
        await using var heard = await Broker.Listen(typeof(CaseReopened));
        using var director = Centre(Roles.Director);
        var one = await Terminated("拆迁补偿问题已复议");
        await Post(intake.Operator, one, "callbacks", NotSolved);
        Assert.Equal("reopened", await Post(director, one, "decision", Decision("reopen")));
        Assert.Equal(1, (await heard.Next<CaseReopened>(e => e.Head.CaseId == one.Id)).Round);
    }

    [Fact]
    public async Task A_suspended_decision_leaves_the_list_until_its_review_and_the_case_stays_open()
    {
        using var centre = Centre();
        var one = await Terminated("规划道路未建，居民出行不便");
        await Post(intake.Operator, one, "callbacks", NotSolved);
        using var undated = await centre.PostAsJsonAsync($"/cases/{one.Number}/decision", Decision("suspend"));
        Assert.Contains("reviewAt", (await ProblemDocument.Expect(
            undated, HttpStatusCode.UnprocessableEntity, "review_date_out_of_range")).Errors.Keys);
        var suspended = Decision("suspend", DateTimeOffset.UtcNow.AddDays(30));
        Assert.Equal("calledBack", await Post(centre, one, "decision", suspended));
        using var twice = await centre.PostAsJsonAsync($"/cases/{one.Number}/decision", suspended);
        await ProblemDocument.Expect(twice, HttpStatusCode.Conflict, "suspended_already");
        Assert.Empty(await Waiting(one, centre));
        Assert.Single(await Waiting(one, centre, "&suspended=true"));

        await intake.Intake.Database.Execute(
            "update case_progress set review_at = now() - interval '1 minute' where case_id = @id",
            new { id = one.Id });
        Assert.Single(await Waiting(one, centre));
        Assert.Equal("archived", await Post(centre, one, "decision", Decision("explain")));
    }

    [Fact]
    public async Task After_two_rounds_the_owner_is_not_asked_a_third_time_without_the_centre()
    {
        using var centre = Centre();
        var one = await intake.Replied("小区电梯反复故障");
        var lead = TicketId.New();
        for (var round = 1; round <= 2; round++)
        {
            Assert.Equal("reopened", await Post(intake.Operator, one, "callbacks", NotSolved));
            var version = 3 + (3 * round);
            await intake.Broker.Publish(new TicketReopened(Head(one, version), lead, round, Urgency.Normal, []));
            await intake.Broker.Publish(new TicketReplied(Head(one, version + 1), lead, TicketRole.Lead,
                Outcome.Solved, "已维修。", []));
            await intake.Broker.Publish(new ReplyAudited(Head(one, version + 2), lead, true, []));
            await Eventually.Equal("replied", () => intake.Status(one.Number), "the status");
        }
        Assert.Equal("calledBack", await Post(intake.Operator, one, "callbacks", NotSolved));
        Assert.Equal("rounds_used_up", Assert.Single(await Waiting(one, centre)).GetProperty("awaited")
            .GetProperty("why").GetProperty("code").GetString());
    }

    [Fact]
    public async Task Only_the_centre_of_the_place_sees_and_decides_it()
    {
        var one = await Terminated("土地承包纠纷已仲裁");
        await Post(intake.Operator, one, "callbacks", NotSolved);
        using var elsewhere = intake.Intake.Client(Roles.Dispatcher, "610922-centre", "610922");
        Assert.Empty(await Waiting(one, elsewhere));
        using var decided = await elsewhere.PostAsJsonAsync($"/cases/{one.Number}/decision", Decision("explain"));
        await ProblemDocument.Expect(decided, HttpStatusCode.NotFound, "case_not_found");
        using var handler = intake.Intake.Client(Roles.Handler, "620422-water");
        using var refused = await handler.PostAsJsonAsync($"/cases/{one.Number}/decision", Decision("explain"));
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }
}
