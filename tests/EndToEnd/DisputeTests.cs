namespace Dispatch.Tests.EndToEnd;

/// <summary>A dispute goes to mediation, and from there to the archive or back to a department.</summary>
[Collection("platform")]
public sealed class DisputeTests(PlatformFixture fixture)
{
    async Task<(Story Story, string Organisation, string File)> Open()
    {
        var story = await Story.Register(
            fixture.Platform, "我家承包地的地埂被邻居犁掉半米，两家因为地界吵了几年，请帮助调解。", grid: "620422101205001",
            matter: "070302", kind: "dispute");
        foreach (var step in new[] { "caseDispatched", "caseRoutedToMediation", "fileOpened" })
            await story.Shows(step, story.Trace);
        var organisation = (await story.Lead()).GetProperty("organisation").GetString()!;
        var files = await story.Get(Roles.Mediator, organisation, "mediation/files?case=" + story.Number);
        var seen = await story.Get(Roles.Dispatcher, null, "mediation/files?case=" + story.Number);
        Assert.True(
            files.GetProperty("items").GetArrayLength() == 1, $"{organisation} sees {files}, the centre {seen}");
        return (story, organisation, files.GetProperty("items")[0].GetProperty("id").GetString()!);
    }

    static async Task<string> Post(Story story, string organisation, string file, string what, object body)
    {
        await story.Send(Roles.Mediator, organisation, HttpMethod.Post, $"mediation/files/{file}/{what}", body);
        return story.Trace;
    }

    [Fact]
    public async Task An_agreement_that_all_have_signed_is_the_reply_and_after_the_callback_the_case_is_archived()
    {
        var (story, organisation, file) = await Open();
        Assert.Contains(await story.Clocks(), c =>
            c.GetProperty("kind").GetString() == "mediation" && !c.TryGetProperty("stoppedAt", out _));
        await Post(
            story, organisation, file, "parties", new { name = "张三丰", phone = "13912341234", side = "applicant" });
        await Post(
            story, organisation, file, "parties", new { name = "李四光", phone = "13800005678", side = "respondent" });
        await Post(story, organisation, file, "consents", new { party = 1, given = true });
        await story.Shows(
            "consentGiven", await Post(story, organisation, file, "consents", new { party = 2, given = true }));
        await story.Shows("sessionHeld", await Post(
            story, organisation, file, "sessions",
            new { heldAt = TimeProvider.System.GetUtcNow(), place = "郭城驿镇调解室", note = "双方到场" }), decided: false);
        await story.Shows("agreementReached", await Post(story, organisation, file, "agreement", new
        {
            facts = "双方承包地相邻，地埂被犁毁半米，界线不清。", content = "按原界桩恢复地埂，费用各半。",
            performanceMode = "byTerm", performBy = DateOnly.FromDateTime(DateTime.UnixEpoch).AddYears(80),
            oral = false,
        }), decided: false);
        await Post(story, organisation, file, "signatures", new { party = 1 });
        await Post(story, organisation, file, "signatures", new { party = 2 });
        await Post(story, organisation, file, "signatures", new { mediator = true });
        var trace = await Post(story, organisation, file, "signatures", new { seal = true });
        foreach (var step in new[] { "agreementEffective", "mediationEnded", "ticketReplied", "replyAudited" })
            await story.Shows(step, trace, decided: false);

        await story.Reaches("replied");
        await story.Send(
            Roles.Operator, null, HttpMethod.Post, $"intake/cases/{story.Number}/callbacks",
            new { reached = true, contacted = true, solved = true });
        await story.Shows("caseArchived", story.Trace);
        await Eventually.Be(
            async () => (await story.Clocks()).All(c => c.TryGetProperty("stoppedAt", out _)), "every clock is stopped",
            evidence: () => fixture.Platform.Logs);
    }

    [Fact]
    public async Task A_party_that_refuses_ends_the_mediation_and_the_case_goes_to_those_whose_duty_it_is()
    {
        var (story, organisation, file) = await Open();
        await Post(story, organisation, file, "parties", new { name = "张三丰", side = "applicant" });
        await Post(story, organisation, file, "parties", new { name = "李四光", side = "respondent" });
        var trace = await Post(story, organisation, file, "consents", new { party = 2, given = false, note = "不愿调解" });
        await story.Shows("consentRefused", trace);
        // The paths that the law leaves open are told: arbitration, reconsideration, court.
        var ended = await story.Shows("mediationEnded", trace);
        Assert.True(ended.GetProperty("reasons").GetArrayLength() >= 3, ended.ToString());
        await story.Shows("caseDispatched", trace);
        var lead = await Eventually.Get(
            () => story.Lead(), t => t.GetProperty("organisation").GetString() != organisation,
            "another organisation leads");
        Assert.DoesNotContain("mediation", lead.GetProperty("organisation").GetString(), StringComparison.Ordinal);
        Assert.Equal("routed", await story.Status());
    }
}
