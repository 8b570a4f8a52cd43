namespace Dispatch.Benchmarks.Limits;

/// <summary>
/// What the two servers can do with the same rows and the same messages, without anything of ours around them.
/// </summary>
static class LimitsRun
{
    public static async Task Run(Options options, Findings found, TimeProvider clock, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        foreach (var (batch, rows) in new[] { (1, 6_000), (50, 40_000), (200, 60_000) })
            await Repeat("rows", "cases", batch, options.Rounds, found, () =>
                RowsLimit.Measure(batch, rows, now, stop));
        foreach (var (batch, messages) in new[] { (1, 3_000), (200, 40_000) })
            await Repeat("messages", "messages", batch, options.Rounds, found, () =>
                MessagesLimit.Measure(batch, messages, now, stop));
    }

    static async Task Repeat(string what, string unit, int batch, int rounds, Findings found,
        Func<Task<double>> measure)
    {
        Report.Say($"Limit: {what}, {batch} together.");
        var rates = new List<double>();
        for (var round = 0; round < rounds; round++)
            rates.Add(await measure());
        found.Keep(what + batch, Figures.Median(rates));
        Report.Line("limit", new
        {
            what, unit, batch, perSecond = Figures.Median(rates).Round(),
            rounds = rates.Select(Figures.Round)
        });
    }
}
