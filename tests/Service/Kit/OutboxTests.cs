using System.Net.Http.Json;

namespace Dispatch.Tests.Service.Kit;

/// <summary>What is committed is published: in order, at least once, and applied exactly once.</summary>
public sealed class OutboxTests : KitTest
{
    static readonly TimeSpan Long = TimeSpan.FromSeconds(60);

    readonly Guid @case = Guid.CreateVersion7();

    static async Task Publish(
        RunningService by, Guid @case, int first, int count, string type = nameof(CaseArchived))
    {
        using var client = by.Client(Roles.Admin);
        using var answer = await client.PostAsJsonAsync("/publish", new { @case, first, count, type });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    Task<List<int>> Versions() =>
        Service.Database.Read<int>("select version from applied where queue = 'test.single' order by place");

    [Fact]
    public async Task Events_are_published_in_the_order_in_which_they_were_written_and_the_outbox_is_emptied()
    {
        await using var heard = await Broker.Listen(typeof(CaseArchived));
        for (var first = 1; first <= 1_001; first += 250)
            await Publish(Service, @case, first, 250);
        await Eventually.Equal(1_250, () => Task.FromResult(heard.Messages.Count), "the number heard", Long, Log);
        Assert.Equal(Enumerable.Range(1, 1_250), heard.All<CaseArchived>().Select(e => e.Head.Version));
        await Eventually.Equal(0L, () =>
            Service.Database.One<long>("select count(*) from outbox"), "the outbox's length");
    }

    [Fact]
    public async Task A_process_killed_while_it_publishes_loses_nothing_and_doubles_are_not_applied_twice()
    {
        const int all = 6_000;
        await using var heard = await Broker.Listen(typeof(CaseArchived));
        await using var process = await ServiceProcess.InPlaceOf(Service);
        await Publish(process, @case, 1, all);
        await Eventually.Be(
            () => Task.FromResult(heard.Messages.Count > 300), "it has begun to publish", Long, () => process.Log);
        await process.Kill();
        var before = heard.Messages.Count;
        var left = await Service.Database.One<long>("select count(*) from outbox");
        Assert.True(left > 0, $"It had already published everything ({before}) when it was killed.");

        await process.Restart();
        await Eventually.Equal(all, () => CountApplied("test.single"), "the number applied", Long, () => process.Log);
        Assert.Equal(Enumerable.Range(1, all), (await Versions()).Order());
        Assert.Equal(all, heard.All<CaseArchived>().Select(e => e.Head.Id).Distinct().Count());
    }

    [Fact]
    public async Task Two_relays_on_one_database_share_the_work_without_publishing_anything_twice()
    {
        const int all = 4_000;
        await using var second = await ServiceProcess.Start("test", Service.Database, keepQueues: true);
        await using var heard = await Broker.Listen(typeof(CaseArchived));
        var other = Guid.CreateVersion7();
        await Task.WhenAll(Publish(Service, @case, 1, all / 2), Publish(second, other, 1, all / 2));
        await Eventually.Equal(all, () => CountApplied("test.single"), "the number applied", Long, Log);
        Assert.Equal(all, heard.Messages.Count);
        Assert.Equal(all, heard.All<CaseArchived>().Select(e => e.Head.Id).Distinct().Count());
    }

    [Fact]
    public async Task While_the_broker_is_away_changes_are_committed_and_afterwards_everything_is_published()
    {
        await Publish(Service, @case, 1, 10);
        await Eventually.Equal(10, () => CountApplied("test.single"), "the number applied", Long, Log);
        await Servers.Kill("rabbitmq");
        try
        {
            await Publish(Service, @case, 11, 500);
        }
        finally
        {
            await Servers.Start("rabbitmq");
        }
        await Eventually.Equal(510, () => CountApplied("test.single"), "the number applied", Long, Log);
    }

    [Fact]
    public async Task What_the_broker_refuses_waits_with_the_reason_and_holds_up_nothing_else()
    {
        await using (await Broker.Refusing(typeof(CaseReopened)))
        {
            await Publish(Service, @case, 1, 20, nameof(CaseReopened));
            await Eventually.Equal(20L, () => Service.Database.One<long>(
                "select count(*) from outbox where attempts > 0 and last_error <> ''"), "the refused", Long, Log);
            await Publish(Service, @case, 1, 300);
            await Eventually.Equal(300, () => CountApplied("test.single"), "the number applied", Long, Log);
        }
        await Eventually.Equal(0L, () =>
            Service.Database.One<long>("select count(*) from outbox"), "the outbox's length", Long, Log);
    }

    [Fact]
    public async Task A_refused_change_publishes_nothing_and_keeps_nothing()
    {
        using var client = Service.Client(Roles.Admin);
        using var answer = await client.PostAsJsonAsync($"/keep/{@case}", new { text = "no", refuse = true });
        var problem = await ProblemDocument.Expect(answer, System.Net.HttpStatusCode.UnprocessableEntity, "asked_for");
        Assert.Equal(["refuse"], problem.Errors.Keys);
        Assert.Equal(0, await CountApplied("keep"));
    }
}
