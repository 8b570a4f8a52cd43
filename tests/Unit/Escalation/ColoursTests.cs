using Dispatch.Escalation.Domain;
using static Dispatch.Tests.Unit.Escalation.Calendars;

namespace Dispatch.Tests.Unit.Escalation;

public sealed class ColoursTests
{
    static Clock Started(ClockKind kind, string at = "2026-03-02 09:00") => Clock.Start(
        InForce, InForce.For(kind, Urgency.Normal, CaseKind.Complaint, China(at)), CaseId.New(), TicketId.New(),
        new("housing"), China(at));

    [Fact]
    public void A_clock_of_four_working_hours_turns_at_half_at_four_fifths_and_at_its_end()
    {
        var clock = Started(ClockKind.Claim);
        Assert.Equal(China("2026-03-02 11:00"), clock.NextTurnAt);
        var yellow = Colours.Turned(clock, InForce, Rung.Handler, China("2026-03-02 11:00"));
        Assert.Equal((Colour.Yellow, China("2026-03-02 14:42")), (yellow.Clock.Colour, yellow.Clock.NextTurnAt));
        var orange = Colours.Turned(yellow.Clock, InForce, Rung.Handler, China("2026-03-02 14:42"));
        Assert.Equal((Colour.Orange, China("2026-03-02 15:30")), (orange.Clock.Colour, orange.Clock.NextTurnAt));
        Assert.Null(orange.Climbs);
        var red = Colours.Turned(orange.Clock, InForce, Rung.Handler, China("2026-03-02 15:30"));
        Assert.Equal((Colour.Red, null, Rung.Head), (red.Clock.Colour, red.Clock.NextTurnAt, red.Climbs));
        Assert.Equal("签收时限（4个工作小时）已于2026年3月2日15:30到期，转为红色预警。", red.Why.Text);
    }

    [Fact]
    public void A_clock_that_nobody_looked_at_turns_once_to_the_colour_it_has_reached()
    {
        var turn = Colours.Turned(Started(ClockKind.Reply), InForce, Rung.Head, China("2026-04-01 09:00"));
        Assert.Equal((Colour.Red, null, Rung.Centre), (turn.Clock.Colour, turn.Clock.NextTurnAt, turn.Climbs));
    }

    [Fact]
    public void Midnight_is_spoken_of_as_the_twenty_fourth_hour_of_the_day_before() =>
        Assert.Equal("2026年4月1日24:00", Started(ClockKind.Mediation).Due.Chinese());

    [Fact]
    public void The_most_exact_policy_in_force_on_the_day_of_the_start_holds()
    {
        var terms = new Terms(Work,
        [
            Of(1, ClockKind.Reply, null, 10, TermUnit.WorkingDays),
            Of(2, ClockKind.Reply, Urgency.Normal, 5, TermUnit.WorkingDays),
            Of(3, ClockKind.Reply, Urgency.Normal, 4, TermUnit.WorkingDays, from: "2026-07-01"),
            Of(4, ClockKind.Reply, null, 3, TermUnit.WorkingDays, kind: CaseKind.Consultation),
        ]);
        int On(string day, Urgency urgency, CaseKind kind) =>
            terms.For(ClockKind.Reply, urgency, kind, China(day + " 00:30")).Id;
        Assert.Equal(1, On("2026-06-30", Urgency.Complex, CaseKind.Complaint));
        Assert.Equal(2, On("2026-06-30", Urgency.Normal, CaseKind.Complaint));
        Assert.Equal(3, On("2026-07-01", Urgency.Normal, CaseKind.Complaint));
        Assert.Equal(4, On("2026-07-01", Urgency.Normal, CaseKind.Consultation));
    }
}
