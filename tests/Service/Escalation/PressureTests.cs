using System.Net;
using Dispatch.Contracts;
using Dispatch.Tests.Harness;
using static Dispatch.Tests.Service.Escalation.EscalationFixture;

namespace Dispatch.Tests.Service.Escalation;

public sealed class PressureTests(EscalationFixture fixture) : IClassFixture<EscalationFixture>
{
    [Fact]
    public async Task Clocks_that_expire_turn_red_warn_the_organisation_and_lift_the_case_rung_by_rung()
    {
        await using var heard = await Broker.Listen(typeof(WarningRaised), typeof(CaseEscalated),
            typeof(WarningAcknowledged));
        // Registered and dispatched three hours ago: claim, first contact and reply of an emergency are over, the
        // citizen clock is at three quarters.
        var one = Case();
        var then = DateTimeOffset.UtcNow.AddHours(-3);
        await fixture.Broker.Publish(Registered(one, Urgency.Emergency, then));
        await fixture.Broker.Publish(Dispatched(one, Urgency.Emergency, then));
        var citizen = await heard.Next<WarningRaised>(e => e.Head.CaseId == one.Id && e.Clock == ClockKind.Citizen,
            evidence: () => fixture.Service.Log);
        Assert.Equal((Colour.Yellow, new OrganisationId("620422-housing")),
            (citizen.Colour, citizen.Organisation!.Value));
        await heard.Next<CaseEscalated>(e => e.Head.CaseId == one.Id && e.To == Rung.Centre);
        Assert.Equal(
            [(Rung.Head, "620422-housing"), (Rung.Centre, "620422-centre")],
            heard.All<CaseEscalated>().Where(e => e.Head.CaseId == one.Id)
                .Select(e => (e.To, e.Organisation!.Value.Value)));
        await Eventually.Equal(
            4, () => Task.FromResult(heard.All<WarningRaised>().Count(e => e.Head.CaseId == one.Id)), "warnings");
        Assert.All(heard.All<WarningRaised>().Where(e => e.Clock != ClockKind.Citizen && e.Head.CaseId == one.Id), e =>
            Assert.Equal(Colour.Red, e.Colour));

        var page = await Get(fixture.Housing, $"/warnings?case={one.Number}&acknowledged=false&colour=red&limit=2");
        Assert.Equal(2, page.GetProperty("items").GetArrayLength());
        var rest = await Get(
            fixture.Housing,
            $"/warnings?case={one.Number}&acknowledged=false&colour=red&limit=2"
            + $"&after={page.GetProperty("next").GetString()}");
        Assert.Equal(1, rest.GetProperty("items").GetArrayLength());
        Assert.Equal("住房和城乡建设局", rest.GetProperty("items")[0].GetProperty("organisationName").GetString());
        Assert.Empty((await Get(fixture.Water, "/warnings?case=" + one.Number)).GetProperty("items").EnumerateArray());

        var address = $"/warnings/{citizen.WarningId}/acknowledgement";
        using var hidden = await fixture.Water.PostAsync(address, Json("""{"note":"马上处理"}"""));
        await ProblemDocument.Expect(hidden, HttpStatusCode.NotFound, "warning_not_found");
        using var empty = await fixture.Housing.PostAsync(address, Json("{}"));
        Assert.Contains("note", (await ProblemDocument.Expect(empty, HttpStatusCode.BadRequest, "invalid_request"))
            .Errors.Keys);
        var answers = await Task.WhenAll(Enumerable.Range(0, 8)
            .Select(_ => fixture.Housing.PostAsync(address, Json("""{"note":"马上处理"}"""))));
        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.NoContent);
        foreach (var refused in answers.Where(answer => answer.StatusCode != HttpStatusCode.NoContent))
            await ProblemDocument.Expect(refused, HttpStatusCode.Conflict, "warning_already_acknowledged");
        var acknowledged = await heard.Next<WarningAcknowledged>(e => e.Head.CaseId == one.Id);
        Assert.Equal("620422-housing", acknowledged.Head.By.Organisation!.Value.Value);
        var last = await fixture.Service.Database.One<int>("select version from pressured_case where case_id = @id",
            new { id = one.Id.Value });
        Assert.Equal(last, acknowledged.Head.Version);
    }

    [Fact]
    public async Task A_new_owner_starts_at_its_handler_again()
    {
        await using var heard = await Broker.Listen(typeof(CaseEscalated));
        var (one, then) = (Case(), DateTimeOffset.UtcNow.AddHours(-3));
        await fixture.Broker.Publish(Registered(one, Urgency.Emergency, then));
        await fixture.Broker.Publish(Dispatched(one, Urgency.Emergency, then));
        await heard.Next<CaseEscalated>(e => e.Head.CaseId == one.Id && e.To == Rung.Centre,
            evidence: () => fixture.Service.Log);
        var next = TicketId.New();
        await fixture.Broker.Publish(Dispatched(one, Urgency.Emergency, then) with
        {
            Lead = new(next, new("620422-water"), "水务局", TicketRole.Lead), Hop = 2, Replaces = one.Lead,
        });
        var again = await heard.Next<CaseEscalated>(e => e.Head.CaseId == one.Id && e.TicketId == next);
        Assert.Equal((Rung.Handler, Rung.Head, "620422-water"),
            (again.From, again.To, again.Organisation!.Value.Value));
    }

    [Fact]
    public async Task A_clock_stopped_in_time_never_warns()
    {
        await using var heard = await Broker.Listen(typeof(WarningRaised));
        var one = Case();
        await fixture.Broker.Publish(Registered(one));
        await fixture.Broker.Publish(Dispatched(one));
        await fixture.Broker.Publish(Archived(one));
        var late = Case();
        await fixture.Broker.Publish(Registered(late, Urgency.Emergency, DateTimeOffset.UtcNow.AddHours(-5)));
        await heard.Next<WarningRaised>(e => e.Head.CaseId == late.Id, evidence: () => fixture.Service.Log);
        Assert.DoesNotContain(heard.All<WarningRaised>(), e => e.Head.CaseId == one.Id);
        Assert.Equal(0, await fixture.Service.Database.One<long>(
            "select count(*) from clock where case_id = @id and next_turn_at is not null", new { id = one.Id.Value }));
    }

    [Theory]
    [InlineData("start=2026-09-28T02:00:00Z&term=5&unit=workingDays", "2026-10-10T10:00:00")]
    [InlineData("start=2026-09-30T08:00:00Z&term=4&unit=workingHours", "2026-10-08T02:30:00")]
    [InlineData("start=2026-03-02T02:00:00Z&term=30&unit=calendarDays", "2026-04-01T16:00:00")]
    [InlineData("start=2026-03-02T02:00:00Z&term=0.25&unit=hours", "2026-03-02T02:15:00")]
    public async Task Any_start_and_term_can_be_asked_for_its_due_time(string query, string due)
    {
        var answer = await Get(fixture.Centre, "/calendar/due?" + query);
        Assert.StartsWith(due, answer.GetProperty("due").GetString(), StringComparison.Ordinal);
        Assert.NotEmpty(answer.GetProperty("explain").EnumerateArray());
        Assert.Empty(answer.GetProperty("warnings").EnumerateArray());
    }

    [Theory]
    [InlineData("start=2026-03-02T02:00:00Z&term=0&unit=hours", HttpStatusCode.UnprocessableEntity,
        "term_out_of_range")]
    [InlineData("start=2026-03-02T02:00:00Z&term=1.5&unit=workingDays", HttpStatusCode.UnprocessableEntity,
        "term_out_of_range")]
    [InlineData("start=1900-03-02T02:00:00Z&term=1&unit=hours", HttpStatusCode.UnprocessableEntity,
        "start_out_of_range")]
    [InlineData("start=2026-03-02T02:00:00Z&term=1&unit=weeks", HttpStatusCode.BadRequest, "invalid_request")]
    public async Task A_start_or_term_without_sense_is_refused(string query, HttpStatusCode status, string code)
    {
        using var answer = await fixture.Centre.GetAsync("/calendar/due?" + query);
        await ProblemDocument.Expect(answer, status, code);
    }

    [Fact]
    public async Task Only_the_administrator_loads_a_years_notice_and_it_must_make_sense()
    {
        using var admin = fixture.Service.Client(Roles.Admin);
        async Task Refused(HttpClient who, string body, HttpStatusCode status, string code)
        {
            using var answer = await who.PutAsync("/calendar/2028", Json(body));
            await ProblemDocument.Expect(answer, status, code);
        }
        await Refused(fixture.Centre, """{"year":2028,"days":[]}""", HttpStatusCode.Forbidden, "role_not_allowed");
        await Refused(admin, """{"year":2029,"days":[]}""", HttpStatusCode.UnprocessableEntity, "year_mismatch");
        await Refused(admin, """{"year":2028,"days":[{"name":"元旦","date":"2029-01-01","isOffDay":true}]}""",
            HttpStatusCode.UnprocessableEntity, "day_out_of_year");
        await Refused(
            admin,
            """
            {"year":2028,"days":[{"name":"元旦","date":"2028-01-01","isOffDay":true},
                {"name":"元旦","date":"2028-01-01","isOffDay":false}]}
            """,
            HttpStatusCode.UnprocessableEntity, "day_twice");
        Assert.NotEmpty((await Get(fixture.Centre, "/calendar/due?start=2028-02-01T02:00:00Z&term=1&unit=workingDays"))
            .GetProperty("warnings").EnumerateArray());
        using var put = await admin.PutAsync(
            "/calendar/2028", Json("""{"year":2028,"days":[{"name":"春节","date":"2028-02-02","isOffDay":true}]}"""));
        put.EnsureSuccessStatusCode();
        var due = await Get(fixture.Centre, "/calendar/due?start=2028-02-01T02:00:00Z&term=1&unit=workingDays");
        Assert.StartsWith("2028-02-03T10:00:00", due.GetProperty("due").GetString(), StringComparison.Ordinal);
        Assert.Contains("2028", (await Get(fixture.Centre, "/calendar?year=2028")).GetRawText(),
            StringComparison.Ordinal);
    }
}
