using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;

namespace Dispatch.Benchmarks.Simulation;

/// <summary>
/// How long past cases take to be decided again under a draft, twice each: by what is in force and by the draft.
/// </summary>
/// <remarks>
/// The sample county with its own texts; the draft gives the sample's commonest matter to another department. Beside
/// it, what detection the same rows alone costs.
/// </remarks>
static class SimulationRun
{
    const string Matter = "020201";

    public static async Task Run(Options options, TimeProvider time, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        await using var routing = await ServiceProcess.Start("routing", more: options.EnvironmentOf("routing"));
        using var admin = routing.Client(Roles.Admin, "620422-centre");
        foreach (var list in new[] { "jurisdictions", "organisations", "matters", "duties" })
            await Ok(await admin.PutAsJsonAsync(
                list, new { items = Samples.Rows(list + ".csv").Select(Pipeline.Platform.Row), why = "样例县" },
                ContractJson.Options, stop));
        Report.Say($"Making {options.Rows} cases.");
        await Fill(routing.Database, options.Rows, now);
        var raw = await Raw(routing.Database);

        using var director = routing.Client(Roles.Director, "620422-centre");
        var draft = await Draft(director, stop);
        var clock = Stopwatch.StartNew();
        var asked = await Json(await director.PostAsJsonAsync(
            "simulations", new { draft, from = Day(now, -100), to = Day(now, 0) }, stop));
        var progress = new HashSet<int>();
        JsonElement seen;
        do
        {
            await Task.Delay(100, stop);
            var id = asked.GetProperty("id").GetString();
            seen = (await director.GetFromJsonAsync<JsonElement>($"simulations/{id}", stop)).GetProperty("simulation");
            progress.Add(seen.GetProperty("done").GetInt32());
        }
        while (seen.GetProperty("status").GetString() is "waiting" or "running");
        var seconds = clock.Elapsed.TotalSeconds;
        Report.Line("simulation", new
        {
            cases = seen.GetProperty("done").GetInt32(), moved = seen.GetProperty("moved").GetInt32(),
            status = seen.GetProperty("status").GetString(), seconds = seconds.Round(),
            perSecond = (options.Rows / seconds).Round(),
            stepsShown = progress.Count, readingAloneSeconds = raw.Round(),
            ratio = (raw / seconds).Round(),
        });
    }

    static string Day(DateTimeOffset now, int days) => $"{ChinaTime.DayOf(now).AddDays(days):yyyy-MM-dd}";

    static async Task<string> Draft(HttpClient director, CancellationToken stop)
    {
        var made = await Json(await director.PostAsJsonAsync(
            "catalogue/drafts", new { name = "供热职责调整", why = "推演用" }, stop));
        var id = made.GetProperty("id").GetString()!;
        object Duty(string owner, string? role) => new
        {
            list = "duties", key = $"{Matter} {owner}",
            row = role is null ? null : new { matter = Matter, owner, role },
        };
        await Ok(await director.PostAsJsonAsync(
            $"catalogue/drafts/{id}/changes",
            new { items = new[] { Duty("620422-heating", "assisting"), Duty("620422-housing", "lead") } }, stop));
        return id;
    }

    // One case in each minute or less, of the last hundred days, as if they had been decided then.
    static async Task Fill(Db database, int rows, DateTimeOffset end)
    {
        var step = TimeSpan.FromDays(99) / rows;
        const int Batch = 10_000;
        for (var from = 0; from < rows; from += Batch)
        {
            var batch = Enumerable.Range(from, Math.Min(Batch, rows - from))
                .Select(n => (Event: Samples.Event(n, end - (step * (rows - n))), At: end - (step * (rows - n))))
                .ToList();
            await database.Execute(Insert, new
            {
                ids = batch.Select(b => Guid.CreateVersion7(b.At)).ToArray(),
                numbers = batch.Select((b, i) => $"{b.At:yyMMdd}-{(from + i) / 10000:D4}-{(from + i) % 10000:D4}-0")
                    .ToArray(),
                kinds = batch.Select(b => JsonNamingPolicy.CamelCase.ConvertName(b.Event.Kind.ToString())).ToArray(),
                texts = batch.Select(b => b.Event.Text).ToArray(),
                places = batch.Select(b => b.Event.Place.Jurisdiction.Value).ToArray(),
                addresses = batch.Select(b => b.Event.Place.Address).ToArray(),
                matters = batch.Select((b, i) => i % 2 == 0 ? b.Event.Matter?.Value : null).ToArray(),
                at = batch.Select(b => b.At).ToArray(),
            });
        }
        await database.Execute("vacuum analyze routed_case");
    }

    static async Task<double> Raw(Db database)
    {
        var clock = Stopwatch.StartNew();
        await database.Read<string>("select text || (decision -> 'asked')::text from routed_case order by case_id");
        return clock.Elapsed.TotalSeconds;
    }

    static async Task<JsonElement> Json(HttpResponseMessage answer)
    {
        await Ok(answer);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    static async Task Ok(HttpResponseMessage answer)
    {
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException(
                $"{answer.RequestMessage!.RequestUri} answered {(int)answer.StatusCode}: "
                + await answer.Content.ReadAsStringAsync());
    }

    // The reasons are as long as real ones are.
    const string Insert = """
        insert into routed_case (case_id, case_number, version, undecided, holder, kind, urgency, text, matter,
            jurisdiction, address, since, decision)
        select id, number, 1, false, '620422-centre', kind, 'normal', text, matter, place, address, at,
            jsonb_build_object('decided', true, 'asked', jsonb_strip_nulls(jsonb_build_object(
                'matter', matter, 'kind', kind, 'urgency', 'normal', 'place', place, 'excluded', '[]'::jsonb,
                'at', at)),
                'considered', (select jsonb_agg(jsonb_build_object(
                    'rule', 'text', 'why', left(text, 120), 'score', g)) from generate_series(1, 6) as g))
        from unnest(@ids, @numbers, @kinds, @texts, @places, @addresses, @matters, @at)
            as n (id, number, kind, text, place, address, matter, at)
        """;
}
