using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Dispatch.Benchmarks.Pipeline;

namespace Dispatch.Benchmarks.Volume;

/// <summary>
/// What looking things up costs among many rows, through each service's HTTP API, one call after another.
/// </summary>
static class VolumeRun
{
    const int Calls = 200, WarmUp = 20;

    public static async Task Run(Options options, TimeProvider time, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        await using var platform = await Platform.Start(options);
        Report.Say($"Making {options.Rows} cases.");
        var clock = Stopwatch.StartNew();
        var skeleton = new Skeleton(options.Rows, now);
        var databases = new[] { platform["intake"].Database, platform["routing"].Database,
            platform["escalation"].Database };
        foreach (var (database, tables, sql) in databases.Zip(
            [Rows.IntakeTables, Rows.RoutingTables, Rows.EscalationTables],
            new[] { Rows.Intake, Rows.Routing, Rows.Escalation }))
        {
            await skeleton.Write(database, stop);
            stop.ThrowIfCancellationRequested();
            await Rows.Fill(database, tables, sql);
            await database.Execute("drop table bench_case, bench_sample, bench_place");
            Report.Say($"{database.Name}: {clock.Elapsed.TotalSeconds:0} s.");
        }
        await WhistleRows.Fill(databases[2], options.Rows);
        Report.Say($"Whistles and orders: {clock.Elapsed.TotalSeconds:0} s.");
        var phones = await Callers(skeleton, platform["intake"].Database);
        Report.Line("volume", new { rows = options.Rows, secondsToMake = clock.Elapsed.TotalSeconds.Round() });

        using var intake = platform["intake"].Client(Roles.Operator);
        var busy = await databases[1].One<string>(
            "select organisation from ticket where status <> 'closed' group by organisation order by count(*) "
            + "desc limit 1");
        using var department = platform["routing"].Client(Roles.Handler, busy);
        using var centre = platform["routing"].Client(Roles.Dispatcher, "620422-centre");
        using var clocks = platform["escalation"].Client(Roles.Operator);
        string Number(int call) => skeleton.Numbers[(int)(call * 7919L % options.Rows)];
        string Words(string words) => "cases?q=" + Uri.EscapeDataString(words);
        async Task Group(string what, Func<int, Task<int>> call) => await Measure(what, call, databases, stop);
        Func<int, Task<int>> Ask(HttpClient http, Func<int, string> path) => call => Count(http, path(call), stop);

        await Group("operator's list", Ask(intake, _ => "cases"));
        var later = await Later(intake, "cases", stop);
        await Group("operator's list, a later page", Ask(intake, _ => later));
        await Group("by number", Ask(intake, call => Words(Number(call))));
        await Group("by phone", Ask(intake, call => "cases?phone=" + phones[call % phones.Count]));
        var frequent = new[] { "小区", "反映", "没有", "我们", "村里", "政府" };
        await Group("frequent word", Ask(intake, call => Words(frequent[call % frequent.Length])));
        await Group("rare word", Ask(intake, call =>
            Words(((int)(call * 104_729L % options.Rows)).ToString(CultureInfo.InvariantCulture))));
        await Group("two words", Ask(intake, call =>
            Words(frequent[call % frequent.Length] + " "
            + skeleton.Places[call * 13 % skeleton.Places.Count]["name"])));
        await Group("word that nobody used", Ask(intake, call => Words($"鲸鲨{call}乌贼")));
        await Group("by status", Ask(intake, call => "cases?status=" + (call % 2 == 0 ? "inHand" : "replied")));
        await Group("by status archived", Ask(intake, _ => "cases?status=archived"));
        await Group("by matter", Ask(intake, _ => "cases?matter=020201"));
        // The oldest of all: who walks back from the newest case meets them last.
        await databases[0].Execute("""
            update case_progress set matter = '999999'
            where case_id in (select case_id from case_progress order by case_id limit 20)
            """);
        await Group("by a rare matter", Ask(intake, _ => "cases?matter=999999"));
        await Group("department's worklist", Ask(department, _ => "tickets"));
        var laterTickets = await Later(department, "tickets", stop);
        await Group("department's worklist, a later page", Ask(department, _ => laterTickets));
        var days = $"from={ChinaTime.DayOf(now).AddDays(-89):yyyy-MM-dd}";
        await Group("figures of ninety days", Ask(centre, call =>
            $"statistics?{days}&by={(call % 2 == 0 ? "organisation" : "matter")}"));
        await Group("cases behind a figure", Ask(centre, call =>
            $"statistics/tickets?{days}&figure=held&organisation={busy}"));
        await Group("undecided", Ask(centre, _ => "undecided"));
        using var director = platform["escalation"].Client(Roles.Director, "620422-centre");
        using var summoned = platform["escalation"].Client(Roles.Handler, "620422-bench7");
        using var head = platform["escalation"].Client(Roles.Head, "620422-bench7");
        using var township = platform["escalation"].Client(Roles.Head, "620422107-gov", "620422107");
        foreach (var (who, client) in new[]
            { ("director", director), ("department", summoned), ("township", township) })
        {
            await Group($"whistles of the {who}", Ask(client, _ => "whistles"));
            await Group($"open whistles of the {who}", Ask(client, _ => "whistles?open=true"));
            await Group($"orders of the {who}", Ask(client, _ => "orders"));
            await Group($"open orders of the {who}", Ask(client, _ => "orders?open=true"));
        }
        var laterWhistles = await Later(director, "whistles", stop);
        await Group("whistles of the director, a later page", Ask(director, _ => laterWhistles));
        await Group("whistles of one department", Ask(director, _ => "whistles?organisation=620422-bench7"));
        await Group("whistles in one state", Ask(director, _ => "whistles?status=blown"));
        // The director's page: how often townships whistle, how departments answer, and what stands behind a number.
        var quarter = days;
        var year = $"from={ChinaTime.DayOf(now).AddDays(-364):yyyy-MM-dd}";
        var longAgo = $"from={ChinaTime.DayOf(now).AddDays(-800):yyyy-MM-dd}"
            + $"&to={ChinaTime.DayOf(now).AddDays(-711):yyyy-MM-dd}";
        foreach (var (what, period) in new[]
            { ("thirty days", ""), ("ninety days", quarter), ("ninety days long ago", longAgo), ("a year", year) })
            await Group($"whistle figures of {what}", Ask(director, _ => "whistles/statistics?" + period));
        await Group("whistle figures of a department", Ask(head, _ => "whistles/statistics?" + quarter));
        await Group("whistle figures of a township", Ask(township, _ => "whistles/statistics?" + quarter));
        foreach (var (what, period) in new[]
            { ("ninety days", quarter), ("ninety days long ago", longAgo), ("a year", year) })
        {
            await Group($"whistles of a township, {what}",
                Ask(director, call => $"whistles?{period}&township=6204221{call % 25:00}"));
            await Group($"absences of a department, {what}",
                Ask(director, call => $"whistles?{period}&organisation=620422-bench{call % 40}&figure=absent"));
            await Group($"answers in time of a department, {what}",
                Ask(director, call => $"whistles?{period}&organisation=620422-bench{call % 40}&figure=answeredInTime"));
        }
        await Group("absences of all departments, ninety days",
            Ask(director, _ => $"whistles?{quarter}&figure=absent"));
        await Group("orders of one department", Ask(director, _ => "orders?organisation=620422-bench7"));
        await Group("whistles and orders on a case", async call =>
            await Count(director, "whistles?case=" + Number(call), stop)
            + await Count(director, "orders?case=" + Number(call), stop));
        await Group("case page", async call =>
        {
            var number = Number(call);
            return await Count(intake, "cases/" + number, stop) + await Count(intake, $"cases/{number}/timeline", stop)
                + await Count(centre, "tickets?case=" + number, stop)
                    + await Count(clocks, "clocks?case=" + number, stop);
        });
    }

