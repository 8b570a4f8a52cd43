namespace Dispatch.Tests.Service.Kit;

/// <summary>Whatever has arrived is applied together, each event once, and a bad one alone is put aside.</summary>
public sealed class ConsumerTests : KitTest
{
    static readonly TimeSpan Long = TimeSpan.FromSeconds(60);

    // While this one is being applied, what is published next arrives and must go together.
    async Task Hold() => await Bus.Publish(Registered("slow"));

    async Task<List<CaseRegistered>> PublishBehindSlow(IEnumerable<CaseRegistered> events)
    {
        var all = events.ToList();
        await Hold();
        foreach (var one in all)
            await Bus.Publish(one);
        return all;
    }

    [Fact]
    public async Task What_arrives_together_is_applied_in_few_transactions()
    {
        var all = await PublishBehindSlow(Enumerable.Range(0, 100).Select(_ => Registered()));
        await Eventually.Equal(101, () => CountApplied("test.gather"), "the number applied", Long, Log);
        Assert.Superset(
            all.Select(e => e.Head.Id.Value).ToHashSet(), (await Applied("test.gather")).ToHashSet());
        var batches = await Service.Database.One<long>("select count(distinct batch) from applied");
        Assert.True(batches < 30, $"{batches} transactions for 101 events.");
    }

    [Fact]
    public async Task A_poisoned_event_goes_alone_to_the_error_queue_while_its_neighbours_are_applied()
    {
        var all = await PublishBehindSlow(Enumerable.Range(0, 60).Select(i => Registered(i == 30 ? "poison" : "井盖丢失")));
        // The neighbours do not wait for its five tries.
        await Eventually.Equal(60, () =>
            CountApplied("test.gather"), "the number applied", TimeSpan.FromSeconds(15), Log);
        await Eventually.Equal(1u, () => Broker.Count("test.gather_error"), "the error queue's length", Long, Log);
        Assert.Equal(0u, await Broker.Count("test.gather"));
        Assert.DoesNotContain(all[30].Head.Id.Value, await Applied("test.gather"));
        Assert.Equal(
            0L, await Service.Database.One<long>(
            "select count(*) from inbox where message_id = @Id", new { all[30].Head.Id }));
    }

    [Fact]
    public async Task An_event_that_comes_again_in_the_middle_of_a_batch_is_applied_once()
    {
        var earlier = Registered();
        await Bus.Publish(earlier);
        await Eventually.Equal(1, () => CountApplied("test.gather"), "the number applied", Long, Log);

        var fresh = Enumerable.Range(0, 20).Select(_ => Registered()).ToList();
        // One that was applied before, and one that comes twice within the batch.
        await PublishBehindSlow([.. fresh[..10], earlier, .. fresh[10..], fresh[3], fresh[3]]);
        await Eventually.Equal(22, () => CountApplied("test.gather"), "the number applied", Long, Log);
        await Eventually.Be(() => Broker.Quiet("test"), "all queues are empty", Long, Log);
        Assert.Equal(22, (await Applied("test.gather")).Distinct().Count());
        Assert.Equal(22, await CountApplied("test.gather"));
    }

    [Fact]
    public async Task A_process_killed_while_it_applies_gets_the_events_again_and_applies_each_once()
    {
        await using var process = await ServiceProcess.InPlaceOf(Service);
        await Hold();
        var all = Enumerable.Range(0, 300).Select(_ => Registered()).ToList();
        foreach (var one in all)
            await Bus.Publish(one);
        await process.Kill();
        await process.Restart();
        await Eventually.Equal(301, () => CountApplied("test.gather"), "the number applied", Long, () => process.Log);
        Assert.Equal(301, (await Applied("test.gather")).Distinct().Count());
    }

    [Fact]
    public async Task A_database_that_is_killed_is_waited_for_and_nothing_goes_to_the_error_queue()
    {
        await Bus.Publish(Registered());
        await Eventually.Equal(1, () => CountApplied("test.gather"), "the number applied", Long, Log);
        await Servers.Kill("postgres");
        try
        {
            foreach (var _ in Enumerable.Range(0, 50))
                await Bus.Publish(Registered());
        }
        finally
        {
            await Servers.Start("postgres");
        }
        await Eventually.Equal(51, () => CountApplied("test.gather"), "the number applied", Long, Log);
        await Eventually.Be(() => Broker.Quiet("test"), "all queues are empty", Long, Log);
    }

    [Fact]
    public async Task An_event_that_came_too_early_waits_and_is_applied_once_the_earlier_one_has_come()
    {
        var rated = new CaseRated(Head(1), RatingLevel.VeryDissatisfied, null, []);
        var reopened = new CaseReopened(Head(2, rated.Head.CaseId), 1, []);
        var other = new CaseRated(Head(1), RatingLevel.Satisfied, null, []);
        await Bus.Publish(reopened);
        // It must have been tried, and refused, before the earlier one comes.
        await Eventually.Be(
            () => Task.FromResult(Service.Log.Contains("The rating has not come yet.", StringComparison.Ordinal)),
                "it was tried", Long, Log);
        await Bus.Publish(other);
        await Eventually.Equal(1, () => CountApplied("test.early"), "what does not depend on it goes on", Long, Log);
        await Bus.Publish(rated);
        await Eventually.Equal(3, () => CountApplied("test.early"), "the number applied", Long, Log);
        Assert.Equal([other.Head.Id.Value, rated.Head.Id.Value, reopened.Head.Id.Value], await Applied("test.early"));
        Assert.Equal(0u, await Broker.Count("test.early_error"));
    }

    [Fact]
    public async Task More_that_came_too_early_than_are_taken_at_once_do_not_keep_out_what_they_wait_for()
    {
        const int all = 600;
        var rated = Enumerable.Range(0, all).Select(_ => new CaseRated(Head(1), RatingLevel.Satisfied, null, []))
            .ToList();
        foreach (var one in rated)
            await Bus.Publish(new CaseReopened(Head(2, one.Head.CaseId), 1, []));
        foreach (var one in rated)
            await Bus.Publish(one);
        await Eventually.Equal(2 * all, () => CountApplied("test.early"), "the number applied", Long, Log);
        await Eventually.Be(() => Broker.Quiet("test"), "all queues are empty", Long, Log);
    }

    [Fact]
    public async Task A_process_that_is_asked_to_stop_while_an_event_waits_stops_soon_and_the_event_is_not_lost()
    {
        await using var process = await ServiceProcess.InPlaceOf(Service);
        var rated = new CaseRated(Head(1), RatingLevel.Satisfied, null, []);
        await Bus.Publish(new CaseReopened(Head(2, rated.Head.CaseId), 1, []));
        await Eventually.Be(
            () => Task.FromResult(process.Log.Contains("The rating has not come yet.", StringComparison.Ordinal)),
                "it was tried", Long, () => process.Log);
        await process.Stop(within: TimeSpan.FromSeconds(15));
        await process.Restart();
        await Bus.Publish(rated);
        await Eventually.Equal(2, () => CountApplied("test.early"), "the number applied", Long, () => process.Log);
        Assert.Equal(0u, await Broker.Count("test.early_error"));
    }

    [Fact]
    public async Task What_is_no_event_at_all_is_put_aside_and_the_others_go_on()
    {
        await Bus.Publish(Registered());
        await Bus.PublishRaw("CaseRegistered", "this is no envelope");
        await Bus.Publish(Registered());
        await Eventually.Equal(2, () => CountApplied("test.gather"), "the number applied", Long, Log);
        await Eventually.Equal(1u, () => Broker.Count("test.gather_error"), "the error queue's length", Long, Log);
    }
}
