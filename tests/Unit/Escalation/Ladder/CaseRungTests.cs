using Dispatch.Escalation.Clocks.Domain;
using Dispatch.Escalation.Ladder.Domain;
using Dispatch.Kit;
using static Dispatch.Tests.Unit.Escalation.Calendars;
using static Dispatch.Tests.Unit.Escalation.CaseLife;
using static Dispatch.Tests.Unit.Escalation.Ladder.Ladders;

namespace Dispatch.Tests.Unit.Escalation.Ladder;

/// <summary>What may be done on a rung, and what the state of the case means for it.</summary>
public sealed class CaseRungTests
{
    static readonly DateTimeOffset At = China("2026-09-28 10:00");

    static readonly OrganisationId Housing = new("housing");

    readonly CaseLife life = new();

    static Actor By(string account, string role, OrganisationId at) => new(new(account), account, role, at, County);

    static CaseRung Stands(Rung rung, OrganisationId? at = null, ClockId? clock = null) => new(
        RungId.New(), CaseId.New(), CaseNumber.New(At), Township, Housing, null, rung, at ?? Housing, new("owner"),
        "责任人", "主要负责人", [], LiftCause.ReplyExpired, clock, [], 1, At, China("2026-09-29 10:00"), null,
        null, null, null, null, null, null, [], null, 0);

    static Result<CaseRung> Acknowledge(
        CaseRung rung, Actor actor, string until = "2026-09-30 17:00", string? team = null) =>
        rung.Acknowledge("派人到场", China(until), team, actor, Calendars.InForce.Calendar, Ladders.InForce, At);

    [Fact]
    public void Acknowledging_names_a_plan_and_a_date_and_the_pressure_goes_on()
    {
        Assert.True(Acknowledge(Stands(Rung.Head), By("owner", Roles.Head, Housing)).Accepted(out var said, out _));
        Assert.Equal(China("2026-09-30 17:00"), said!.NextLookAt!.Value);
        Assert.Null(said.Overdue(China("2026-09-30 16:59")));
        Assert.Equal(LiftCause.PlanMissed, said.Overdue(China("2026-09-30 17:00"))!.Value.Cause);
        Assert.Equal("rung_already_acknowledged",
            Acknowledge(said, By("owner", Roles.Head, Housing)).Refusal!.Code);
    }

    [Fact]
    public void Nobody_says_a_word_and_the_term_passes()
    {
        var rung = Stands(Rung.Head);
        Assert.Null(rung.Overdue(rung.AcknowledgeBy.AddTicks(-1)));
        var (cause, why) = rung.Overdue(rung.AcknowledgeBy)!.Value;
        Assert.Equal((LiftCause.Unacknowledged, "主要负责人责任人应于2026年9月29日10:00前确认并提出办理计划，逾期未确认。"),
            (cause, why.Text));
    }

    [Theory]
    // The owner himself; the head of the organisation for him; nobody of another one.
    [InlineData(Rung.Handler, "owner", Roles.Handler, "housing", null)]
    [InlineData(Rung.Handler, "boss", Roles.Head, "housing", null)]
    [InlineData(Rung.Head, "other", Roles.Handler, "housing", "not_your_rung")]
    [InlineData(Rung.Head, "boss", Roles.Head, "water", "not_your_rung")]
    [InlineData(Rung.Centre, "director", Roles.Director, "housing", null)]
    // What a leader has taken in charge, only leaders answer, and with a team.
    [InlineData(Rung.Leader, "director", Roles.Director, "housing", "not_your_rung")]
    [InlineData(Rung.Leader, "leader", Roles.Leader, "county", "team_missing")]
    [InlineData(Rung.Head, "leader", Roles.Leader, "county", "not_your_rung")]
    // The city's centre is above the leaders of the county.
    [InlineData(Rung.Superior, "leader", Roles.Leader, "county", "not_your_rung")]
    [InlineData(Rung.Backstop, "leader", Roles.Leader, "county", null)]
    // A mediator answers for the ticket that he has.
    [InlineData(Rung.Handler, "owner", Roles.Mediator, "housing", null)]
    public void Who_may_acknowledge(Rung rung, string account, string role, string at, string? refusal) =>
        Assert.Equal(refusal, Acknowledge(Stands(rung), By(account, role, new(at))).Refusal?.Code);

    [Theory]
    [InlineData("2026-09-28 10:00", "plan_not_in_time")]
    // Five working days; the first week of October is a holiday, and the Saturday after it is worked.
    [InlineData("2026-10-10 10:00", null)]
    [InlineData("2026-10-12 10:01", "plan_not_in_time")]
    public void A_plan_ends_in_the_future_and_within_what_the_policy_allows(string until, string? refusal) =>
        Assert.Equal(refusal, Acknowledge(Stands(Rung.Head), By("owner", Roles.Head, Housing), until).Refusal?.Code);

