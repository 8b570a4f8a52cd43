using Dispatch.Benchmarks.Pipeline;

namespace Dispatch.Benchmarks.Proxy;

/// <summary>
/// What the gateway costs: the same calls to Intake itself and through the gateway, one after the other in turns.
/// </summary>
static class ProxyRun
{
    const int Reads = 10_000, Posts = 5_000, Connections = 32;

    public static async Task Run(Options options, CancellationToken stop)
    {
        await using var platform = await Platform.Start(options);
        // A list that is empty for this caller: the lightest that still checks the token and asks the database.
        await Compare("read", Reads, "/cases?q=261122-0000-0000-0", _ => null);
        await Compare("register", Posts, "/cases", Samples.Registration);

        async Task Compare(string what, int count, string path, Func<int, byte[]?> body)
        {
            byte[] Request(string prefix, int i) => body(i) is { } json
                ? Wire.Post(prefix + path, platform.Operator, json)
                : Wire.Get(prefix + path, platform.Operator);
            var direct = new List<double>();
            var through = new List<double>();
            for (var round = -1; round < options.Rounds; round++)
            {
                Report.Say($"Proxy: {what}, " + (round < 0 ? "warm-up." : $"round {round + 1}."));
                foreach (var (address, prefix, rates) in new[] { (platform["intake"].Address, "", direct),
                    (platform.Gateway, "/api/intake", through) })
                {
                    var requests = Enumerable.Range(0, count).Select(i => Request(prefix, i)).ToArray();
                    var outcome = await Load.Closed(address, Connections, count, i => requests[i], stop);
                    if (outcome.Failed > 0)
                        throw new InvalidOperationException(
                            $"{outcome.Failed} calls failed, the first with {outcome.FirstFailure}");
                    if (round >= 0)
                        rates.Add(outcome.PerSecond);
                    await new Books(platform).Rest(stop);
                }
            }
            Report.Line("proxy", new
            {
                what, connections = Connections, directPerSecond = Figures.Median(direct).Round(),
                gatewayPerSecond = Figures.Median(through).Round(),
                ratio = (Figures.Median(through) / Figures.Median(direct)).Round(),
            });
        }
    }
}
