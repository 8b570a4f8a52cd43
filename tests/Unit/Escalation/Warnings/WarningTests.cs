using Dispatch.Escalation.Clocks.Domain;
using Dispatch.Escalation.Warnings.Domain;
using static Dispatch.Tests.Unit.Escalation.Calendars;
using static Dispatch.Tests.Unit.Escalation.CaseLife;

namespace Dispatch.Tests.Unit.Escalation.Warnings;

public sealed class WarningTests
{
    static readonly OrganisationId Housing = new("housing"), Centre = new("centre");

    readonly CaseLife life = new();

    CaseClocks Dispatched() => Run(life.Registered(), life.Dispatched() with { Centre = Centre });

    static Clock Of(CaseClocks clocks, ClockKind kind) => clocks.Clocks.Single(clock => clock.Kind == kind);

    [Fact]
    public void An_expired_claim_warns_its_owner_and_presses_on_the_ladder()
    {
        var clocks = Dispatched();
        var claim = Of(clocks, ClockKind.Claim);
        var warning = Warning.Raise(clocks.Case, claim, InForce, China("2026-09-28 16:32"));
        Assert.Equal((Colour.Red, Housing), (warning.Clock.Colour, warning.Organisation!.Value));
        Assert.Equal("签收时限（4个工作小时）已于2026年9月28日16:32到期，转为红色预警。", Assert.Single(warning.Reasons).Text);
        Assert.Equal((clocks.Case.Version + 1, Colour.Red), (warning.On.Version, warning.On.Colour));
        Assert.Equal((LiftCause.ClaimExpired, claim.Id, claim.TicketId),
            (warning.Cause!.Kind!.Value, warning.Cause.ClockId!.Value, warning.Cause.TicketId));
    }

    [Fact]
    public void The_citizen_clock_warns_whoever_is_accountable()
    {
        var clocks = Dispatched();
        var warning = Warning.Raise(clocks.Case, Of(clocks, ClockKind.Citizen), InForce, China("2026-11-01 09:00"));
        Assert.Equal((Housing, LiftCause.CitizenExpired),
            (warning.Organisation!.Value, warning.Cause!.Kind!.Value));
    }

    [Theory]
    [InlineData(ClockKind.Claim, Colour.Orange, LiftCause.TimeUsed)]
    [InlineData(ClockKind.Reply, Colour.Orange, LiftCause.TimeUsed)]
    [InlineData(ClockKind.Reply, Colour.Red, LiftCause.ReplyExpired)]
    [InlineData(ClockKind.Reply, Colour.Yellow, null)]
    [InlineData(ClockKind.Citizen, Colour.Orange, null)]
    [InlineData(ClockKind.FirstContact, Colour.Red, null)]
    public void Only_the_owners_handling_presses_on_the_ladder(ClockKind kind, Colour colour, LiftCause? cause)
    {
        var clocks = Dispatched();
        var turned = Of(clocks, kind) with { Colour = colour, NextTurnAt = null };
        Assert.Equal(cause, Warning.Raise(clocks.Case, turned, InForce, China("2026-09-28 14:40")).Cause?.Kind);
    }

    [Fact]
    public void An_extended_clock_that_expires_anew_presses_anew()
    {
        var clocks = Dispatched();
        var reply = Of(clocks, ClockKind.Reply) with { Colour = Colour.Red, NextTurnAt = null };
        string Key(Clock clock) => Warning.Raise(clocks.Case, clock, InForce, clock.Due).Cause!.Key;
        Assert.NotEqual(Key(reply), Key(reply with { Due = reply.Due.AddDays(1) }));
        Assert.Equal(Key(reply), Key(reply));
    }

    [Fact]
    public void Yellow_says_how_much_of_the_time_is_used()
    {
        var clocks = Dispatched();
        var warning = Warning.Raise(clocks.Case, Of(clocks, ClockKind.Claim), InForce, China("2026-09-28 14:40"));
        Assert.Equal(Colour.Yellow, warning.Clock.Colour);
        Assert.Equal("签收时限（4个工作小时）已用去50%，应于2026年9月28日16:32前完成，转为黄色预警。",
            Assert.Single(warning.Reasons).Text);
    }
}
