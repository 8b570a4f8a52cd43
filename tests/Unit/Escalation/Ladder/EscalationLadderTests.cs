using Dispatch.Escalation.Clocks.Domain;
using Dispatch.Escalation.Ladder.Domain;
using static Dispatch.Tests.Unit.Escalation.CaseLife;

namespace Dispatch.Tests.Unit.Escalation.Ladder;

public sealed class EscalationLadderTests
{
    static readonly OrganisationId Housing = new("housing"), Roads = new("roads"), Centre = new("centre");

    [Theory]
    [InlineData(ClockKind.Claim, Colour.Red, Rung.Handler, Rung.Head)]
    [InlineData(ClockKind.Reply, Colour.Red, Rung.Head, Rung.Centre)]
    [InlineData(ClockKind.Citizen, Colour.Red, Rung.Centre, null)]
    [InlineData(ClockKind.Reply, Colour.Orange, Rung.Handler, null)]
    [InlineData(ClockKind.FirstContact, Colour.Red, Rung.Handler, null)]
    [InlineData(ClockKind.Callback, Colour.Red, Rung.Handler, null)]
    [InlineData(ClockKind.Mediation, Colour.Red, Rung.Handler, null)]
    [InlineData(ClockKind.Ruling, Colour.Red, Rung.Handler, null)]
    [InlineData(ClockKind.Objection, Colour.Red, Rung.Handler, null)]
    public void Only_an_expired_claim_reply_or_citizen_clock_lifts_the_case_and_never_above_the_centre(
        ClockKind kind, Colour colour, Rung from, Rung? to) =>
        Assert.Equal(to, EscalationLadder.Climb(kind, colour, from));

    [Fact]
    public void The_head_of_whoever_owes_it_must_act_and_at_the_last_rung_the_centre()
    {
        Assert.Equal(Housing, EscalationLadder.WhoActs(Rung.Head, Housing, Centre));
        Assert.Equal(Centre, EscalationLadder.WhoActs(Rung.Centre, Housing, Centre));
        Assert.Null(EscalationLadder.WhoActs(Rung.Centre, Housing, null));
    }

    [Fact]
    public void A_new_owner_starts_at_its_handler_and_who_keeps_the_case_stands_where_it_stood()
    {
        Assert.Equal(Rung.Head, EscalationLadder.Begin(Rung.Head, Housing, Housing));
        Assert.Equal(Rung.Handler, EscalationLadder.Begin(Rung.Centre, Housing, Roads));
        Assert.Equal(Rung.Handler, EscalationLadder.Begin(Rung.Handler, null, Housing));
    }

    [Fact]
    public void A_dispatch_to_another_organisation_or_to_the_centre_begins_the_ladder_anew_and_a_reopening_does_not()
    {
        var life = new CaseLife();
        var clocks = Standing(Run(life.Registered(), life.Dispatched(), life.Claimed()), Rung.Head);
        clocks.Follow(life.Reopened(), life.Now);
        Assert.Equal(Rung.Head, clocks.Case.Rung);
        clocks.Follow(life.Dispatched("roads", replaces: life.Lead), life.Now);
        Assert.Equal((Rung.Handler, Roads), (clocks.Case.Rung, clocks.Case.Organisation!.Value));
        clocks = Standing(clocks, Rung.Centre);
        clocks.Follow(life.Undecided(), life.Now);
        Assert.Equal((Rung.Handler, Centre), (clocks.Case.Rung, clocks.Case.Organisation!.Value));
    }

    [Fact]
    public void The_centre_is_known_from_the_dispatch_or_from_whatever_is_asked_of_it()
    {
        var life = new CaseLife();
        Assert.Equal(new OrganisationId("county"),
            Run(life.Registered(), life.Dispatched() with { Centre = new("county") }).Case.Centre);
        life = new();
        Assert.Equal(Centre, Run(life.Registered(), life.Undecided()).Case.Centre);
        life = new();
        var clocks = Run(life.Registered(), life.Dispatched());
        Assert.Null(clocks.Case.Centre);
        clocks.Follow(life.ReturnAsked(), life.Now);
        Assert.Equal(Centre, clocks.Case.Centre);
    }

    static CaseClocks Standing(CaseClocks clocks, Rung rung) =>
        new(Calendars.InForce, clocks.Case with { Rung = rung }, clocks.Clocks);
}
