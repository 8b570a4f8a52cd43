namespace Dispatch.Tests.EndToEnd;

/// <summary>
/// The platform's main job: a case from the first call to the archive, with every step visible at once.
/// </summary>
[Collection("platform")]
public sealed class MainJobTests(PlatformFixture fixture)
{
    const string Matter = "010102"; // 物业收费: the county's housing bureau leads, the market bureau assists.

    Task<Story> Register(
        string text = "小区电梯广告收入从不公示，物业费却年年上涨，请查一查。", string kind = "complaint") =>
        Story.Register(fixture.Platform, text, matter: Matter, kind: kind);

    static async Task Handle(Story story)
    {
        var ticket = await story.Lead("dispatched");
        await story.Act(ticket, "claim", new { });
        await story.Shows("ticketClaimed", story.Trace, decided: false);
        await story.Act(ticket, "contact", new { note = "已与诉求人通话，约定上门查看。" });
        await story.Shows("petitionerContacted", story.Trace, decided: false);
    }

    static async Task Reply(Story story)
    {
        await story.Act(await story.Lead("claimed"), "reply", new
        {
            outcome = "solved", publicAnswer = "已责成物业公示近三年公共收益并退还多收费用。", measures = "现场核查账目，约谈物业负责人。",
            legalBasis = Story.LegalBasis,
        });
        await story.Shows("ticketReplied", story.Trace, decided: false);
    }

    static async Task Audit(Story story, bool passed = true)
    {
        await story.Act(await story.Lead("replied"), "audit",
            passed ? new { passed, gaps = (string[]?)null }
                : new { passed, gaps = (string[]?)["缺少现场照片"] }, Roles.Dispatcher, "620422-centre");
        await story.Shows("replyAudited", story.Trace);
    }

    static Task<System.Text.Json.JsonElement> CallBack(Story story, bool solved) => story.Send(
        Roles.Operator, null, HttpMethod.Post, $"intake/cases/{story.Number}/callbacks",
        new { reached = true, contacted = true, solved });

    static Task<System.Text.Json.JsonElement> Rate(Story story, string level) => story.Send(
        Roles.Operator, null, HttpMethod.Post, $"intake/cases/{story.Number}/ratings", new { level });

    [Fact]
    public async Task A_case_goes_from_the_call_to_the_archive_and_each_step_shows_who_when_and_why()
    {
        var story = await Register();
        var trace = story.Trace;
        foreach (var step in new[] { "caseRegistered", "caseDispatched", "clocksStarted" })
            await story.Shows(step, trace);
        await story.Reaches("routed");
        var ticket = await story.Lead("dispatched");
        Assert.Equal("620422-housing", ticket.GetProperty("organisation").GetString());

        await Handle(story);
        await story.Reaches("inHand");
        await Reply(story);
        await Audit(story);
        await story.Reaches("replied");
        Assert.Equal("archived", (await CallBack(story, solved: true)).GetProperty("status").GetString());
        foreach (var step in new[] { "petitionerCalledBack", "caseArchived", "ticketClosed", "clocksStopped" })
            await story.Shows(step, story.Trace);
        Assert.Equal("archived", (await Rate(story, "satisfied")).GetProperty("status").GetString());
        await story.Shows("caseRated", story.Trace);
        await story.Reaches("archived");
        Assert.All(await story.Clocks(), clock =>
            Assert.True(clock.TryGetProperty("stoppedAt", out _), clock.ToString()));
        Assert.All(await story.Tickets(), one => Assert.Equal("closed", one.GetProperty("status").GetString()));

        var steps = await story.Timeline();
        Assert.Equal(
            steps.Count, steps.Select(s => (s.GetProperty("source").GetString(), s.GetProperty("version").GetInt32()))
            .Distinct().Count());
        // The median, since the machine is shared: a single step may have met a build.
        Assert.True(
            story.Waits.Order().ElementAt(story.Waits.Count / 2) < TimeSpan.FromSeconds(1),
            string.Join(", ", story.Waits));
    }

