using Dispatch.Escalation.Calendar.Domain;
using Dispatch.Escalation.Clocks.Domain;
using static Dispatch.Tests.Unit.Escalation.Calendars;
using static Dispatch.Tests.Unit.Escalation.CaseLife;

namespace Dispatch.Tests.Unit.Escalation.Clocks;

/// <summary>
/// Whatever term an organisation gets after the first dispatch is bounded by its grade and by the citizen clock.
/// </summary>
public sealed class LaterTermsTests
{
    static readonly Policy Emergency = InForce[11], Urgent = InForce[12], Normal = InForce[13], Another = InForce[15];
    static readonly Policy Complex = Of(14, ClockKind.Reply, Urgency.Complex, 15, TermUnit.WorkingDays);

    static Policy Named(string name) => name switch
    {
        "emergency" => Emergency,
        "urgent" => Urgent,
        "normal" => Normal,
        "complex" => Complex,
        _ => Another,
    };

    // Monday, 2 March 2026; no holiday near.
    [Theory]
    [InlineData("reopened", "emergency", "2026-03-02 09:30", "2026-03-02 13:00", "2026-03-02 11:30", TermLimit.Urgency)]
    [InlineData("reopened", "emergency", "2026-03-02 12:00", "2026-03-02 13:00", "2026-03-02 13:00",
        TermLimit.CitizenClock)]
    [InlineData("reopened", "emergency", "2026-03-02 13:00", "2026-03-02 13:00", "2026-03-02 15:00", TermLimit.Urgency)]
    [InlineData("reopened", "urgent", "2026-03-03 09:00", "2026-03-04 18:00", "2026-03-04 09:00", TermLimit.Urgency)]
    [InlineData("reopened", "urgent", "2026-03-03 20:00", "2026-03-04 18:00", "2026-03-04 18:00",
        TermLimit.CitizenClock)]
    [InlineData("reopened", "normal", "2026-03-02 09:00", "2026-03-11 18:00", "2026-03-09 18:00", null)]
    [InlineData("reopened", "normal", "2026-03-06 09:00", "2026-03-11 18:00", "2026-03-11 18:00",
        TermLimit.CitizenClock)]
    [InlineData("reopened", "normal", "2026-03-12 09:00", "2026-03-11 18:00", "2026-03-19 18:00", null)]
    [InlineData("reopened", "complex", "2026-03-12 09:00", "2026-03-25 18:00", "2026-03-19 18:00", null)]
    [InlineData("complex", "complex", "2026-03-12 09:00", "2026-03-25 18:00", "2026-03-25 18:00",
        TermLimit.CitizenClock)]
    [InlineData("complex", "complex", "2026-03-26 09:00", "2026-03-25 18:00", "2026-04-17 18:00", null)]
    public void A_later_term_ends_with_the_shortest_of_its_policy_its_grade_and_the_running_citizen_clock(
        string own, string grade, string at, string citizen, string due, TermLimit? limit)
    {
        var term = LaterTerms.Start(Work, Named(own), Named(grade), China(at), China(citizen));
        Assert.Equal((China(due), limit), (term.Due, term.BoundedBy));
        // The explanation walks to the same end as the due time, whatever cut it.
        var days = DueDateExplanation.Explain(Work, China(at), term.Policy.Term, term.Due);
        Assert.Equal(ChinaTime.DayOf(China(due).AddTicks(-1)), days[^1].Date);
    }

