using System.Diagnostics;
using Dispatch.Benchmarks.Limits;

namespace Dispatch.Benchmarks.Pipeline;

/// <summary>
/// The product itself, from the gateway to running clocks: at its limit, at a steady 700 a second, and at rest.
/// </summary>
static class PipelineRun
{
    const int SteadyRate = 700, OpenConnections = 64;
    static readonly TimeSpan OpenFor = TimeSpan.FromSeconds(30);

    public static async Task Run(Options options, Findings found, CancellationToken stop)
    {
        await using var platform = await Platform.Start(options);
        var books = new Books(platform);
        var cases = new Cases(platform.Operator);

        Report.Say("Pipeline: warm-up.");
        await Saturate(platform, books, cases, options, options.Cases / 4, stop);
        await books.Rest(stop);
        // First what is measured at rest: after a burst the words of tens of thousands of cases are still indexed.
        foreach (var rate in options.Short ? [] : new[] { 50, 200 })
            await Latency(platform, cases, rate, options.Rounds, books, stop);
        await Saturation(platform, books, cases, options, found, stop);
        if (!options.Short)
            await Steadiness(platform, books, cases, stop);
    }

    static async Task Saturation(Platform platform, Books books, Cases cases, Options options, Findings found,
        CancellationToken stop)
    {
        var rates = new List<double>();
        object? last = null;
        for (var round = 0; round < options.Rounds; round++)
        {
            Report.Say($"Pipeline: saturation, round {round + 1}.");
            var before = await books.Count();
            var watch = Cpu.Watch(platform.Ids);
            var (posted, took) = await Saturate(platform, books, cases, options, options.Cases, stop);
            var cpu = watch.PerCase(options.Cases);
            await books.Rest(stop);
            var after = await books.Count();
            rates.Add(options.Cases / took.TotalSeconds);
            last = new
            {
                post = Figures.Latency(posted.Milliseconds),
                postsPerSecond = posted.PerSecond.Round(),
                messagesPerCase = Each(after.Messages - before.Messages),
                deliveriesPerCase = Each(after.Deliveries - before.Deliveries),
                transactionsPerCase = Each(after.Transactions - before.Transactions),
                cpu,
                cpuWithWhatFollows = watch.PerCase(options.Cases),
            };
        }
        found.Keep("pipeline", Figures.Median(rates));
        Report.Line("saturation", new
        {
            sustainedPerSecond = Figures.Median(rates).Round(), rounds = rates.Select(Figures.Round),
            cases = options.Cases, options.Connections,
            settings = options.Set, lastRound = last,
        });

        double Each(long count) => ((double)count / options.Cases).Round();
    }

    /// <summary>From the first request until every case has its tickets and its clocks run.</summary>
    static async Task<(Load.Outcome Posted, TimeSpan Took)> Saturate(
        Platform platform, Books books, Cases cases, Options options, int count, CancellationToken stop)
    {
        var requests = cases.Next(count);
        var already = (await books.Read()).Registered;
        var clock = Stopwatch.StartNew();
        var posted = await Load.Closed(platform.Gateway, options.Connections, count, i => requests[i], stop);
        Check(posted, platform);
        await books.Settle(already + count, stop);
        return (posted, clock.Elapsed);
    }

    /// <summary>Whether tickets and clocks keep up with a pace, or fall ever further behind.</summary>
    static async Task Steadiness(Platform platform, Books books, Cases cases, CancellationToken stop)
    {
        Report.Say($"Pipeline: {SteadyRate} a second for {OpenFor.TotalSeconds} s.");
        var already = await books.Read();
        var requests = cases.Next((int)(SteadyRate * OpenFor.TotalSeconds));
        var watch = Cpu.Watch(platform.Ids);
        var posted = await Load.Open(platform.Gateway, OpenConnections, SteadyRate, OpenFor, i => requests[i], stop);
        var end = await books.Read();
        var clock = Stopwatch.StartNew();
        Check(posted, platform);
        await books.Settle(already.Registered + requests.Length, stop);
        Report.Line("steadiness", new
        {
            perSecond = SteadyRate, seconds = OpenFor.TotalSeconds, postsPerSecond = posted.PerSecond.Round(),
            post = Figures.Latency(posted.Milliseconds),
            ticketsBehind = end.Registered - end.Routed, clocksBehind = end.Registered - end.Running,
            secondsToCatchUp = clock.Elapsed.TotalSeconds.Round(), cpu = watch.PerCase(requests.Length),
        });
    }

    static async Task Latency(
        Platform platform, Cases cases, int rate, int rounds, Books books, CancellationToken stop)
    {
        for (var round = 0; round < rounds; round++)
        {
            Report.Say($"Pipeline: {rate} a second for {OpenFor.TotalSeconds} s, round {round + 1}.");
            await using var arrivals = await Arrivals.Listen(stop);
            await using var disk = new DiskLimit();
            var requests = cases.Next((int)(rate * OpenFor.TotalSeconds));
            var watch = Cpu.Watch(platform.Ids);
            var posted = await Load.Open(platform.Gateway, OpenConnections, rate, OpenFor, i => requests[i], stop,
                (_, answer) => arrivals.Note(answer));
            Check(posted, platform);
            await Eventually.Be(
                () => Task.FromResult(arrivals.Answered.Keys.All(arrivals.Running.ContainsKey)),
                "the clocks of every case run", TimeSpan.FromSeconds(30), platform.Logs);
            Report.Line("latency", new
            {
                perSecond = rate, round = round + 1, post = Figures.Latency(posted.Milliseconds),
                answerToDispatched = Figures.Latency(arrivals.Since(arrivals.Dispatched)),
                answerToClocks = Figures.Latency(arrivals.Since(arrivals.Running)),
                diskFlush = Figures.Latency(await disk.End()),
                cpu = watch.PerCase(requests.Length),
            });
            await books.Rest(stop);
        }
    }

    static void Check(Load.Outcome posted, Platform platform)
    {
        if (posted.Failed > 0)
            throw new InvalidOperationException(
                $"{posted.Failed} requests were refused, the first with "
                + $"{posted.FirstFailure}{Environment.NewLine}{platform.Logs()}");
    }

    /// <summary>
    /// Registrations that were not sent before, prepared so that the load costs little while it runs.
    /// </summary>
    sealed class Cases(string token)
    {
        int sent;

        public byte[][] Next(int count)
        {
            var requests = Enumerable.Range(sent, count)
                .Select(i => Wire.Post("/api/intake/cases", token, Samples.Registration(i))).ToArray();
            sent += count;
            return requests;
        }
    }
}
