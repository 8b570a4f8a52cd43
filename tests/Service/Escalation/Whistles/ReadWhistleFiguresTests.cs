using System.Net;
using System.Text.Json;
using Dispatch.Contracts;
using Dispatch.Tests.Harness;
using static Dispatch.Tests.Service.Escalation.EscalationFixture;

namespace Dispatch.Tests.Service.Escalation.Whistles;

[Collection("escalation")]
public sealed class ReadWhistleFiguresTests(EscalationFixture fixture) : IAsyncLifetime
{
    const string Town = "620422105", TownGov = Town + "-gov", Period = "from=2025-06-01&to=2025-06-30";

    HttpClient Head => fixture.Service.Client(Roles.Head, TownGov, Town, "town-head");
    HttpClient Director => fixture.Service.Client(Roles.Director, "620422-centre", account: "director-1");
    HttpClient Of(string organisation) => fixture.Service.Client(Roles.Head, organisation, account: organisation);

    public Task InitializeAsync() => fixture.LearnCounty();

    public Task DisposeAsync() => Task.CompletedTask;

    static async Task<string> Blow(HttpClient by, string assisting)
    {
        using var answer = await by.PostAsync("/whistles", Json($$"""
            {"type":"emergency","demand":"水管爆裂，路面塌陷","lead":"620422-urban","assisting":[{{assisting}}],
            "place":{"jurisdiction":"{{Town}}","address":"会师镇南关路","latitude":35.69,"longitude":105.05}
            }
            """));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.Created, text);
        using var json = JsonDocument.Parse(text);
        return json.RootElement.GetProperty("id").GetString()!;
    }

    static async Task Done(HttpClient by, string address, string body = "{}")
    {
        using var answer = await by.PostAsync(address, Json(body));
        Assert.True(
            answer.StatusCode == HttpStatusCode.NoContent, address + ": " + await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Moves them to the middle of the period, where no other test has any.</summary>
    Task<int> IntoThePeriod(params string[] ids) => fixture.Service.Database.Execute("""
        update whistle set blown_at = '2025-06-15T02:00:00Z' where id = any(@ids::uuid[]);
        update summons set blown_at = '2025-06-15T02:00:00Z' where whistle_id = any(@ids::uuid[])
        """, new { ids });

    static async Task<List<JsonElement>> Whistles(HttpClient who, string filter) =>
        [.. (await Get(who, $"/whistles?limit=200&{Period}&{filter}")).GetProperty("items").EnumerateArray()];

    [Fact]
    public async Task Every_number_has_exactly_its_whistles_behind_it()
    {
        await using var heard = await Broker.Listen(typeof(DepartmentAbsent));
        var first = await Blow(Head, "\"620422-water\",\"620422-fire\",\"620422-housing\"");
        await Done(Of("620422-urban"), $"/whistles/{first}/acknowledgement", """{"attendee":"张三"}""");
        await Done(Of("620422-urban"), $"/whistles/{first}/arrival", """{"latitude":35.69,"longitude":105.05}""");
        await Done(Of("620422-fire"), $"/whistles/{first}/refusal",
            """{"reason":"notOurDuty","explanation":"人手不足无法到场处置"}""");
        await Done(Of("620422-housing"), $"/whistles/{first}/refusal",
            """{"reason":"notOurDuty","explanation":"不属于住建职责","duty":"住建局三定规定第四条"}""");
        await fixture.Service.Database.Execute("""
            update summons
            set deadlines = (select jsonb_agg(d || jsonb_build_object(
                'due', (d ->> 'due')::timestamptz - interval '1 hour')) from jsonb_array_elements(deadlines) d)
            where whistle_id = @first::uuid and organisation = '620422-water';
            update whistle set next_look_at = now() where id = @first::uuid
            """, new { first });
        await heard.Next<DepartmentAbsent>(e => e.Whistle.Id.ToString() == first, TimeSpan.FromMinutes(1),
            () => fixture.Service.Log);
        await Done(Of("620422-urban"), $"/whistles/{first}/result", """{"summary":"管道已修复"}""");
        await Done(Head, $"/whistles/{first}/ending", """{"finished":true,"words":"现场已恢复"}""");
        await Done(Head, $"/whistles/{first}/ratings/620422-urban",
            """{"inTime":true,"didPart":true,"solved":false,"words":"到场迅速"}""");
        await Done(Of("620422-urban"), $"/whistles/{first}/ratings", """{"justified":true,"words":"确需联合"}""");
        var second = await Blow(Director, "\"620422-water\"");
        await IntoThePeriod(first, second);
        await fixture.Service.Database.Execute($"""
            insert into timed_case (case_id, number, version, jurisdiction, urgency, kind, colour, rung, open,
                reported_at)
            select gen_random_uuid(), 'figure-' || n, 1, '{Town}201', 'normal', 'complaint', 'none', 'handler', false,
                '2025-06-10T02:00:00Z'
            from generate_series(1, 120) n
            """);

        var figures = await Get(Director, "/whistles/statistics?" + Period);
        var township = figures.GetProperty("townships").EnumerateArray()
            .Single(row => row.GetProperty("jurisdiction").GetString() == Town);
        Assert.Equal((1, 120, "below"), (township.GetProperty("whistles").GetInt32(),
            township.GetProperty("cases").GetInt32(), township.GetProperty("side").GetString()));
        var centre = Assert.Single(figures.GetProperty("centres").EnumerateArray());
        Assert.Equal(1, centre.GetProperty("whistles").GetInt32());
        foreach (var (id, filter) in new[] { (first, "township=" + Town), (second, "blower=620422-centre") })
            Assert.Equal([id], (await Whistles(Director, filter)).Select(w => w.GetProperty("id").GetString()));

        var departments = figures.GetProperty("departments").EnumerateArray().ToDictionary(
            row => row.GetProperty("organisation").GetString()!, StringComparer.Ordinal);
        int Number(string organisation, string figure) => departments[organisation].GetProperty(figure).GetInt32();
        Assert.Equal((2, 1, 1, 1, 2), (Number("620422-urban", "summoned"), Number("620422-urban", "answeredInTime"),
            Number("620422-urban", "arrivedInTime"), Number("620422-urban", "rated"),
            Number("620422-urban", "meanPoints")));
        Assert.Equal((2, 1, 1), (Number("620422-water", "summoned"), Number("620422-water", "answerMissed"),
            Number("620422-water", "absent")));
        Assert.Equal((1, 0), (Number("620422-fire", "refusedWithoutDuty"), Number("620422-fire", "refusedWithDuty")));
        Assert.Equal((1, 1), (Number("620422-housing", "refusedWithDuty"), Number("620422-housing", "answeredInTime")));
        foreach (var (organisation, row) in departments)
        {
            foreach (var figure in row.EnumerateObject().Where(one => one.Name is "summoned" or "answeredInTime"
                or "answerMissed" or "arrivedInTime" or "arrivedLate" or "absent" or "refusedWithDuty"
                or "refusedWithoutDuty" or "excused" or "rated"))
                Assert.Equal(figure.Value.GetInt32(),
                    (await Whistles(Director, $"organisation={organisation}&figure={figure.Name}")).Count);
        }
        // The same comes from the whistle's own deadlines.
        var read = (await Get(Director, $"/whistles/{first}")).GetProperty("departments").EnumerateArray().ToList();
        Assert.Equal(["620422-urban"], read.Where(one => one.GetProperty("deadlines").EnumerateArray().Any(d =>
                d.GetProperty("kind").GetString() == "arrival" && d.TryGetProperty("inTime", out var kept)
                && kept.GetBoolean()))
            .Select(one => one.GetProperty("organisation").GetString()!));

        // A case whose place is corrected counts where it belongs.
        await fixture.Service.Database.Execute(
            "update timed_case set jurisdiction = '620422106201' where number = 'figure-1'");
        var corrected = (await Get(Director, "/whistles/statistics?" + Period)).GetProperty("townships");
        Assert.Equal(119, corrected.EnumerateArray().Single(row => row.GetProperty("jurisdiction").GetString() == Town)
            .GetProperty("cases").GetInt32());

        // A department reads its own figures, the township its own and those of whom it has called.
        var mine = await Get(Of("620422-water"), "/whistles/statistics?" + Period);
        Assert.Equal((0, "620422-water"), (mine.GetProperty("townships").GetArrayLength(),
            Assert.Single(mine.GetProperty("departments").EnumerateArray()).GetProperty("organisation").GetString()));
        var theirs = await Get(Head, "/whistles/statistics?" + Period);
        Assert.Equal((1, 4, 0), (theirs.GetProperty("townships")[0].GetProperty("whistles").GetInt32(),
            theirs.GetProperty("departments").GetArrayLength(), theirs.GetProperty("centres").GetArrayLength()));
        using var neighbour = fixture.Service.Client(Roles.Leader, "620422106-gov", "620422106");
        var hidden = await Get(neighbour, "/whistles/statistics?" + Period);
        Assert.Equal((0, 0), (hidden.GetProperty("departments").GetArrayLength(),
            hidden.GetProperty("townships").GetArrayLength()));
        foreach (var address in new[] { "/whistles/statistics", "/whistles" })
        {
            using var wrong = await Director.GetAsync(address + "?from=2025-06-30&to=2025-06-01");
            await ProblemDocument.Expect(wrong, HttpStatusCode.UnprocessableEntity, "period_wrong");
        }
    }
}