    [Theory]
    [InlineData("2026-03-09 18:00", 1, "2026-03-04 09:00", "2026-03-11 18:00", "2026-03-10 18:00", null)]
    [InlineData("2026-03-09 18:00", 2, "2026-03-04 09:00", "2026-03-11 18:00", "2026-03-11 18:00", null)]
    [InlineData("2026-03-09 18:00", 5, "2026-03-04 09:00", "2026-03-11 18:00", "2026-03-11 18:00",
        TermLimit.CitizenClock)]
    [InlineData("2026-03-16 18:00", 5, "2026-03-04 09:00", "2026-03-11 18:00", "2026-03-16 18:00",
        TermLimit.CitizenClock)]
    [InlineData("2026-03-16 18:00", 5, "2026-03-12 09:00", "2026-03-11 18:00", "2026-03-19 18:00", TermLimit.Urgency)]
    [InlineData("2026-03-16 18:00", 2, "2026-03-12 09:00", "2026-03-11 18:00", "2026-03-18 18:00", null)]
    public void An_extension_ends_with_the_citizen_clock_or_a_new_term_of_the_grade_and_takes_no_time_away(
        string due, int days, string at, string citizen, string later, TermLimit? limit) =>
        Assert.Equal((China(later), limit),
            LaterTerms.Extend(Work, China(due), days, Normal, China(at), China(citizen)));

    [Fact]
    public void A_reopened_emergency_gets_what_is_left_of_its_citizen_clock_and_is_told_why()
    {
        var life = new CaseLife();
        var clocks = Run(
            life.Registered(Urgency.Emergency), life.Dispatched(urgency: Urgency.Emergency), life.Claimed(),
            life.Contacted(), life.Replied(), life.Audited(true), life.CalledBack(reached: false));
        var citizen = clocks.Clocks.Single(clock => clock.Kind == ClockKind.Citizen);
        life.Now = citizen.Due.AddHours(-1);
        var again = Assert.Single(clocks.Follow(life.Reopened(), life.Now).Started);
        Assert.Equal((ClockKind.Reply, citizen.Due, TermLimit.CitizenClock), (again.Kind, again.Due, again.BoundedBy));
        Assert.Equal("2小时，受群众时钟所限", InForce[again.Policy].Chinese(again.Extended, again.BoundedBy));
        Assert.Contains("不得晚于群众时钟到期",
            LaterTerms.Why(TermLimit.CitizenClock, again.Kind, InForce[again.Policy]).Text, StringComparison.Ordinal);
        Assert.Equal("重办、恢复办理、延期等后续期限不得超过特急诉求的办结时限（2小时）。",
            LaterTerms.Why(TermLimit.Urgency, again.Kind, InForce[again.Policy]).Text);
    }

    [Fact]
    public void A_new_owner_and_a_resumed_suspension_are_bounded_and_the_first_owner_has_the_full_term()
    {
        var life = new CaseLife();
        var registered = life.Registered();
        life.Now = life.Now.AddDays(12);
        var clocks = Run(registered, life.Dispatched());
        DateTimeOffset Due(ClockKind kind) => clocks.Clocks.Last(clock => clock.Kind == kind).Due;
        Assert.True(Due(ClockKind.Reply) > Due(ClockKind.Citizen));
        foreach (var next in new ICaseEvent[]
            { life.ReturnAsked(), life.Ruled(upheld: true), life.Dispatched("roads", replaces: life.Lead) })
            Assert.Null(clocks.Follow(next, life.Now).TooEarly);
        Assert.Equal(Due(ClockKind.Citizen), Due(ClockKind.Reply));
        clocks.Follow(life.Suspension(), life.Now);
        life.Now = Due(ClockKind.Citizen).AddDays(30);
        clocks.Follow(life.Resumed(), life.Now);
        Assert.Equal(Work.Due(life.Now, Normal.Term), Due(ClockKind.Reply));
    }

    [Fact]
    public void A_term_without_an_office_hour_before_the_citizen_clock_ends_turns_red_at_its_end()
    {
        var (at, end) = (China("2026-03-02 20:00"), China("2026-03-02 21:00"));
        var clock = Clock.Start(
            InForce, LaterTerms.Start(Work, Another, Normal, at, end), CaseId.New(), TicketId.New(), new("housing"),
            at);
        Assert.Equal((end, end), (clock.Due, clock.NextTurnAt));
        var red = clock.Turn(InForce, end);
        Assert.Equal((Colour.Red, null), (red.Colour, red.NextTurnAt));
    }
}
