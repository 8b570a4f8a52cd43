using System.Collections.Concurrent;
using Dispatch.Kit;

namespace Dispatch.Tests.Unit.Kit;

public sealed class GroupCommitTests
{
    static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    readonly ConcurrentQueue<int[]> batches = new();

    GroupCommit<int, string> Gather(
        Func<IReadOnlyList<int>, Task>? during = null, int writers = 1, int most = 200) =>
            new("test", async (items, stop) =>
    {
        batches.Enqueue([.. items]);
        if (during is not null)
            await during(items).WaitAsync(stop);
        return [.. items.Select(i => "answer " + i)];
    }, writers, most);

    // Holds the first commit until it is let go, so that what is added meanwhile must wait together.
    (GroupCommit<int, string> Gather, TaskCompletionSource Go) Held(
        Func<IReadOnlyList<int>, Task>? then = null, int most = 200)
    {
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return (Gather(async items =>
        {
            if (items.Contains(0))
                await go.Task;
            else if (then is not null)
                await then(items);
        }, most: most), go);
    }

    async Task<Task<string>[]> AddAll(GroupCommit<int, string> gather, TaskCompletionSource go, int count)
    {
        var first = gather.Add(0);
        await Eventually.Be(() => Task.FromResult(!batches.IsEmpty), "the first is being committed");
        var rest = Enumerable.Range(1, count).Select(gather.Add).ToArray();
        go.SetResult();
        Assert.Equal("answer 0", await first.WaitAsync(Soon));
        return rest;
    }

    [Fact]
    public async Task A_single_item_is_committed_at_once()
    {
        await using var gather = Gather();
        Assert.Equal("answer 7", await gather.Add(7).WaitAsync(Soon));
        Assert.Equal([7], Assert.Single(batches));
    }

    [Fact]
    public async Task What_arrives_during_a_commit_goes_into_the_next_one_in_order_and_each_caller_gets_its_own_answer()
    {
        var (gather, go) = Held();
        await using var _ = gather;
        var answers = await Task.WhenAll(await AddAll(gather, go, 50)).WaitAsync(Soon);
        Assert.Equal(Enumerable.Range(1, 50).Select(i => "answer " + i), answers);
        Assert.Equal(2, batches.Count);
        Assert.Equal(Enumerable.Range(1, 50), batches.Last());
    }

    [Fact]
    public async Task A_batch_never_holds_more_than_its_limit()
    {
        var (gather, go) = Held(most: 20);
        await using var _ = gather;
        await Task.WhenAll(await AddAll(gather, go, 50)).WaitAsync(Soon);
        Assert.Equal([1, 20, 20, 10], batches.Select(b => b.Length));
    }

    [Fact]
    public async Task One_bad_item_fails_alone_with_its_own_exception()
    {
        var (gather, go) =
            Held(items => items.Contains(3) ? throw new InvalidOperationException("3 is bad") : Task.CompletedTask);
        await using var _ = gather;
        var answers = await AddAll(gather, go, 5);
        Assert.Equal("3 is bad", (await Assert.ThrowsAsync<InvalidOperationException>(() => answers[2].WaitAsync(Soon)))
            .Message);
        foreach (var good in new[] { 1, 2, 4, 5 })
            Assert.Equal("answer " + good, await answers[good - 1].WaitAsync(Soon));
        // Once together, then one by one.
        Assert.Equal([1, 5, 1, 1, 1, 1, 1], batches.Select(b => b.Length));
    }

    [Fact]
    public async Task An_outage_fails_all_at_once_instead_of_being_tried_item_by_item()
    {
        var (gather, go) = Held(_ => throw new Npgsql.NpgsqlException("The server is away."));
        await using var _ = gather;
        foreach (var answer in await AddAll(gather, go, 40))
            await Assert.ThrowsAsync<Npgsql.NpgsqlException>(() => answer.WaitAsync(Soon));
        Assert.Equal(2, batches.Count);
    }

    [Fact]
    public async Task After_a_failure_the_next_items_are_committed_as_ever()
    {
        await using var gather =
            Gather(items => items.Contains(1) ? throw new TimeoutException("away") : Task.CompletedTask);
        await Assert.ThrowsAsync<TimeoutException>(() => gather.Add(1).WaitAsync(Soon));
        Assert.Equal("answer 2", await gather.Add(2).WaitAsync(Soon));
    }

    [Fact]
    public async Task Two_writers_commit_side_by_side()
    {
        using var both = new Barrier(2);
        await using var gather =
            Gather(_ => Task.Run(() => Assert.True(both.SignalAndWait(Soon))), writers: 2, most: 1);
        await Task.WhenAll(gather.Add(1), gather.Add(2)).WaitAsync(Soon);
    }

    [Fact]
    public async Task Whoever_still_waits_when_it_stops_is_told_so()
    {
        var (gather, _) = Held();
        var first = gather.Add(0);
        await Eventually.Be(() => Task.FromResult(!batches.IsEmpty), "the first is being committed");
        var second = gather.Add(1);
        await gather.DisposeAsync().AsTask().WaitAsync(Soon);
        foreach (var waiting in new[] { first, second, gather.Add(2) })
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(Soon));
    }
}
