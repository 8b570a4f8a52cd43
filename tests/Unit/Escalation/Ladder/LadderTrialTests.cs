using Dispatch.Escalation.Clocks.Domain;
using Dispatch.Escalation.Ladder.Domain;
using static Dispatch.Tests.Unit.Escalation.Calendars;
using static Dispatch.Tests.Unit.Escalation.CaseLife;

namespace Dispatch.Tests.Unit.Escalation.Ladder;

/// <summary>Weeks of a case's way up the ladder, over National Day 2026 and its worked Saturdays.</summary>
public sealed class LadderTrialTests
{
    readonly CaseLife life = new() { Now = China("2026-09-22 09:00") };

    static PastCase Past(CaseClocks clocks, params (Rung, DateTimeOffset, DateTimeOffset)[] answered) =>
        new(clocks.Case, clocks.Clocks, [], answered);

    static string Say(IReadOnlyList<Climb> climbs) => string.Join(' ', climbs.Select(one =>
        $"{one.To}@{one.At.ToOffset(ChinaTime.Offset):MM-dd HH:mm}"));

    [Fact]
    public void What_nobody_acknowledges_climbs_to_the_leader_and_the_backstop_over_the_holiday()
    {
        var clocks = Run(life.Registered(), life.Dispatched(), life.Claimed());
        var climbs = LadderTrial.Run(Ladders.InForce, Past(clocks), Calendars.InForce, China("2026-10-31 09:00"));
        Assert.Equal(
            "Handler@09-29 16:42 Head@09-30 11:12 Centre@09-30 18:00 Leader@10-08 18:00 Backstop@10-10 18:00",
            Say(climbs));
    }

    [Fact]
    public void A_plan_holds_the_case_until_its_date()
    {
        var clocks = Run(life.Registered(), life.Dispatched(), life.Claimed());
        var climbs = LadderTrial.Run(
            Ladders.InForce,
            Past(clocks, (Rung.Handler, China("2026-09-30 10:00"), China("2026-10-10 17:00"))),
            Calendars.InForce, China("2026-10-31 09:00"));
        Assert.Equal([LiftCause.TimeUsed, LiftCause.ReplyExpired], climbs.Take(2).Select(one => one.Cause));
    }

    [Fact]
    public void A_reply_in_time_lifts_nobody()
    {
        var clocks = Run(life.Registered(), life.Dispatched(), life.Claimed(), life.Replied(), life.Audited(true),
            life.CalledBack(), life.Archived());
        Assert.Empty(LadderTrial.Run(Ladders.InForce, Past(clocks), Calendars.InForce, China("2026-10-31 09:00")));
    }

    [Fact]
    public void Another_policy_climbs_otherwise()
    {
        var gentle = Ladders.InForce with
        {
            Lifts =
            [
                .. Ladders.InForce.Lifts
                    .Where(one => one.Cause is not (LiftCause.TimeUsed or LiftCause.ReplyExpired)),
            ],
        };
        var clocks = Run(life.Registered(), life.Dispatched(), life.Claimed());
        Assert.Equal(LiftCause.CitizenExpired, LadderTrial.Run(
            gentle, Past(clocks), Calendars.InForce, China("2026-10-31 09:00"))[0].Cause);
    }

    [Fact]
    public void A_policy_lists_every_rung_once_and_lets_what_is_unacknowledged_climb()
    {
        var policy = Ladders.InForce;
        Assert.Null(policy.Faults());
        Assert.Equal("rungs_incomplete", (policy with { Rungs = [.. policy.Rungs.Skip(1)] }).Faults()!.Code);
        Assert.Equal("rungs_incomplete", (policy with { Rungs = [.. policy.Rungs, policy.Rungs[0]] }).Faults()!.Code);
        Assert.Equal("lift_listed_twice", (policy with { Lifts = [.. policy.Lifts, policy.Lifts[0]] }).Faults()!.Code);
        Assert.Equal("unacknowledged_must_climb",
            (policy with { Lifts = [.. policy.Lifts.Where(one => one.Cause != LiftCause.Unacknowledged)] })
                .Faults()!.Code);
        // Whoever only has to plan anew would acknowledge for ever.
        Assert.Equal("missed_plan_must_climb", (policy with
        {
            Lifts = [.. policy.Lifts.Select(one =>
                one.Cause == LiftCause.PlanMissed ? one with { AtMost = Rung.Leader } : one)],
        }).Faults()!.Code);
        var rung = policy.Rungs[0];
        Assert.Equal("term_not_positive", (policy with
        {
            Rungs = [rung with { LongestPlan = rung.LongestPlan with { Amount = 0 } }, .. policy.Rungs.Skip(1)],
        }).Faults()!.Code);
    }

    [Theory]
    [InlineData(0.5, TermUnit.WorkingDays, "term_too_fine")]
    [InlineData(1.5, TermUnit.CalendarDays, "term_too_fine")]
    [InlineData(0.01, TermUnit.Hours, "term_too_fine")]
    [InlineData(0.25, TermUnit.Hours, null)]
    [InlineData(0.5, TermUnit.WorkingHours, null)]
    [InlineData(366, TermUnit.WorkingDays, null)]
    [InlineData(367, TermUnit.CalendarDays, "term_not_positive")]
    public void A_term_is_a_time_that_somebody_can_keep(double amount, TermUnit unit, string? refusal)
    {
        var (policy, first) = (Ladders.InForce, Ladders.InForce.Rungs[0]);
        Assert.Equal(refusal, (policy with
        {
            Rungs =
            [
                first with { Acknowledge = first.Acknowledge with { Others = new((decimal)amount, unit) } },
                .. policy.Rungs.Skip(1),
            ],
        }).Faults()?.Code);
    }
}
