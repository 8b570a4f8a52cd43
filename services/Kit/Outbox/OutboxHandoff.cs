using System.Diagnostics;
using System.Threading.Channels;

namespace Dispatch.Kit;

/// <summary>A message of the outbox.</summary>
/// <param name="Body">The event's JSON, without an envelope.</param>
sealed record OutboxRow(long Id, Guid MessageId, string Type, byte[] Body, string? Traceparent);

/// <summary>
/// Hands what this process has just committed to its own relay, in the order of the commits, so that it need not be
/// read back.
/// </summary>
/// <remarks>
/// Only a short cut: whatever is lost on it, with the process or because it is full, is still in the table, where any
/// instance's relay finds it after <see cref="Patience"/>.
/// </remarks>
public sealed class OutboxHandoff
{
    /// <summary>How long a row is left to the process that wrote it before other relays may take it.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    const int Most = 10_000;

    readonly Channel<(OutboxRow Row, long At)> fresh = Channel.CreateBounded<(OutboxRow, long)>(
        new BoundedChannelOptions(Most) { SingleReader = true });

    internal void Hand(IReadOnlyList<OutboxRow> rows)
    {
        var at = Stopwatch.GetTimestamp();
        foreach (var row in rows)
            fresh.Writer.TryWrite((row, at));
    }

    /// <summary>Returns when there is a row to take, and at the latest after <paramref name="longest"/>.</summary>
    internal async Task WaitForRows(TimeSpan longest, CancellationToken stop)
    {
        if (fresh.Reader.TryPeek(out _))
            return;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(longest);
        try
        {
            await fresh.Reader.WaitToReadAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            // No row came: time to look into the table.
        }
    }

    /// <returns>The oldest first; <c>Ours</c> while no other instance can have taken them over.</returns>
    internal (List<OutboxRow> Rows, bool Ours) Take(int most)
    {
        var (rows, ours) = (new List<OutboxRow>(), true);
        while (rows.Count < most && fresh.Reader.TryRead(out var next))
        {
            rows.Add(next.Row);
            ours &= Stopwatch.GetElapsedTime(next.At) < Patience / 2;
        }
        return (rows, ours);
    }

    /// <summary>Drops all rows: some relay will find them in the table.</summary>
    internal void Forget()
    {
        while (fresh.Reader.TryRead(out _))
        {
        }
    }
}
