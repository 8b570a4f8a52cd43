using System.Net;
using Dispatch.Contracts;
using Dispatch.Tests.Harness;
using static Dispatch.Tests.Service.Escalation.EscalationFixture;

namespace Dispatch.Tests.Service.Escalation.Warnings;

[Collection("escalation")]
public sealed class RaiseWarningsTests(EscalationFixture fixture)
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
        // Each warning has a trace of its own, and an escalation the trace of the warning that it went with.
        var traces = heard.All<WarningRaised>().Where(e => e.Head.CaseId == one.Id).Select(e => e.Head.TraceId)
            .ToHashSet();
        Assert.Equal((4, false), (traces.Count, traces.Contains(null)));
        Assert.Equal(2, heard.All<CaseEscalated>().Where(e => e.Head.CaseId == one.Id)
            .Select(e => e.Head.TraceId).Distinct().Count(traces.Contains));

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
        async Task<string> Actions(HttpClient client) =>
            (await Get(client, $"/warnings?case={one.Number}&colour=yellow")).GetProperty("items")[0]
                .GetProperty("actions").GetRawText();
        Assert.Equal("""[{"name":"acknowledgement","allowed":true}]""", await Actions(fixture.Housing));
        using var auditor = fixture.Service.Client(Roles.Auditor, "620422-centre");
        Assert.Equal("[]", await Actions(auditor));
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
        Assert.Equal(
            """[{"name":"acknowledgement","allowed":false,"why":"这条预警已有人确认，无需重复操作。"}]""",
            await Actions(fixture.Housing));
        var acknowledged = await heard.Next<WarningAcknowledged>(e => e.Head.CaseId == one.Id);
        Assert.Equal("620422-housing", acknowledged.Head.By.Organisation!.Value.Value);
        var last = await fixture.Service.Database.One<int>("select version from timed_case where case_id = @id",
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
            Lead = new(next, new("620422-water"), "水务局", TicketRole.Lead),
            Hop = 2,
            Replaces = one.Lead,
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
}
