using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Dispatch.Routing.Catalogue.Domain;
using Dispatch.Routing.Catalogue.Domain.Rows;
using Dispatch.Routing.Dispatching.Domain;

namespace Dispatch.Benchmarks.Decide;

/// <summary>
/// How many cases a second are decided: as messages through the routing process with all that is written, beside the
/// decisions alone and beside the same rows written by nothing but the database.
/// </summary>
static class DecideRun
{
    const int Batch = 200;

    public static async Task Run(Options options, TimeProvider time, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        var county = new BigCounty();
        var cases = Enumerable.Range(0, options.Cases + Batch)
            .Select(i => county.Case(i, now)).ToList();
        var (alone, decided) = Alone(county, cases);
        Report.Say($"Decisions alone: {alone.Round()} a second, {decided} of {cases.Count} to an owner.");

        await using var routing = await ServiceProcess.Start("routing", more: options.EnvironmentOf("routing"));
        await Load(routing, county.Catalogue, stop);
        await using var broker = await Broker.Open();
        await Publish(broker, cases[..Batch], stop);
        await Routed(routing.Database, Batch, stop);
        Report.Say("Routing.");
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(
            Publish(broker, cases[Batch..], stop), Routed(routing.Database, cases.Count, stop));
        var rate = options.Cases / clock.Elapsed.TotalSeconds;
        var tickets = await routing.Database.One<long>("select count(*) from ticket");
        var held = await routing.Database.One<long>("select count(*) from ticket where officer is not null");
        var limit = await DecidedRows.Measure(
            routing.Database, JsonSerializer.SerializeToUtf8Bytes(cases[0], ContractJson.Options), Batch, options.Cases,
            now, stop);
        Report.Line("decide", new
        {
            cases = options.Cases, perSecond = rate.Round(), decisionsAlonePerSecond = alone.Round(), tickets,
            withOfficer = held,
            limitPerSecond = limit.Round(), ratio = (rate / limit).Round(), rules = BigCounty.Rules,
            matters = BigCounty.Leaves, grids = BigCounty.Grids, organisations = BigCounty.Units,
        });
    }

    static (double PerSecond, int Decided) Alone(BigCounty county, List<CaseRegistered> cases)
    {
        var catalogue = new CatalogueIndex(county.Catalogue);
        var questions = cases.Select(c => new Question(
            c.Text, c.Matter, c.Kind, c.Urgency, c.Place.Jurisdiction, [], c.ReportedAt, Channel: c.Channel,
            Address: c.Place.Address)).ToList();
        var decided = questions.Count(q => Deciding.Decide(catalogue, q).Lead is not null);
        var clock = Stopwatch.StartNew();
        foreach (var question in questions)
            Deciding.Decide(catalogue, question);
        return (questions.Count / clock.Elapsed.TotalSeconds, decided);
    }

    static async Task Load(ServiceProcess routing, CatalogueRows rows, CancellationToken stop)
    {
        using var admin = routing.Client(Roles.Admin, "centre");
        admin.Timeout = TimeSpan.FromMinutes(5);
        await Put("jurisdictions", rows.Jurisdictions);
        await Put("organisations", rows.Organisations);
        await Put("matters", rows.Matters);
        await Put("duties", rows.Duties);
        await Put("rules", rows.Rules);
        await Put("rosters", rows.Rosters);

        async Task Put<T>(string list, IReadOnlyList<T> items)
        {
            Report.Say($"Loading {items.Count} {list}.");
            using var answer = await admin.PutAsJsonAsync(
                "/" + list, new { items, why = "测算用清单" }, ContractJson.Options, stop);
            if (!answer.IsSuccessStatusCode)
                throw new InvalidOperationException(
                    $"{list}: {await answer.Content.ReadAsStringAsync(stop)}\n{routing.Log}");
        }
    }

    static async Task Publish(Broker broker, List<CaseRegistered> cases, CancellationToken stop)
    {
        foreach (var some in cases.Chunk(Batch))
        {
            stop.ThrowIfCancellationRequested();
            await Task.WhenAll(some.Select(one => broker.Publish(one)));
        }
    }

    static async Task Routed(Db database, int cases, CancellationToken stop)
    {
        while (await database.One<long>("select count(*) from routed_case") < cases)
            await Task.Delay(50, stop);
    }
}
