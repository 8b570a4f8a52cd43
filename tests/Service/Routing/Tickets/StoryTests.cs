using System.Collections.Concurrent;

namespace Dispatch.Tests.Service.Routing.Tickets;

/// <summary>
/// Random steps, several people at once and double clicks, on real services: at every moment each case has one owner,
/// bounces nowhere, and its citizen clock keeps its due time.
/// </summary>
public sealed class StoryTests(StoryFixture fixture) : IClassFixture<StoryFixture>
{
    const int Cases = 20, Steps = 22;

    // One statement sees one moment of the database, so that what it finds was really so.
    const string Wrong = """
        select c.case_number || ': ' || f.what
        from routed_case c
        cross join lateral (
            select count(*) filter (where role = 'lead' and status <> 'returned') as leads,
                max(organisation) filter (where role = 'lead' and status <> 'returned') as lead,
                max(hop) as hop,
                bool_and(bound) filter (where role = 'lead' and status <> 'returned') as bound,
                count(*) filter (where status = 'returnAsked') as asked
            from ticket where ticket.case_id = c.case_id) t
        cross join lateral (
            select count(*) as returns, count(ruled_at) as rulings from ticket_return r where r.case_id = c.case_id) r
        cross join lateral (values
            (c.undecided <> (t.leads = 0) or t.leads > 1, t.leads || ' lead it'),
            (not c.undecided and c.holder <> t.lead, c.holder || ' holds what ' || t.lead || ' leads'),
            (c.undecided and c.holder <> '620422-centre', c.holder || ' holds what is undecided'),
            (r.returns > 1, 'was returned ' || r.returns || ' times'),
            (r.rulings > 0 and (t.asked > 0 or not t.bound), 'was ruled on and is not bound'),
            (t.hop > 3 or (t.hop = 3 and t.lead <> '620422-centre'), 'hop ' || t.hop || ' is with ' || t.lead)
        ) as f (wrong, what)
        where f.wrong
        union all
        select c.case_number || ': ' || t.organisation || ' has two tickets open'
        from ticket t join routed_case c using (case_id)
        where t.status in ('dispatched', 'claimed', 'returnAsked', 'suspended')
        group by c.case_number, t.organisation
        having count(*) > 1
        """;

    const string Citizens = """
        select c.case_id, c.started_at, c.due, c.stopped_at, p.running, p.organisation
        from clock c join timed_case p using (case_id)
        where c.kind = 'citizen' and c.case_id = any(@of)
        """;

    sealed record Citizen(
        Guid CaseId, DateTimeOffset StartedAt, DateTimeOffset Due, DateTimeOffset? StoppedAt, int Running,
        string? Organisation);

    [Theory]
    [MemberData(nameof(Seeds.Each), MemberType = typeof(Seeds))]
    public async Task Whoever_acts_at_once_and_twice_a_case_has_one_owner_bounces_nowhere_and_its_citizen_clock_stands(
        int seed)
    {
        var seen = new ConcurrentDictionary<string, int>(StringComparer.Ordinal);
        var stories = Enumerable.Range(0, Cases).Select(n =>
            new CaseStory(fixture, (seed * Cases + n) & int.MaxValue, seen)).ToList();
        await Task.WhenAll(stories.Select(story => story.Register()));
        var citizens = await Eventually.Get(
            () => Clocks(stories), all => all.Count == Cases, "every citizen clock runs", evidence: () => fixture.Logs);

        using var over = new CancellationTokenSource();
        var watch = Watch(stories, citizens, over.Token);
        await Task.WhenAll(stories.Select(async story =>
        {
            for (var step = 0; step < Steps; step++)
                await story.Step();
        }));
        await over.CancelAsync();
        Assert.True(await watch > 20, "nobody looked");
        await Eventually.Get(
            () => Unsettled(stories), left => left.Count == 0, "the clocks have heard it all",
            evidence: () => fixture.Logs);
        await Holds(stories, citizens);
        var rare = Expected.Where(what => !seen.ContainsKey(what)).ToList();
        Assert.True(rare.Count == 0, $"seed {seed} never met {string.Join(", ", rare)}; it met "
            + string.Join(", ", seen.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => $"{s.Key} ×{s.Value}")));
    }

    static readonly string[] Expected =
    [
        "dispatch", "claim", "contact", "reply", "audit", "return", "ruling", "objection", "extension", "suspension",
        "termination", "request", "assistance", "transfer", "stage-report", "reopened", "archived", "window",
        "ticket_not_claimable", "ticket_not_returnable", "ticket_bound", "already_ruled", "ticket_not_claimed",
        "reply_incomplete", "nothing_to_audit", "ticket_not_in_hand", "application_waiting", "ticket_not_found",
        "assists_already",
    ];

    /// <returns>How often it looked.</returns>
    async Task<int> Watch(List<CaseStory> stories, Dictionary<Guid, Citizen> citizens, CancellationToken over)
    {
        var looks = 0;
        for (; !over.IsCancellationRequested; looks++)
            await Holds(stories, citizens);
        return looks;
    }

    async Task Holds(List<CaseStory> stories, Dictionary<Guid, Citizen> citizens)
    {
        var wrong = await fixture.Tickets.Read<string>(Wrong);
        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Concat(stories
            .Where(s => wrong.Exists(w => w.StartsWith(s.Number, StringComparison.Ordinal))).Select(s => s.Trace))));
        var now = await Clocks(stories);
        foreach (var story in stories)
        {
            var (was, stands) = (citizens[story.Id.Value], now[story.Id.Value]);
            Assert.True((was.StartedAt, was.Due) == (stands.StartedAt, stands.Due), $"It has moved.\n{story.Trace}");
            // The archive may not have been heard yet; nothing else may stop it.
            Assert.True(
                story.Archived || (stands.StoppedAt is null && stands.Running > 0), $"It stopped.\n{story.Trace}");
        }
    }

    /// <summary>The cases whose citizen clock presses another than the holder, or did not run to the archive.</summary>
    async Task<List<string>> Unsettled(List<CaseStory> stories)
    {
        var (now, holders) = (await Clocks(stories), (await fixture.Tickets.Read<(Guid Id, string Holder)>(
            "select case_id, holder from routed_case")).ToDictionary(c => c.Id, c => c.Holder));
        return
        [
            .. stories.Where(story => now[story.Id.Value] is var clock && (story.ArchivedAt is { } archived
                    ? (clock.StoppedAt - archived)?.Duration() is not { TotalMilliseconds: < 1 } || clock.Running > 0
                    : clock.StoppedAt is not null || clock.Organisation != holders[story.Id.Value]))
                .Select(story => $"{now[story.Id.Value]} {holders[story.Id.Value]} {story.Trace}"),
        ];
    }

    async Task<Dictionary<Guid, Citizen>> Clocks(List<CaseStory> stories) =>
        (await fixture.Escalation.Database.Read<Citizen>(Citizens, new { of = stories.ConvertAll(s => s.Id.Value) }))
            .ToDictionary(c => c.CaseId);
}
