using System.Diagnostics;
using System.Threading.Channels;

namespace Dispatch.Kit;

/// <summary>
/// Gathers what arrives while the previous batch is being committed into the next one. A single item is not delayed;
/// under load one commit serves up to <c>most</c> items. Each caller is answered only when its own item is
/// committed; when a batch fails, its items are tried one by one, so that a bad one fails alone.
/// </summary>
public sealed class GroupCommit<TItem, TResult> : IAsyncDisposable
{
    readonly Channel<Waiting> waiting = Channel.CreateUnbounded<Waiting>();
    readonly Func<IReadOnlyList<TItem>, CancellationToken, Task<IReadOnlyList<TResult>>> commit;
    readonly CancellationTokenSource stop = new();
    readonly Task[] writers;
    readonly string name;
    readonly int most;

    sealed record Waiting(TItem Item, string? Parent, TaskCompletionSource<TResult> Done);

    /// <param name="commit">Commits all or throws; answers in the order of the items.</param>
    public GroupCommit(
        string name, Func<IReadOnlyList<TItem>, CancellationToken, Task<IReadOnlyList<TResult>>> commit,
        int writers = 1, int most = 200)
    {
        (this.name, this.commit, this.most) = (name, commit, most);
        // Without the caller's execution context: a writer belongs to nobody's trace.
        using (ExecutionContext.SuppressFlow())
            this.writers = [.. Enumerable.Range(0, writers).Select(_ => Task.Run(Run))];
    }

    /// <exception cref="Exception">What the commit threw for this item alone.</exception>
    public Task<TResult> Add(TItem item)
    {
        var done = new TaskCompletionSource<TResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        return waiting.Writer.TryWrite(new(item, Activity.Current?.Id, done))
            ? done.Task
            : Task.FromException<TResult>(new OperationCanceledException("Stopping."));
    }

    async Task Run()
    {
        var batch = new List<Waiting>(most);
        var pace = new Pace();
        try
        {
            while (await waiting.Reader.WaitToReadAsync(stop.Token))
            {
                await pace.Wait(stop.Token);
                batch.Clear();
                while (batch.Count < most && waiting.Reader.TryRead(out var next))
                    batch.Add(next);
                if (batch.Count > 0)
                    await CommitOrSplit(batch);
                pace.Served();
            }
        }
        catch (OperationCanceledException)
        {
            // Stopping: whoever still waits is told so, and sends again.
        }
    }

    async Task CommitOrSplit(IReadOnlyList<Waiting> batch)
    {
        try
        {
            await Commit(batch);
        }
        catch (Exception problem) when (batch.Count > 1 && !Outage.Is(problem))
        {
            foreach (var one in batch)
                await CommitOrSplit([one]);
        }
#pragma warning disable CA1031 // Each caller gets the exception as its own.
        catch (Exception problem)
#pragma warning restore CA1031
        {
            foreach (var one in batch)
                one.Done.TrySetException(problem);
        }
    }

    async Task Commit(IReadOnlyList<Waiting> batch)
    {
        using var span = Telemetry.Source.HasListeners() ? Gathered(batch) : null;
        var results = await commit([.. batch.Select(w => w.Item)], stop.Token);
        for (var i = 0; i < batch.Count; i++)
            batch[i].Done.TrySetResult(results[i]);
    }

    // The batch's SQL stands in the first item's trace; the others are linked to it.
    Activity? Gathered(IReadOnlyList<Waiting> batch)
    {
        ActivityContext.TryParse(batch[0].Parent, null, out var first);
        var links = batch.Skip(1)
            .Select(w => ActivityContext.TryParse(w.Parent, null, out var other) ? new ActivityLink(other) : default)
            .Where(l => l.Context != default);
        return Telemetry.Source.StartActivity("gather " + name, ActivityKind.Internal, first, links: links);
    }

    public async ValueTask DisposeAsync()
    {
        waiting.Writer.TryComplete();
        await stop.CancelAsync();
        await Task.WhenAll(writers).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        while (waiting.Reader.TryRead(out var left))
            left.Done.TrySetCanceled(stop.Token);
        stop.Dispose();
    }
}
