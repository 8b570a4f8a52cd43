using System.Net;
using System.Text.Json;
using Dispatch.Contracts;
using Dispatch.Tests.Harness;
using static Dispatch.Tests.Service.Escalation.EscalationFixture;

namespace Dispatch.Tests.Service.Escalation.Whistles;

[Collection("escalation")]
public sealed class WhistleTests(EscalationFixture fixture) : IAsyncLifetime
{
    const string Town = "620422105", Village = Town + "201", TownGov = "620422105-gov";
    static readonly byte[] Photo = [0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3];

    HttpClient Head => fixture.Service.Client(Roles.Head, TownGov, Town, "town-head");
    HttpClient Grid => fixture.Service.Client(Roles.GridWorker, "620422105201-village", Village, "grid-1");
    HttpClient Director => fixture.Service.Client(Roles.Director, "620422-centre", account: "director-1");
    HttpClient Of(string organisation) => fixture.Service.Client(Roles.Handler, organisation, account: organisation);

    public Task InitializeAsync() => fixture.LearnCounty();

    public Task DisposeAsync() => Task.CompletedTask;

    static string Body(string type, string lead = "620422-urban", string assisting = "\"620422-water\",\"620422-fire\"",
        string cases = "", string place = Town) => $$"""
        {"type":"{{type}}","demand":"沿街摊点占道经营，群众多次反映","lead":"{{lead}}","assisting":[{{assisting}}],
        "cases":[{{cases}}],
        "place":{"jurisdiction":"{{place}}","address":"会师镇南关路","latitude":35.69,"longitude":105.05}
        }
        """;

