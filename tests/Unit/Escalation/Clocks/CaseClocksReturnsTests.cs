using Dispatch.Escalation.Calendar.Domain;
using Dispatch.Escalation.Clocks.Domain;
using static Dispatch.Tests.Unit.Escalation.CaseLife;

namespace Dispatch.Tests.Unit.Escalation.Clocks;

/// <summary>
/// Returns, objections and applications move the clocks of their own ticket by rule, and never the citizen clock.
/// </summary>
public sealed class CaseClocksReturnsTests
{
    readonly CaseLife life = new();

    [Theory]
    [InlineData(true, "Citizen")]
    [InlineData(false, "Citizen FirstContact Reply")]
    public void The_arbiters_own_clock_runs_from_the_return_to_the_ruling(bool upheld, string left)
    {
        var clocks = Run(life.Registered(), life.Dispatched(), life.ReturnAsked());
        Assert.Equal("Citizen FirstContact Reply Ruling", Running(clocks));
        var ruling = clocks.Clocks.Single(clock => clock.Kind == ClockKind.Ruling);
        Assert.Equal((new OrganisationId("centre"), Calendars.China("2026-09-28 16:33")), (ruling.Organisation,
            ruling.Due));
        var stopped = clocks.Follow(life.Ruled(upheld), life.Now).Stopped;
        Assert.True(stopped.Single(clock => clock.Kind == ClockKind.Ruling).InTime);
        Assert.Equal(left, Running(clocks));
    }

    [Theory]
    [InlineData(true, "Citizen")]
    [InlineData(false, "Citizen FirstContact Reply")]
    public void An_objection_has_a_clock_of_its_own_and_stops_no_other_until_it_is_decided(bool upheld, string left)
    {
        var clocks = Run(life.Registered(), life.Dispatched(), life.ReturnAsked(), life.Ruled(upheld: false),
            life.ObjectionRaised());
        Assert.Equal("Citizen FirstContact Reply Objection", Running(clocks));
        clocks.Follow(life.ObjectionRuled(upheld), life.Now);
        Assert.Equal(left, Running(clocks));
    }

    [Fact]
    public void The_third_timed_attempt_ends_the_first_contact_and_the_first_two_do_not()
    {
        var clocks = Run(life.Registered(), life.Dispatched(), life.Attempted(1), life.Attempted(2));
        Assert.Contains("FirstContact", Running(clocks), StringComparison.Ordinal);
        Assert.True(Assert.Single(clocks.Follow(life.Attempted(3), life.Now).Stopped).InTime);
    }

    [Fact]
    public void A_granted_extension_moves_the_reply_by_working_days_and_nothing_else()
    {
        var clocks = Run(life.Registered(), life.Dispatched(), life.Claimed());
        var before = clocks.Clocks;
        var (others, reply) = (before.Where(c => c.Kind != ClockKind.Reply).ToList(),
            before.Single(c => c.Kind == ClockKind.Reply));
        Assert.Empty(clocks.Follow(life.Extension(granted: false, 3), life.Now).Started);
        var moved = Assert.Single(clocks.Follow(life.Extension(granted: true, 3), life.Now).Started);
        // 28 September to 10 October 2026: seven days of holiday, and a day made up on the tenth. The citizen clock
        // ends two working days later, and the extension with it.
        Assert.Equal(Calendars.Work.Due(reply.Due, new(2, TermUnit.WorkingDays)), moved.Due);
        Assert.Equal((reply.Id, 3, Colour.None, TermLimit.CitizenClock),
            (moved.Id, moved.Extended, moved.Colour, moved.BoundedBy));
        Assert.Equal(others, clocks.Clocks.Where(c => c.Kind != ClockKind.Reply));
    }

    [Fact]
    public void A_suspension_rests_the_reply_and_never_the_citizens_clock_until_its_review()
    {
        var clocks = Run(life.Registered(), life.Dispatched(), life.Claimed(), life.Contacted());
        var citizen = clocks.Clocks[0];
        var rested = Assert.Single(clocks.Follow(life.Suspension(), life.Now).Stopped);
        Assert.Equal((ClockKind.Reply, null), (rested.Kind, rested.InTime));
        Assert.Equal("Citizen", Running(clocks));
        var again = Assert.Single(clocks.Follow(life.Resumed(), life.Now).Started);
        Assert.Equal((ClockKind.Reply, new OrganisationId("housing")), (again.Kind, again.Organisation));
        Assert.Equal(citizen, clocks.Clocks[0]);
    }

    [Fact]
    public void A_reply_given_while_suspended_that_fails_its_audit_gets_a_term_again()
    {
        var clocks = Run(life.Registered(), life.Dispatched(), life.Claimed(), life.Contacted(),
            life.Suspension(), life.Replied(), life.Audited(passed: false));
        Assert.Equal("Citizen Reply", Running(clocks));
    }

    [Fact]
    public void A_mediation_that_ends_while_a_return_waits_for_its_ruling_ends_the_arbiters_clock_too()
    {
        var clocks = Run(life.Registered(), life.Dispatched("mediation"), life.FileOpened(), life.ReturnAsked(),
            life.MediationEnded(agreed: true), life.Claimed(), life.Replied(), life.Audited(passed: true));
        Assert.Equal("Citizen Callback", Running(clocks));
        Assert.Null(clocks.Clocks.Single(clock => clock.Kind == ClockKind.Ruling).InTime);
    }

    [Fact]
    public void An_assistant_has_its_own_clocks_until_the_leads_reply_has_passed()
    {
        var clocks = Run(life.Registered(), life.Dispatched(), life.Claimed(), life.AssistanceAsked());
        Assert.Equal("Citizen Claim FirstContact Reply Reply", Running(clocks));
        foreach (var next in new ICaseEvent[] { life.Replied(), life.Audited(true), life.Closed(life.Helper) })
            Assert.Null(clocks.Follow(next, life.Now).TooEarly);
        Assert.Equal("Citizen Callback", Running(clocks));
        Assert.All(clocks.Clocks.Where(c => c.TicketId == life.Helper), clock => Assert.Null(clock.InTime));
    }

    [Theory]
    [InlineData("620422105", Urgency.Normal, "2026-09-29 10:02", 5)]
    [InlineData("620422105", Urgency.Emergency, "2026-09-29 10:02", 0)]
    [InlineData("370702001", Urgency.Normal, "2026-09-30 24:00", 10)]
    public void The_nearest_jurisdictions_allowance_holds(string place, Urgency urgency, string until, int days)
    {
        var registered = life.Registered(urgency);
        var dispatched = life.Dispatched(urgency: urgency) with { Place = new(new(place), null, null, null) };
        Assert.NotEqual(registered.Head.Id, dispatched.Head.Id);
        var expected = until.EndsWith("24:00", StringComparison.Ordinal)
            ? Calendars.Work.Due(dispatched.Head.OccurredAt, new(2, TermUnit.WorkingDays)) : Calendars.China(until);
        Assert.Equal(new LeadTerms(dispatched.Lead.Id, expected, days), Calendars.InForce.Allowances.For(dispatched));
    }
}
