using System.Threading.Channels;
using Dispatch.Gateway.Domain;
using Channel = System.Threading.Channels.Channel;

namespace Dispatch.Gateway.Live;

/// <summary>
/// One browser that listens. When it is too slow, news is dropped and it is told to load its lists again.
/// </summary>
public sealed class LiveStream(Action<LiveStream> leave) : IDisposable
{
    readonly Channel<INews> waiting = Channel.CreateBounded<INews>(500);
    readonly Channel<bool> wake =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    int missed;

    public void Tell(INews news)
    {
        if (!waiting.Writer.TryWrite(news))
            Interlocked.Exchange(ref missed, 1);
        wake.Writer.TryWrite(true);
    }

    public void Refresh()
    {
        Interlocked.Exchange(ref missed, 1);
        wake.Writer.TryWrite(true);
    }

    /// <summary>Returns when there is something to say, and at the latest after <paramref name="longest"/>.</summary>
    public async Task Wait(TimeSpan longest, TimeProvider clock, CancellationToken stop)
    {
        using var limit = new CancellationTokenSource(longest, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, limit.Token);
        try
        {
            await wake.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            // Nothing happened for a while; the caller writes a comment, so that the connection stays open.
        }
    }

    /// <summary>True, once, when something may have been missed.</summary>
    public bool Missed() => Interlocked.Exchange(ref missed, 0) == 1;

    public bool Next(out INews? news) => waiting.Reader.TryRead(out news);

    public void Dispose() => leave(this);
}
