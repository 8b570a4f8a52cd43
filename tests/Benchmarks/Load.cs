using System.Diagnostics;

namespace Dispatch.Benchmarks;

/// <summary>
/// The load of every benchmark: requests over kept connections, as fast as they are answered or at a fixed pace.
/// </summary>
static class Load
{
    /// <param name="Milliseconds">
    /// From sending (or from when it should have been sent) to the answer, by number of the request.
    /// </param>
    public sealed record Outcome(TimeSpan Took, double[] Milliseconds, int Failed, string? FirstFailure)
    {
        public double PerSecond => Milliseconds.Length / Took.TotalSeconds;
    }

    /// <summary>Each connection sends its next request when the last one is answered.</summary>
    public static Task<Outcome> Closed(
        Uri address, int connections, int count, Func<int, byte[]> request, CancellationToken stop, Action<int,
        Wire.Answer>? answered = null) =>
        Run(address, connections, count, null, request, answered, stop);

    /// <summary>
    /// Sends at a fixed pace whether or not answers come. A request that found no free connection in time counts from
    /// when it should have been sent: a stall shows in full.
    /// </summary>
    public static Task<Outcome> Open(
        Uri address, int connections, int perSecond, TimeSpan lasting, Func<int, byte[]> request,
        CancellationToken stop, Action<int, Wire.Answer>? answered = null) =>
        Run(address, connections, (int)(perSecond * lasting.TotalSeconds), perSecond, request, answered, stop);

    static async Task<Outcome> Run(
        Uri address, int connections, int count, int? perSecond, Func<int, byte[]> request, Action<int,
        Wire.Answer>? answered, CancellationToken stop)
    {
        var milliseconds = new double[count];
        var (next, failed, first) = (-1, 0, (string?)null);
        var wires = await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Wire.Open(address, stop)));
        var clock = Stopwatch.StartNew();
        async Task Work(Wire wire)
        {
            using (wire)
            {
                for (int i; (i = Interlocked.Increment(ref next)) < count;)
                {
                    var body = request(i);
                    var start = clock.Elapsed;
                    if (perSecond is { } pace)
                    {
                        var due = TimeSpan.FromSeconds((double)i / pace);
                        start = due;
                        if (due > clock.Elapsed)
                        {
                            await Task.Delay(due - clock.Elapsed, stop);
                            start = clock.Elapsed;
                        }
                    }
                    var answer = await wire.Send(body, stop);
                    milliseconds[i] = (clock.Elapsed - start).TotalMilliseconds;
                    if (answer.Status is < 200 or > 299 && Interlocked.Increment(ref failed) == 1)
                        first = $"{answer.Status} {answer.Text}";
                    answered?.Invoke(i, answer);
                }
            }
        }
        await Task.WhenAll(wires.Select(wire => Task.Run(() => Work(wire), stop)));
        return new(clock.Elapsed, milliseconds, failed, first);
    }
}
