using System.Net;
using Dispatch.Contracts;
using Dispatch.Tests.Harness;
using static Dispatch.Tests.Service.Escalation.EscalationFixture;

namespace Dispatch.Tests.Service.Escalation;

/// <summary>The unit complained of sees neither clocks nor warnings of the case, whatever the role (回避).</summary>
[Collection("escalation")]
public sealed class VisibilityTests(EscalationFixture fixture)
{
    static readonly OrganisationId Water = new("620422-water"), Yard = new("620422-water-yard");

    [Theory]
    [InlineData(Roles.Leader, "620422-water")]
    [InlineData(Roles.Operator, "620422-water")]
    [InlineData(Roles.Dispatcher, "620422-water-yard")]
    [InlineData(Roles.Director, "620422-water-yard")]
    public async Task Whoever_belongs_to_it_or_below_it_finds_neither_clock_nor_warning(
        string role, string organisation)
    {
        await using var heard = await Broker.Listen(typeof(WarningRaised));
        var (one, then) = (Case(), DateTimeOffset.UtcNow.AddHours(-3));
        await fixture.Broker.Publish(Registered(one, Urgency.Emergency, then) with { Against = Water });
        await fixture.Broker.Publish(Dispatched(one, Urgency.Emergency, then) with
        {
            Recused = new(Water, [Yard], null),
        });
        var raised = await heard.Next<WarningRaised>(
            e => e.Head.CaseId == one.Id, evidence: () => fixture.Service.Log);
        var clock = (await fixture.Clocks(fixture.Centre, one, 4))[0].GetProperty("id").GetString();
        using var theirs = fixture.Service.Client(role, organisation);

        Assert.Empty((await Get(theirs, "/clocks?case=" + one.Number)).GetProperty("items").EnumerateArray());
        await ProblemDocument.Expect(
            await theirs.GetAsync($"/clocks/{clock}/explain"), HttpStatusCode.NotFound, "clock_not_found");
        Assert.Empty((await Get(theirs, "/warnings?case=" + one.Number)).GetProperty("items").EnumerateArray());
        if (role is Roles.Dispatcher or Roles.Director)
            await ProblemDocument.Expect(
                await theirs.PostAsync(
                    $"/warnings/{raised.WarningId}/acknowledgement", Json("""{"note":"马上处理"}""")),
                HttpStatusCode.NotFound, "warning_not_found");

        await Get(fixture.Centre, $"/clocks/{clock}/explain");
        Assert.NotEmpty((await Get(fixture.Centre, "/warnings?case=" + one.Number)).GetProperty("items")
            .EnumerateArray());
    }

    [Fact]
    public async Task Before_it_is_dispatched_the_unit_itself_finds_no_clock_and_a_centre_that_must_hold_it_does()
    {
        var (one, centre) = (Case(), new OrganisationId("620422-centre"));
        await fixture.Broker.Publish(Registered(one) with { Against = centre });
        await Eventually.Equal(1, () => fixture.Service.Database.One<int>(
            "select count(*)::int from timed_case where case_id = @id", new { id = one.Id.Value }), "it is known");
        Assert.Empty((await Get(fixture.Centre, "/clocks?case=" + one.Number)).GetProperty("items").EnumerateArray());
        await fixture.Broker.Publish(new CaseUndecided(
            one.Head("routing"), centre, "综治中心", Urgency.Normal, CaseKind.Complaint,
            new(new("620422105"), null, null, null), [new("test", "测试")], new(centre, [Yard], null)));
        await fixture.Clocks(fixture.Centre, one, 1);
        using var below = fixture.Service.Client(Roles.Leader, Yard.Value);
        Assert.Empty((await Get(below, "/clocks?case=" + one.Number)).GetProperty("items").EnumerateArray());
    }
}
