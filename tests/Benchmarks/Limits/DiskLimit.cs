using System.Diagnostics;
using Microsoft.Win32.SafeHandles;

namespace Dispatch.Benchmarks.Limits;

/// <summary>
/// How long the disk alone takes to make 8 KB safe: every commit and every confirmed message waits for that at least
/// once. Beside a latency run it tells what of the slowest answers is the disk's.
/// </summary>
sealed class DiskLimit : IAsyncDisposable
{
    const int Block = 8_192, Blocks = 1_024;
    static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(50);

    readonly CancellationTokenSource stop = new();
    readonly List<double> milliseconds = [];
    readonly string path = Path.GetTempFileName();
    readonly Task loop;

    public DiskLimit() => loop = Task.Run(Flush);

    public async Task<IReadOnlyCollection<double>> End()
    {
        await stop.CancelAsync();
        await loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return milliseconds;
    }

    async Task Flush()
    {
        var block = new byte[Block];
        using SafeFileHandle file = File.OpenHandle(path, FileMode.Create, FileAccess.Write);
        // Written once before, so that only the data is flushed and not the file's growth.
        await RandomAccess.WriteAsync(file, new byte[Block * Blocks], 0, stop.Token);
        RandomAccess.FlushToDisk(file);
        for (var i = 0; !stop.IsCancellationRequested; i++)
        {
            var clock = Stopwatch.StartNew();
            RandomAccess.Write(file, block, i % Blocks * (long)Block);
            RandomAccess.FlushToDisk(file);
            milliseconds.Add(clock.Elapsed.TotalMilliseconds);
            await Task.Delay(Pace, stop.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await End();
        stop.Dispose();
        File.Delete(path);
    }
}
