using Dispatch.Escalation.Clocks.Domain;
using static Dispatch.Tests.Unit.Escalation.Calendars;

namespace Dispatch.Tests.Unit.Escalation.Clocks;

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
        var yellow = clock.Turn(InForce, China("2026-03-02 11:00"));
        Assert.Equal((Colour.Yellow, China("2026-03-02 14:42")), (yellow.Colour, yellow.NextTurnAt));
        var orange = yellow.Turn(InForce, China("2026-03-02 14:42"));
        Assert.Equal((Colour.Orange, China("2026-03-02 15:30")), (orange.Colour, orange.NextTurnAt));
        var red = orange.Turn(InForce, China("2026-03-02 15:30"));
        Assert.Equal((Colour.Red, null), (red.Colour, red.NextTurnAt));
    }

    [Fact]
    public void A_clock_that_nobody_looked_at_turns_once_to_the_colour_it_has_reached()
    {
        var clock = Started(ClockKind.Reply).Turn(InForce, China("2026-04-01 09:00"));
        Assert.Equal((Colour.Red, null), (clock.Colour, clock.NextTurnAt));
    }
}
