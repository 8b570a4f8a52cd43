using System.Diagnostics;

namespace Dispatch.Benchmarks.Bare;

/// <summary>
/// The practical limit: the product's hops on bare RabbitMQ.Client and Npgsql in three processes, quorum queues, fsync
/// on, three databases; no sign-in, no checks, no rules, no gateway.
/// </summary>
static class BareRun
{
    public static async Task Run(Options options, Findings found, CancellationToken stop)
    {
        await using var intake = Db.Fresh("bare_intake");
        await using var routing = Db.Fresh("bare_routing");
        await using var escalation = Db.Fresh("bare_escalation");
        await Scratch.Create(intake, BareIntake.Schema);
        await Scratch.Create(routing, BareRouting.Schema);
        await Scratch.Create(escalation, BareEscalation.Schema);
        await BareBroker.Clear();
        var port = Ports.Free();
        // Who listens starts before who speaks, so that no event is published to an exchange without queues.
        await using var third = await BareProcess.Start("escalation", 0, escalation.Name, stop);
        await using var second = await BareProcess.Start("routing", 0, routing.Name, stop);
        await using var first = await BareProcess.Start("intake", port, intake.Name, stop);
        var processes = new Dictionary<string, int>(StringComparer.Ordinal)
        {
            ["intake"] = first.Id,
            ["routing"] = second.Id, ["escalation"] = third.Id
        };
        var address = new Uri($"http://127.0.0.1:{port}");

        var (done, rates, cpu) = (0, new List<double>(), (object?)null);
        for (var round = -1; round < options.Rounds; round++)
        {
            var count = round < 0 ? options.Cases / 4 : options.Cases;
            Report.Say(round < 0 ? "Bare pipeline: warm-up." : $"Bare pipeline: round {round + 1}.");
            var requests = Enumerable.Range(done, count)
                .Select(i => Wire.Post("/cases", null, Samples.Registration(i))).ToArray();
            done += count;
            var watch = Cpu.Watch(processes);
            var clock = Stopwatch.StartNew();
            var posted = await Load.Closed(address, options.Connections, count, i => requests[i], stop);
            if (posted.Failed > 0)
                throw new InvalidOperationException($"{posted.Failed} were refused: {posted.FirstFailure}");
            while (await routing.One<long>("select count(*) from ticket") < done
                || await escalation.One<long>("select count(*) from clock") < done * 4L)
            {
                if (first.Ended || second.Ended || third.Ended)
                    throw new InvalidOperationException("A bare process has ended; its words stand above.");
                await Task.Delay(50, stop);
            }
            if (round < 0)
                continue;
            rates.Add(count / clock.Elapsed.TotalSeconds);
            cpu = watch.PerCase(count);
        }
        await BareBroker.Clear();
        found.Keep("bare", Figures.Median(rates));
        Report.Line("bare", new
        {
            perSecond = Figures.Median(rates).Round(), rounds = rates.Select(Figures.Round), cases = options.Cases,
            options.Connections, processes = 3, cpu,
        });
    }
}
