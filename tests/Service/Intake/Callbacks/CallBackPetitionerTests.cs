using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dispatch.Contracts;
using Dispatch.Tests.Harness;

namespace Dispatch.Tests.Service.Intake.Callbacks;

[Collection("intake")]
public sealed class CallBackPetitionerTests(IntakeFixture fixture)
{
    [Fact]
    public async Task Called_solved_the_case_is_archived_at_once_and_rated_afterwards()
    {
        await using var heard = await Broker.Listen(typeof(PetitionerCalledBack), typeof(CaseRated),
            typeof(CaseArchived));
        var one = await fixture.Replied("水压不足问题");
        Assert.Equal("archived", await CallBack(one, Solved));
        var called = await heard.Next<PetitionerCalledBack>(e => e.Head.CaseId == one.Id);
        var archived = await heard.Next<CaseArchived>(e => e.Head.CaseId == one.Id);
        Assert.Contains(one.Number.Value, await Unrated());
        var until = (await fixture.Get($"/cases/{one.Number}")).GetProperty("ratableUntil").GetDateTimeOffset();
        Assert.Equal(archived.Head.OccurredAt.AddDays(7), until, TimeSpan.FromMilliseconds(1));

        Assert.Equal("archived", await Rate(one, "satisfied"));
        var rated = await heard.Next<CaseRated>(e => e.Head.CaseId == one.Id);
        Assert.Equal([2, 3, 4], [called.Head.Version, archived.Head.Version, rated.Head.Version]);
        Assert.Equal("620422-water", rated.Rated!.Value.Value);
        Assert.DoesNotContain(one.Number.Value, await Unrated());
        using var again = await fixture.Operator.PostAsJsonAsync($"/cases/{one.Number}/ratings",
            new { level = "dissatisfied" });
        await ProblemDocument.Expect(again, HttpStatusCode.Conflict, "rated_already");
    }

    [Fact]
    public async Task After_seven_days_the_rating_is_closed_and_the_case_no_longer_listed_for_it()
    {
        var one = await fixture.Replied("路口红绿灯时间过短");
        await CallBack(one, Solved);
        await fixture.Intake.Database.Execute(
            "update case_progress set archived_at = archived_at - interval '7 days 1 minute' where case_id = @id",
            new { id = one.Id });
        using var late = await fixture.Operator.PostAsJsonAsync($"/cases/{one.Number}/ratings",
            new { level = "satisfied" });
        await ProblemDocument.Expect(late, HttpStatusCode.Conflict, "rating_window_closed");
        Assert.DoesNotContain(one.Number.Value, await Unrated());
    }

    [Fact]
    public async Task A_case_reopened_from_the_archive_is_handled_called_back_and_archived_once_more()
    {
        var one = await fixture.Replied("物业服务态度差");
        await CallBack(one, Solved);
        Assert.Equal("reopened", await Rate(one, "veryDissatisfied"));
        var lead = TicketId.New();
        await fixture.Broker.Publish(new TicketReopened(IntakeFixture.Head(one, 6), lead, 1, Urgency.Normal, []));
        await Eventually.Equal("inHand", () => fixture.Status(one.Number), "the status");
        await fixture.Broker.Publish(new TicketReplied(IntakeFixture.Head(one, 7), lead, TicketRole.Lead,
            Outcome.Solved, "已整改。", []));
        await fixture.Broker.Publish(new ReplyAudited(IntakeFixture.Head(one, 8), lead, true, []));
        await Eventually.Equal("replied", () => fixture.Status(one.Number), "the status");
        Assert.Equal("archived", await CallBack(one, Solved));
        Assert.Equal("archived", await Rate(one, "satisfied"));
    }

    static readonly object Solved = new { reached = true, contacted = true, solved = true };

    async Task<string[]> Unrated() => [.. (await fixture.Get("/cases?unrated=true&limit=200")).GetProperty("items")
        .EnumerateArray().Select(i => i.GetProperty("number").GetString()!)];

    [Fact]
    public async Task Not_solved_or_badly_rated_the_case_goes_back_to_its_owner()
    {
        await using var heard = await Broker.Listen(typeof(CaseReopened));
        var unsolved = await fixture.Replied("下水道仍然堵塞");
        Assert.Equal("reopened", await CallBack(unsolved,
            new { reached = true, contacted = true, solved = false, note = "仍未疏通" }));
        Assert.Equal(1, (await heard.Next<CaseReopened>(e => e.Head.CaseId == unsolved.Id)).Round);

        var bad = await fixture.Replied("物业服务态度差");
        Assert.Equal("archived", await CallBack(bad, Solved));
        Assert.Equal("reopened", await Rate(bad, "dissatisfied"));
        Assert.Equal("bad_rating", (await heard.Next<CaseReopened>(e => e.Head.CaseId == bad.Id)).Reasons.Single()
            .Code);
    }