    [Fact]
    public void A_leader_names_the_special_team()
    {
        Assert.Equal("team_missing",
            Acknowledge(Stands(Rung.Leader), By("leader", Roles.Leader, Centre), team: "  ").Refusal!.Code);
        Assert.True(Acknowledge(Stands(Rung.Leader), By("leader", Roles.Leader, Centre), team: "住建、水务、镇政府")
            .Accepted(out var said, out _));
        Assert.Equal("住建、水务、镇政府", said!.Team);
    }

    [Fact]
    public void Only_rules_let_a_case_down()
    {
        var clocks = Run(life.Registered(), life.Dispatched(), life.Claimed());
        Assert.Null(Settle(Stands(Rung.Head), clocks).LeftAt);
        // The archive.
        clocks.Follow(life.Archived(), life.Now);
        Assert.Equal("case_archived", Settle(Stands(Rung.Backstop), clocks).LeftBecause[0].Code);
    }

    [Theory]
    [InlineData(Rung.Handler, "another_owner")]
    [InlineData(Rung.Centre, "another_owner")]
    [InlineData(Rung.Leader, null)]
    [InlineData(Rung.Backstop, "backstop_ended_by_ruling")]
    public void Another_owner_starts_anew_and_a_leader_stays_in_charge(Rung rung, string? left)
    {
        var clocks = Run(life.Registered(), life.Dispatched("roads"));
        var settled = Settle(Stands(rung), clocks);
        Assert.Equal(left, settled.LeftBecause.Select(one => one.Code).SingleOrDefault());
        if (left is null)
            Assert.Equal(new OrganisationId("roads"), settled.Organisation);
    }

    [Fact]
    public void The_centre_that_takes_its_backstop_case_in_hand_stays_on_it()
    {
        var clocks = Run(life.Registered(), life.Dispatched("centre"));
        var settled = Stands(Rung.Backstop).Settle(
            clocks.Case, clocks.Clocks, heldByCentre: true, Ladders.InForce, Calendars.InForce.Calendar, At);
        Assert.Equal((null, Centre), (settled.LeftAt, settled.Organisation));
    }

    [Fact]
    public void The_handler_is_let_down_when_what_he_was_reminded_of_is_done()
    {
        var clocks = Run(life.Registered(), life.Dispatched());
        var claim = clocks.Clocks.Single(clock => clock.Kind == ClockKind.Claim).Id;
        Assert.Null(Settle(Stands(Rung.Handler, clock: claim), clocks).LeftAt);
        clocks.Follow(life.Claimed(), life.Now);
        Assert.Equal("done_in_time", Settle(Stands(Rung.Handler, clock: claim), clocks).LeftBecause[0].Code);
        Assert.Null(Settle(Stands(Rung.Head), clocks).LeftAt);
    }

    [Fact]
    public void A_case_that_was_replied_to_rests_and_comes_back_with_a_new_term()
    {
        var clocks = Run(life.Registered(), life.Dispatched(), life.Claimed(), life.Replied());
        Assert.True(Acknowledge(Stands(Rung.Head), By("owner", Roles.Head, Housing)).Accepted(out var said, out _));
        var rests = Settle(said!, clocks);
        Assert.Equal((null, null), (rests.NextLookAt, rests.LeftAt));
        Assert.Equal("rung_rests", Acknowledge(Settle(Stands(Rung.Head), clocks), By("owner", Roles.Head, Housing))
            .Refusal!.Code);
        clocks.Follow(life.Audited(passed: false), life.Now);
        var back = rests.Settle(
            clocks.Case, clocks.Clocks, false, Ladders.InForce, Calendars.InForce.Calendar, China("2026-09-30 16:00"));
        // One working day across the holiday: the eighth of October is the first day at work.
        Assert.Equal((null, null, China("2026-10-08 18:00")), (back.RestingSince, back.Plan, back.AcknowledgeBy));
    }

    [Fact]
    public void At_the_top_the_term_runs_anew_and_is_counted()
    {
        var again = Stands(Rung.Superior).Again(
            Ladders.InForce, Calendars.InForce.Calendar, Urgency.Normal, China("2026-09-29 10:00"));
        Assert.Equal((1, true), (again.Missed, again.NextLookAt > China("2026-09-29 10:00")));
    }

    static CaseRung Settle(CaseRung rung, CaseClocks clocks) => rung.Settle(
        clocks.Case, clocks.Clocks, false, Ladders.InForce, Calendars.InForce.Calendar, At);
}
