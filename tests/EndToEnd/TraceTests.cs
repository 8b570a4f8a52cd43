namespace Dispatch.Tests.EndToEnd;

/// <summary>One trace runs from the caller's request through every process, its statements and its messages.</summary>
[Collection("platform")]
public sealed class TraceTests(PlatformFixture fixture)
{
    // Who must have left a span in the trace, by process and by what made it.
    static readonly (string Service, string Scope)[] Expected =
    [
        ("dispatch-gateway", "Microsoft.AspNetCore"), ("dispatch-intake", "Microsoft.AspNetCore"),
        ("dispatch-intake", "Npgsql"), ("dispatch-intake", "Dispatch"),
        ("dispatch-routing", "Npgsql"), ("dispatch-routing", "Dispatch"),
        ("dispatch-escalation", "Dispatch"), ("dispatch-escalation", "Npgsql"),
    ];

    [Fact]
    public async Task A_registered_case_is_one_trace_through_gateway_intake_routing_and_escalation()
    {
        var story = await Story.Register(fixture.Platform, "路灯不亮已有一周，请维修。");
        await story.Shows("clocksStarted", story.Trace);
        var spans = await Eventually.Get(
            () => Task.FromResult(fixture.Collector.Of(story.Trace)),
            all => Expected.All(e => all.Any(s => (s.Service, s.Scope) == e)), "spans of every process in one trace",
            TimeSpan.FromSeconds(30), () => string.Join('\n', fixture.Collector.Of(story.Trace)));

        // What arrived over the broker is one step of the same trace, in each consumer.
        Assert.Superset(
            new HashSet<string>(["consume routing.route-case", "consume escalation.run-clocks"]),
            spans.Select(s => s.Name).ToHashSet(StringComparer.Ordinal));

        // Every span but the first hangs below another of the same trace.
        var known = spans.Select(s => s.SpanId).Append(story.Trace[..16]).ToHashSet(StringComparer.Ordinal);
        await Eventually.Be(
            () => Task.FromResult(fixture.Collector.Of(story.Trace).All(s =>
                known.Contains(s.ParentId) || fixture.Collector.Of(story.Trace).Any(p => p.SpanId == s.ParentId))),
            "no span is an orphan", evidence: () => string.Join('\n', fixture.Collector.Of(story.Trace)));
    }

    [Fact]
    public async Task The_timeline_names_the_trace_of_each_step()
    {
        var story = await Story.Register(fixture.Platform, "公交站牌倾斜，存在安全隐患。");
        var registered = story.Trace;
        await story.Shows("caseDispatched", registered);
        var ticket = await story.Lead("dispatched");
        await story.Act(ticket, "claim", new { });
        Assert.NotEqual(registered, story.Trace);
        await story.Shows("ticketClaimed", story.Trace, decided: false);
        await Eventually.Be(
            () => Task.FromResult(fixture.Collector.Of(story.Trace).Any(s => s.Service == "dispatch-routing")),
            "its spans are under that id");
    }

    [Fact]
    public async Task Polling_the_outbox_makes_no_spans()
    {
        var story = await Story.Register(fixture.Platform, "小区门口积水。");
        await story.Shows("clocksStarted", story.Trace);
        Assert.DoesNotContain(fixture.Collector.Of(story.Trace), s =>
            s.Name.Contains("poll", StringComparison.Ordinal));
    }
}