    [Fact]
    public async Task Three_calls_that_nobody_answers_archive_the_case_and_two_do_not()
    {
        var one = await fixture.Replied("公交站牌倾斜");
        Assert.Equal("replied", await CallBack(one, new { reached = false }));
        using var hasty = await fixture.Operator.PostAsJsonAsync($"/cases/{one.Number}/callbacks",
            new { reached = false });
        await ProblemDocument.Expect(hasty, HttpStatusCode.Conflict, "too_soon_after_last_attempt");
        await AnHourLater(one);
        Assert.Equal("replied", await CallBack(one, new { reached = false }));
        await AnHourLater(one);
        Assert.Equal("archived", await CallBack(one, new { reached = false }));
    }

    Task<int> AnHourLater(IntakeFixture.Registered one) => fixture.Intake.Database.Execute(
        "update case_progress set attempted_at = attempted_at - interval '61 minutes' where case_id = @id",
        new { id = one.Id });

    [Fact]
    public async Task Ten_operators_calling_back_at_once_record_one_callback()
    {
        var one = await fixture.Replied("小区消防通道被占用");
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ =>
            fixture.Operator.PostAsJsonAsync($"/cases/{one.Number}/callbacks",
                new { reached = true, contacted = true, solved = true })));
        Assert.Single(answers, a => a.IsSuccessStatusCode);
        foreach (var refused in answers.Where(a => !a.IsSuccessStatusCode))
            await ProblemDocument.Expect(refused, HttpStatusCode.Conflict, "not_ready_for_callback");
    }

    [Fact]
    public async Task What_comes_too_early_or_incomplete_is_refused()
    {
        var one = await fixture.Register("刚刚登记的诉求");
        using var early = await fixture.Operator.PostAsJsonAsync($"/cases/{one.Number}/callbacks",
            new { reached = true, solved = true });
        await ProblemDocument.Expect(early, HttpStatusCode.Conflict, "not_ready_for_callback");
        using var unrated = await fixture.Operator.PostAsJsonAsync($"/cases/{one.Number}/ratings",
            new { level = "satisfied" });
        await ProblemDocument.Expect(unrated, HttpStatusCode.Conflict, "not_ready_for_rating");
        using var half = await fixture.Operator.PostAsJsonAsync($"/cases/{one.Number}/callbacks",
            new { reached = true });
        Assert.Contains("solved", (await ProblemDocument.Expect(half, HttpStatusCode.UnprocessableEntity,
            "solved_missing")).Errors.Keys);
        using var nothing = await fixture.Operator.PostAsJsonAsync($"/cases/{one.Number}/callbacks", new { });
        Assert.Contains("reached", (await ProblemDocument.Expect(nothing, HttpStatusCode.BadRequest,
            "invalid_request")).Errors.Keys);
        using var empty = await fixture.Operator.PostAsJsonAsync($"/cases/{one.Number}/ratings", new { });
        Assert.Contains("level", (await ProblemDocument.Expect(empty, HttpStatusCode.BadRequest, "invalid_request"))
            .Errors.Keys);
    }

    [Fact]
    public async Task Another_platform_reads_and_rates_what_it_registered_and_nothing_else()
    {
        using var platform = fixture.Intake.Client(Roles.Client, "620422-hotline", account: "open311");
        var others = await fixture.Replied("楼道灯不亮");
        await CallBack(others, new { reached = true, contacted = true, solved = true });
        using var hidden = await platform.GetAsync($"/cases/{others.Number}");
        await ProblemDocument.Expect(hidden, HttpStatusCode.NotFound, "case_not_found");
        using var rated = await platform.PostAsJsonAsync($"/cases/{others.Number}/ratings",
            new { level = "satisfied" });
        await ProblemDocument.Expect(rated, HttpStatusCode.NotFound, "case_not_found");

        using var registered = await platform.PostAsJsonAsync("/cases", IntakeFixture.Report("绿化带积水"));
        var own = (await registered.Content.ReadFromJsonAsync<IntakeFixture.Registered>(ContractJson.Options))!;
        var seen = await fixture.Get($"/cases/{own.Number}", platform);
        Assert.Equal("registered", seen.GetProperty("status").GetString());
    }

    [Fact]
    public async Task What_waited_for_its_rating_before_solved_cases_were_archived_is_archived_at_the_start()
    {
        var one = await fixture.Replied("路口护栏损坏");
        await fixture.Intake.Database.Execute("""
            update case_progress set status = 'calledBack', solved = true, called_back_at = now() - interval '2 days'
            where case_id = @id
            """, new { id = one.Id });
        await fixture.Intake.Restart();
        await Eventually.Equal("archived", () => fixture.Status(one.Number), "the status", evidence: () =>
            fixture.Intake.Log);
        Assert.Equal("archived", await Rate(one, "satisfied"));
    }

    async Task<string> CallBack(IntakeFixture.Registered one, object body) => await Post(one, "callbacks", body);

    Task<string> Rate(IntakeFixture.Registered one, string level) => Post(one, "ratings", new { level });

    async Task<string> Post(IntakeFixture.Registered one, string what, object body)
    {
        using var answer = await fixture.Operator.PostAsJsonAsync($"/cases/{one.Number}/{what}", body);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("status").GetString()!;
    }
}