    static async Task Measure(string what, Func<int, Task<int>> call, Db[] databases, CancellationToken stop)
    {
        for (var i = 0; i < WarmUp; i++)
            await call(i);
        // A server process tells its counts at the end of a statement, and at most once a second.
        async Task<Dictionary<string, long>> Scans()
        {
            await Task.Delay(1_200, stop);
            await call(0);
            return await SequentialScans(databases);
        }
        var before = await Scans();
        var (took, rows) = (new List<double>(Calls), 0L);
        for (var i = 0; i < Calls; i++)
        {
            var start = Stopwatch.GetTimestamp();
            rows += await call(i);
            took.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        var after = await Scans();
        var scanned = after.Where(table => table.Value > before.GetValueOrDefault(table.Key))
            .Select(table => table.Key).ToList();
        Report.Line("search", new
        {
            what, milliseconds = Figures.Latency(took), itemsEach = ((double)rows / Calls).Round(),
            sequentialScan = scanned.Count > 0, scanned,
        });
    }

    sealed record Scan(string Table, long Times);

    static async Task<Dictionary<string, long>> SequentialScans(Db[] databases)
    {
        var all = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var database in databases)
        {
            foreach (var scan in await database.Read<Scan>(
                "select relname::text as table, seq_scan as times from pg_stat_user_tables where n_live_tup > 9000"))
                all[database.Name + "." + scan.Table] = scan.Times;
        }
        return all;
    }

    /// <returns>How many items came.</returns>
    static async Task<int> Count(HttpClient http, string path, CancellationToken stop)
    {
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative), stop);
        var text = await answer.Content.ReadAsStringAsync(stop);
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException($"{path} answered {(int)answer.StatusCode}: {text}");
        using var json = JsonDocument.Parse(text);
        return json.RootElement.TryGetProperty("items", out var items) ? items.GetArrayLength() : 1;
    }

    /// <summary>The address of the tenth page, or of the last there is.</summary>
    static async Task<string> Later(HttpClient http, string path, CancellationToken stop)
    {
        var at = path;
        for (var page = 1; page < 10; page++)
        {
            using var json = JsonDocument.Parse(await http.GetStringAsync(new Uri(at, UriKind.Relative), stop));
            // Absent on the last page.
            if (!json.RootElement.TryGetProperty("next", out var next))
                break;
            at = $"{path}?after={Uri.EscapeDataString(next.GetString()!)}";
        }
        return at;
    }

    /// <summary>Gives two hundred cases a real telephone: sealed and indexed as Intake does it.</summary>
    static async Task<IReadOnlyList<string>> Callers(Skeleton skeleton, Db database)
    {
        var vault = new Kit.Vault(Convert.FromBase64String(await File.ReadAllTextAsync(Keys.Vault)));
        var phones = Enumerable.Range(0, Calls).Select(Samples.Phone).ToList();
        var ids = Enumerable.Range(0, Calls).Select(i => skeleton.Ids[(int)(i * 4_999L % skeleton.Ids.Length)])
            .ToArray();
        await database.Execute(
            "update petitioner p set phone = n.phone, phone_index = n.index from unnest(@ids, @phones, "
            + "@indexes) as n (id, phone, index) where p.case_id = n.id",
            new
            {
                ids,
                phones = phones.Select((phone, i) => vault.Seal(phone, $"petitioner/{ids[i]}/phone")).ToArray(),
                indexes = phones.Select(phone => vault.Index(phone, "phone")).ToArray(),
            });
        return phones;
    }
}
