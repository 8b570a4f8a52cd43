using System.Diagnostics;

namespace Dispatch.Demo;

/// <summary>Asks until the platform has come so far: what one service decides, another learns a moment later.</summary>
public static class Until
{
    public static readonly TimeSpan Usual = TimeSpan.FromSeconds(30);

    /// <exception cref="TimeoutException">Names what was waited for.</exception>
    public static async Task<T> Found<T>(string what, Func<Task<T?>> ask, TimeSpan? within = null) where T : class
    {
        var clock = Stopwatch.StartNew();
        for (var pause = 20; ; pause = Math.Min(pause * 2, 500))
        {
            if (await ask() is { } found)
                return found;
            if (clock.Elapsed > (within ?? Usual))
                throw new TimeoutException($"Not within {(within ?? Usual).TotalSeconds:0} s: {what}.");
            await Task.Delay(pause);
        }
    }
}