    static async Task<JsonElement> Blow(HttpClient by, string body)
    {
        using var answer = await by.PostAsync("/whistles", Json(body));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.Created, text);
        using var json = JsonDocument.Parse(text);
        return json.RootElement.Clone();
    }

    static async Task Done(HttpClient by, string address, string body = "{}")
    {
        using var answer = await by.PostAsync(address, Json(body));
        Assert.True(
            answer.StatusCode == HttpStatusCode.NoContent, address + ": " + await answer.Content.ReadAsStringAsync());
    }

    static async Task Refused(HttpClient by, string address, string body, HttpStatusCode status, string code)
    {
        using var answer = await by.PostAsync(address, Json(body));
        await ProblemDocument.Expect(answer, status, code);
    }

    [Fact]
    public async Task An_absent_department_is_ordered_to_come_and_does_not_hold_up_the_lead()
    {
        await using var heard = await Broker.Listen(
            typeof(WhistleBlown), typeof(DepartmentArrived), typeof(DepartmentAbsent), typeof(OrderIssued),
            typeof(JointResultRecorded), typeof(WhistleEnded), typeof(WhistleRated));
        var one = Case();
        await fixture.Broker.Publish(Registered(one));
        await fixture.Broker.Publish(Dispatched(one));
        await fixture.Clocks(fixture.Centre, one, 4);
        var blown = await Blow(Director, Body("emergency", cases: $"\"{one.Number}\""));
        Assert.Equal("blown", blown.GetProperty("status").GetString());
        var id = blown.GetProperty("id").GetString()!;
        var told = await heard.Next<WhistleBlown>(e => e.Whistle.Id.ToString() == id);
        Assert.Equal((3, one.Number), (told.Departments.Count, Assert.Single(told.Whistle.Cases).Number));
        Assert.All(told.Departments, d => Assert.Equal(told.Head.OccurredAt.AddMinutes(30), d.ArriveBy));

        await Done(Of("620422-urban"), $"/whistles/{id}/acknowledgement", """{"attendee":"张三"}""");
        await Refused(Of("620422-urban"), $"/whistles/{id}/acknowledgement", """{"attendee":"张三"}""",
            HttpStatusCode.Conflict, "summons_already_answered");
        foreach (var (position, code) in new[]
            { ("""{"latitude":35.9,"longitude":105.05}""", "too_far_away"),
                ("""{"latitude":35.69,"longitude":105.05,"accuracy":3000}""", "position_too_vague") })
            await Refused(Of("620422-urban"), $"/whistles/{id}/arrival", position,
                HttpStatusCode.UnprocessableEntity, code);
        await Done(Of("620422-urban"), $"/whistles/{id}/arrival", """{"latitude":35.691,"longitude":105.05}""");
        await Refused(Of("620422-fire"), $"/whistles/{id}/result", """{"summary":"已清理"}""",
            HttpStatusCode.Forbidden, "not_the_lead");
        using var text = await Of("620422-fire").PostAsync(
            $"/whistles/{id}/arrival/photo", new ByteArrayContent("no photo"u8.ToArray()));
        await ProblemDocument.Expect(text, HttpStatusCode.UnprocessableEntity, "photo_not_accepted");
        using var photo = await Of("620422-fire").PostAsync(
            $"/whistles/{id}/arrival/photo", new ByteArrayContent(Photo));
        Assert.Equal(HttpStatusCode.NoContent, photo.StatusCode);
        Assert.Equal(Photo, await Director.GetByteArrayAsync($"/whistles/{id}/arrivals/620422-fire/photo"));
        Assert.Equal(111, (await heard.Next<DepartmentArrived>(e => e.Proof == PlaceProof.Position)).Metres);

        // Half an hour later the third is not there: its order is out within the minute, whoever watches.
        await fixture.Later(id, "31 minutes");
        var absent = await heard.Next<DepartmentAbsent>(
            e => e.Whistle.Id.ToString() == id, TimeSpan.FromMinutes(1), () => fixture.Service.Log);
        Assert.Equal("620422-water", absent.Organisation.Value);
        var order = await heard.Next<OrderIssued>(e => e.Order.Id == absent.Order);
        Assert.Equal(("620422-water", OrderOrigin.Whistle), (order.Order.Organisation.Value, order.Origin));
        var seen = await Get(Of("620422-water"), "/orders?open=true");
        Assert.Contains(seen.GetProperty("items").EnumerateArray(),
            o => o.GetProperty("id").GetString() == absent.Order.ToString());

        await Done(Of("620422-urban"), $"/whistles/{id}/result", """
            {"summary":"摊点已清理","parts":[{"organisation":"620422-fire","done":"疏通消防通道"}]}
            """);
        await Refused(Of("620422-urban"), $"/whistles/{id}/ending", """{"finished":true,"words":"完成"}""",
            HttpStatusCode.Forbidden, "not_your_whistle");
        await Done(Director, $"/whistles/{id}/ending", """{"finished":true,"words":"现场已恢复"}""");
        var ended = await heard.Next<WhistleEnded>(e => e.Whistle.Id.ToString() == id);
        Assert.True(ended.Partial);
        Assert.Single(heard.All<OrderIssued>(), e => e.Order.Cases.Any(c => c.Number == one.Number));

        // Both sides rate; neither reads the other's before both are in.
        await Done(Director, $"/whistles/{id}/ratings/620422-urban",
            """{"inTime":true,"didPart":true,"solved":true,"words":"到场迅速"}""");
        await Done(Director, $"/whistles/{id}/ratings/620422-water",
            """{"inTime":false,"didPart":false,"solved":false,"words":"未到场"}""");
        Assert.False(Department(await Get(Of("620422-urban"), $"/whistles/{id}"), "620422-urban")
            .TryGetProperty("ofDepartment", out _));
        await Done(Of("620422-urban"), $"/whistles/{id}/ratings", """{"justified":true,"words":"确需多部门"}""");
        Assert.True(Department(await Get(Of("620422-urban"), $"/whistles/{id}"), "620422-urban")
            .GetProperty("ofDepartment").GetProperty("rating").GetProperty("solved").GetBoolean());

        // The same scores come from the events alone.
        await Eventually.Equal(3, () => Task.FromResult(
            heard.All<WhistleRated>().Count(e => e.Whistle.Id.ToString() == id)), "ratings");
        Assert.Equal(
            await fixture.Service.Database.One<int>("""
                select count(*)::int from summons
                where whistle_id = @id::uuid and (of_department -> 'rating' ->> 'solved')::boolean
                """, new { id }),
            heard.All<WhistleRated>().Count(e => e.Whistle.Id.ToString() == id && e.OfDepartment?.Solved == true));
        var steps = (await Get(Director, $"/whistles/{id}")).GetProperty("steps").EnumerateArray().ToList();
        Assert.All(steps, step => Assert.NotEqual(0, step.GetProperty("reasons").GetArrayLength()));
        Assert.Equal("whistleBlown", steps[0].GetProperty("what").GetString());
    }

    static JsonElement Department(JsonElement whistle, string organisation) => whistle.GetProperty("departments")
        .EnumerateArray().Single(d => d.GetProperty("organisation").GetString() == organisation);

    [Fact]
    public async Task A_proposal_is_reviewed_and_its_refusal_goes_to_the_centre_once()
    {
        await using var heard = await Broker.Listen(typeof(WhistleBlown));
        var proposed = await Blow(Grid, Body("strongDemand", place: Village));
        var id = proposed.GetProperty("id").GetString()!;
        Assert.Equal("proposed", proposed.GetProperty("status").GetString());
        // Nobody who is not yet summoned hears of it.
        using var hidden = await Of("620422-water").GetAsync($"/whistles/{id}");
        await ProblemDocument.Expect(hidden, HttpStatusCode.NotFound, "whistle_not_found");
        await Refused(Director, $"/whistles/{id}/review", """{"accepted":true,"grounds":"同意"}""",
            HttpStatusCode.Forbidden, "not_yours_to_review");
        await Refused(Grid, $"/whistles/{id}/appeal", """{"grounds":"需要多部门"}""",
            HttpStatusCode.Conflict, "whistle_not_appealable");
        await Done(Head, $"/whistles/{id}/review", """{"accepted":false,"grounds":"一家单位即可办理"}""");
        await Refused(Head, $"/whistles/{id}/review", """{"accepted":true,"grounds":"改主意"}""",
            HttpStatusCode.Conflict, "whistle_not_for_review");
        await Done(Grid, $"/whistles/{id}/appeal", """{"grounds":"涉及城管、水务、消防"}""");
        await Done(Director, $"/whistles/{id}/review", """{"accepted":true,"grounds":"确需联合处置"}""");
        await heard.Next<WhistleBlown>(e => e.Whistle.Id.ToString() == id);
        await Refused(Grid, $"/whistles/{id}/withdrawal", """{"grounds":"不吹了"}""",
            HttpStatusCode.Conflict, "whistle_not_withdrawable");
        // The reason of the refusal stays to be read, with who gave it.
        var steps = (await Get(Grid, $"/whistles/{id}")).GetProperty("steps").EnumerateArray().ToList();
        var refusal = steps.Single(step => step.GetProperty("what").GetString() == "whistleRefused");
        Assert.Equal("town-head", refusal.GetProperty("byAccount").GetString());
        Assert.Contains("一家单位即可办理", refusal.GetProperty("reasons")[0].GetProperty("text").GetString(),
            StringComparison.Ordinal);

        var again = (await Blow(Grid, Body("jointEnforcement", place: Village))).GetProperty("id").GetString();
        await Done(Grid, $"/whistles/{again}/withdrawal", """{"grounds":"商户已自行整改"}""");
    }

    [Fact]
    public async Task A_refusal_shows_who_why_and_which_duty_and_without_one_it_is_an_order()
    {
        await using var heard = await Broker.Listen(typeof(SummonsRefusalRuled), typeof(OrderIssued));
        var id = (await Blow(Head, Body("jointEnforcement"))).GetProperty("id").GetString()!;
        const string WithDuty =
            """{"reason":"notOurDuty","explanation":"占道经营不属于水务职责","duty":"水务局三定规定第四条"}""";
        const string Without = """{"reason":"notOurDuty","explanation":"人手不足无法到场处置"}""";
        await Done(Of("620422-water"), $"/whistles/{id}/refusal", WithDuty);
        await Refused(Of("620422-water"), $"/whistles/{id}/refusal", WithDuty,
            HttpStatusCode.Conflict, "summons_already_answered");
        var refused = Department(await Get(Head, $"/whistles/{id}"), "620422-water");
        Assert.Equal(("centre", "水务局三定规定第四条", "620422-water"), (refused.GetProperty("accountable").GetString(),
            refused.GetProperty("refusal").GetProperty("duty").GetString(),
            refused.GetProperty("refusal").GetProperty("by").GetProperty("account").GetString()));
        await Refused(Head, $"/whistles/{id}/refusals/620422-fire/ruling", """{"upheld":true,"grounds":"同意"}""",
            HttpStatusCode.Forbidden, "role_not_allowed");
        await Refused(Director, $"/whistles/{id}/refusals/620422-fire/ruling", """{"upheld":true,"grounds":"同意"}""",
            HttpStatusCode.Conflict, "no_refusal_waits");
        await Refused(Director, $"/whistles/{id}/refusals/620422-water/ruling",
            """{"upheld":true,"grounds":"同意","replacement":"620422-fire"}""",
            HttpStatusCode.UnprocessableEntity, "summoned_already");
        await Done(Director, $"/whistles/{id}/refusals/620422-water/ruling",
            """{"upheld":true,"grounds":"职责清单属实","replacement":"620422-housing"}""");
        var ruled = await heard.Next<SummonsRefusalRuled>(e => e.Whistle.Id.ToString() == id);
        Assert.Equal("620422-housing", ruled.Replacement!.Organisation.Value);
        await Refused(Of("620422-water"), $"/whistles/{id}/arrival", """{"latitude":35.69,"longitude":105.05}""",
            HttpStatusCode.Conflict, "not_summoned");
        await Done(Of("620422-fire"), $"/whistles/{id}/refusal", Without);
        var order = await heard.Next<OrderIssued>(e => e.Order.Organisation.Value == "620422-fire");
        Assert.Contains("未引用权责依据", order.Reasons[0].Text, StringComparison.Ordinal);
        await Refused(Of("620422-fire"), $"/whistles/{id}/refusal", WithDuty, HttpStatusCode.Conflict, "refusal_used");
        await Refused(Of("620422-fire"), $"/whistles/{id}/part", """{"done":"已处置"}""",
            HttpStatusCode.Conflict, "not_on_site");
        await Done(Head, $"/whistles/{id}/arrivals/620422-fire");
        await Refused(Of("620422-fire"), $"/whistles/{id}/refusal", WithDuty,
            HttpStatusCode.Conflict, "already_arrived");
        await Done(Of("620422-fire"), $"/whistles/{id}/part", """{"done":"疏通消防通道"}""");
        await Refused(Of("620422-fire"), $"/whistles/{id}/part", """{"done":"再报"}""",
            HttpStatusCode.Conflict, "part_already_done");
        await Refused(Of("620422-urban"), $"/whistles/{id}/ratings", """{"justified":true,"words":"评价"}""",
            HttpStatusCode.Conflict, "whistle_not_ended");
    }

    [Fact]
    public async Task A_whistle_for_what_does_not_exist_or_must_stand_back_is_refused_with_its_field()
    {
        async Task Expect(HttpClient by, string body, HttpStatusCode status, string code)
        {
            using var answer = await by.PostAsync("/whistles", Json(body));
            await ProblemDocument.Expect(answer, status, code);
        }
        await Expect(Of("620422-water"), Body("emergency", assisting: "\"620422-fire\""),
            HttpStatusCode.Forbidden, "not_a_whistler");
        await Expect(Head, Body("emergency", lead: "620422-nowhere"),
            HttpStatusCode.UnprocessableEntity, "unknown_organisation");
        await Expect(Head, Body("emergency", assisting: "\"620422-urban\""),
            HttpStatusCode.UnprocessableEntity, "summoned_twice");
        await Expect(Head, Body("emergency", lead: TownGov), HttpStatusCode.UnprocessableEntity, "summoned_twice");
        await Expect(Head, Body("emergency", cases: "\"261122-4839-2715-3\""),
            HttpStatusCode.UnprocessableEntity, "case_not_found");
        await Expect(fixture.Service.Client(Roles.Head, TownGov, "620422106"), Body("emergency"),
            HttpStatusCode.UnprocessableEntity, "outside_your_jurisdiction");
        var against = Case();
        await fixture.Broker.Publish(Registered(against) with { Against = new("620422-fire") });
        await fixture.Broker.Publish(Dispatched(against) with { Recused = new(new("620422-fire"), [], null) });
        await fixture.Clocks(fixture.Centre, against, 4);
        await Expect(Director, Body("emergency", cases: $"\"{against.Number}\""),
            HttpStatusCode.UnprocessableEntity, "must_stand_back");
        using var invalid = await Head.PostAsync("/whistles", Json("""{"type":"emergency"}"""));
        Assert.Contains("lead",
            (await ProblemDocument.Expect(invalid, HttpStatusCode.BadRequest, "invalid_request")).Errors.Keys);
    }

    [Fact]
    public async Task Whoever_must_stand_back_from_its_case_does_not_see_the_whistle_nor_its_orders()
    {
        var against = Case();
        await fixture.Broker.Publish(Registered(against) with { Against = new("620422105201-village") });
        await fixture.Broker.Publish(
            Dispatched(against) with { Recused = new(new("620422105201-village"), [], null) });
        await fixture.Clocks(fixture.Centre, against, 4);
        var seen = (await Blow(Director, Body("emergency", place: Village))).GetProperty("id").GetString();
        var blown = await Blow(Director, Body("emergency", cases: $"\"{against.Number}\"", place: Village));
        var id = blown.GetProperty("id").GetString();
        using var order = await Director.PostAsync("/orders", Json($$"""
            {"form":"listed","organisation":"620422-water","demand":"限期修复","basis":"群众反映强烈",
            "cases":["{{against.Number}}"]}
            """));
        Assert.Equal(HttpStatusCode.Created, order.StatusCode);
        using var hidden = await Grid.GetAsync($"/whistles/{id}");
        await ProblemDocument.Expect(hidden, HttpStatusCode.NotFound, "whistle_not_found");
        var listed = (await Get(Grid, "/whistles?limit=200")).GetProperty("items").EnumerateArray()
            .Select(w => w.GetProperty("id").GetString()).ToList();
        Assert.Contains(seen, listed);
        Assert.DoesNotContain(id, listed);
        Assert.Contains((await Get(Director, $"/whistles?case={against.Number}")).GetProperty("items").EnumerateArray(),
            w => w.GetProperty("id").GetString() == id && w.GetProperty("summoned").GetInt32() == 3);
        Assert.Contains((await Get(Director, $"/orders?case={against.Number}")).GetProperty("items").EnumerateArray(),
            o => o.GetProperty("form").GetString() == "listed");
    }

    [Fact]
    public async Task Whoever_calls_twice_at_once_arrives_once()
    {
        var id = (await Blow(Head, Body("emergency"))).GetProperty("id").GetString();
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Of("620422-water").PostAsync(
            $"/whistles/{id}/arrival", Json("""{"latitude":35.69,"longitude":105.05}"""))));
        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.NoContent);
        foreach (var refused in answers.Where(answer => answer.StatusCode != HttpStatusCode.NoContent))
            await ProblemDocument.Expect(refused, HttpStatusCode.Conflict, "already_arrived");
    }
}