    [Fact]
    public async Task What_no_rule_decides_is_held_by_the_centre_until_a_dispatcher_decides()
    {
        var story = await Story.Register(fixture.Platform, "天上有一个亮东西一直跟着我走，请管一管。", grid: "620422");
        await story.Shows("caseUndecided", story.Trace);
        var held = await Eventually.Get(
            () => story.Get(Roles.Dispatcher, null, "routing/undecided?limit=200"),
            page => page.GetProperty("items").EnumerateArray()
                .Any(i => i.GetProperty("caseNumber").GetString() == story.Number), "it is held");
        Assert.Contains(held.GetProperty("items").EnumerateArray(), i =>
            i.GetProperty("caseNumber").GetString() == story.Number);
        Assert.Contains(await story.Clocks(), clock => clock.GetProperty("kind").GetString() == "citizen");

        await story.Send(Roles.Dispatcher, null, HttpMethod.Post, $"routing/undecided/{story.Number}/dispatch",
            new { lead = "620422-urban", grounds = "由城管局先行核实。" });
        await story.Shows("caseDispatched", story.Trace);
        Assert.Equal("620422-urban", (await story.Lead("dispatched")).GetProperty("organisation").GetString());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_return_is_ruled_on_and_the_citizens_clock_runs_on(bool upheld)
    {
        // A ruling is a precedent for its kind of case, so this case is of another kind than those of the other tests.
        var story = await Register(kind: upheld ? "suggestion" : "request");
        var ticket = await story.Lead("dispatched");
        var citizen = (await Eventually.Get(story.Clocks, all => all.Count > 0, "clocks run"))
            .Single(c => c.GetProperty("kind").GetString() == "citizen");
        await story.Act(ticket, "claim", new { });
        await story.Act(ticket, "return", new
        {
            reason = "notOurDuty", explanation = "物业收费由市场监督管理部门监管，不属于本单位职责。",
            duty = ticket.GetProperty("matter").GetString(), basis = "《价格法》第三十三条", suggested = "620422-market",
        });
        await story.Shows("returnAsked", story.Trace);

        var waiting = (await story.Get(Roles.Arbiter, null, "routing/returns?limit=200")).GetProperty("items")
            .EnumerateArray()
            .Single(r => r.GetProperty("caseNumber").GetString() == story.Number);
        await story.Send(
            Roles.Arbiter, null, HttpMethod.Post, $"routing/returns/{waiting.GetProperty("id").GetString()}/ruling", new
            {
                upheld, to = upheld ? "620422-market" : null,
                grounds = upheld ? "价格监管属市场监督管理局职责。" : "物业管理属住建部门职责，不得再次退单。",
            });
        await story.Shows("returnRuled", story.Trace);
        var lead = await Eventually.Get(() => story.Lead(), t =>
            t.GetProperty("status").GetString() != "returnAsked", "the ruling is carried out");
        Assert.Equal(upheld ? "620422-market" : "620422-housing", lead.GetProperty("organisation").GetString());
        Assert.True(lead.GetProperty("bound").GetBoolean());

        var after = (await story.Clocks())
            .Single(c => c.GetProperty("id").GetString() == citizen.GetProperty("id").GetString());
        Assert.False(after.TryGetProperty("stoppedAt", out _));
        Assert.Equal(citizen.GetProperty("due").GetDateTimeOffset(), after.GetProperty("due").GetDateTimeOffset());
    }

    [Theory]
    [InlineData(false, null)]
    [InlineData(true, "veryDissatisfied")]
    public async Task What_is_not_solved_or_badly_rated_goes_back_to_the_same_owner(bool solved, string? level)
    {
        var story = await Register();
        await Handle(story);
        await Reply(story);
        await Audit(story, passed: false);
        await Reply(story);
        await Audit(story);
        await story.Reaches("replied");
        await CallBack(story, solved);
        if (level is not null)
        {
            // Archived with the petitioner's word, and everything stopped: the rating sets it all going again.
            await Eventually.Be(
                async () => (await story.Clocks()).All(c => c.TryGetProperty("stoppedAt", out _)), "every clock stops");
            await Rate(story, level);
        }
        await story.Shows("caseReopened", story.Trace);
        await story.Shows("ticketReopened", story.Trace);
        var lead = await Eventually.Get(() => story.Lead(), t =>
            t.GetProperty("bound").GetBoolean(), "the owner is bound");
        Assert.Equal("620422-housing", lead.GetProperty("organisation").GetString());
        Assert.Equal(1, (await story.Case()).GetProperty("round").GetInt32());
        // The timeline is Intake's; Escalation hears of the step in its own time.
        await Eventually.Be(
            async () => (await story.Clocks()).Any(c =>
                c.GetProperty("kind").GetString() == "reply" && !c.TryGetProperty("stoppedAt", out _))
                && (await story.Clocks()).Single(c => c.GetProperty("kind").GetString() == "citizen") is var citizen
                && !citizen.TryGetProperty("stoppedAt", out _),
            "the owner's clock and the citizen's run again");
        Assert.Equal("claimed", (await story.Lead()).GetProperty("status").GetString());
    }
}
