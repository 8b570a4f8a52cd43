using System.Net;
using Dispatch.Contracts;
using Dispatch.Tests.Harness;
using static Dispatch.Tests.Service.Escalation.EscalationFixture;

namespace Dispatch.Tests.Service.Escalation.Calendar;

/// <summary>ComputeDue, PutCalendar and ReadCalendar.</summary>
[Collection("escalation")]
public sealed class CalendarTests(EscalationFixture fixture)
{
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
