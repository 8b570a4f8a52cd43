using System.Threading.Channels;

namespace Dispatch.Kit;

/// <summary>Wakes the relay as soon as a transaction of this process has committed something to publish.</summary>
public sealed class OutboxSignal
{
    readonly Channel<bool> signal = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Wake() => signal.Writer.TryWrite(true);

    /// <summary>
    /// Returns on a wake-up, and at the latest after <paramref name="longest"/>: what another instance left behind is
    /// found then.
    /// </summary>
    public async Task Wait(TimeSpan longest, CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(longest);
        try
        {
            await signal.Reader.ReadAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            // Nobody called: poll.
        }
    }
}
