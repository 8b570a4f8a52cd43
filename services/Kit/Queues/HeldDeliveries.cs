using System.Diagnostics;
using System.Threading.Channels;

namespace Dispatch.Kit;

/// <summary>Messages of one queue that are tried again a little later; unacknowledged, so that none is lost.</summary>
sealed class HeldDeliveries
{
    readonly List<Delivery> held = [];

    public int Count => held.Count;

    public void Add(Delivery one, int milliseconds)
    {
        one.Due = Stopwatch.GetTimestamp() + milliseconds * Stopwatch.Frequency / 1_000;
        held.Add(one);
    }

    /// <summary>Takes those whose time has come into the batch.</summary>
    public void TakeDue(List<Delivery> batch, int most)
    {
        var now = Stopwatch.GetTimestamp();
        var due = held.Where(one => one.Due <= now).Take(most).ToHashSet();
        if (due.Count == 0)
            return;
        batch.AddRange(due);
        held.RemoveAll(due.Contains);
    }

    /// <summary>All of them; none is held any longer.</summary>
    public List<Delivery> TakeAll()
    {
        List<Delivery> all = [.. held];
        held.Clear();
        return all;
    }

    /// <summary>
    /// Returns when something has arrived, or one of these is due; false when nothing can come any more.
    /// </summary>
    public async Task<bool> OrArrived(ChannelReader<Delivery> arrived, CancellationToken stop)
    {
        if (held.Count == 0)
            return await arrived.WaitToReadAsync(stop);
        var left = held.Min(one => one.Due) - Stopwatch.GetTimestamp();
        if (left <= 0)
            return true;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(TimeSpan.FromSeconds((double)left / Stopwatch.Frequency) + TimeSpan.FromMilliseconds(1));
        try
        {
            return await arrived.WaitToReadAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return true;
        }
    }
}
