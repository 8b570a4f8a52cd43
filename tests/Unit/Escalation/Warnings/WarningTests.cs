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
    public void An_expired_claim_warns_its_owner_and_calls_its_head()
    {
        var clocks = Dispatched();
        var warning = Warning.Raise(clocks.Case, Of(clocks, ClockKind.Claim), InForce, China("2026-09-28 16:32"));
        Assert.Equal((Colour.Red, Rung.Handler, Rung.Head), (warning.Clock.Colour, warning.From, warning.On.Rung));
        Assert.Equal((Housing, Housing), (warning.Organisation!.Value, warning.WhoActs!.Value));
        Assert.Equal("签收时限（4个工作小时）已于2026年9月28日16:32到期，转为红色预警。", Assert.Single(warning.Reasons).Text);
        Assert.Equal("签收时限到期未完成，由经办人提级至单位负责人督促办理。", warning.EscalationReasons[0].Text);
        Assert.Equal((clocks.Case.Version + 2, Colour.Red), (warning.On.Version, warning.On.Colour));
    }

    [Fact]
    public void At_the_last_rung_it_calls_the_centre_and_still_warns_whoever_owes_the_clock()
    {
        var clocks = Dispatched();
        var warning = Warning.Raise(
            clocks.Case with { Rung = Rung.Head }, Of(clocks, ClockKind.Citizen), InForce, China("2026-11-01 09:00"));
        Assert.Equal((Rung.Centre, Centre, Housing),
            (warning.On.Rung, warning.WhoActs!.Value, warning.Organisation!.Value));
        var another = Warning.Raise(warning.On, Of(clocks, ClockKind.Reply), InForce, China("2026-11-01 09:00"));
        Assert.False(another.Escalates);
        Assert.Equal(warning.On.Version + 1, another.On.Version);
    }

    [Fact]
    public void Yellow_says_how_much_of_the_time_is_used_and_lifts_nothing()
    {
        var clocks = Dispatched();
        var warning = Warning.Raise(clocks.Case, Of(clocks, ClockKind.Claim), InForce, China("2026-09-28 14:40"));
        Assert.Equal((Colour.Yellow, false), (warning.Clock.Colour, warning.Escalates));
        Assert.Equal("签收时限（4个工作小时）已用去50%，应于2026年9月28日16:32前完成，转为黄色预警。",
            Assert.Single(warning.Reasons).Text);
    }
}
