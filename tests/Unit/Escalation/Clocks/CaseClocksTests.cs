using Dispatch.Escalation.Clocks.Domain;
using static Dispatch.Tests.Unit.Escalation.CaseLife;

namespace Dispatch.Tests.Unit.Escalation.Clocks;

public sealed class CaseClocksTests
{
    readonly CaseLife life = new();

    [Fact]
    public void The_citizen_clock_runs_from_the_report_and_is_announced_with_the_first_dispatch_only()
    {
        var clocks = Run(life.Registered());
        Assert.Equal("Citizen", Running(clocks));
        var first = clocks.Follow(life.Dispatched(helped: true), life.Now);
        Assert.Equal(6, first.Started.Count);
        Assert.Contains(first.Started, clock => clock.Kind == ClockKind.Citizen);
        Assert.DoesNotContain(clocks.Follow(life.Dispatched("roads", replaces: life.Lead), life.Now).Started, clock =>
            clock.Kind == ClockKind.Citizen);
    }

    [Fact]
    public void While_the_centre_holds_an_undecided_case_the_citizen_clock_is_announced_and_the_centre_accountable()
    {
        var clocks = Run(life.Registered());
        Assert.Equal(ClockKind.Citizen, Assert.Single(clocks.Follow(life.Undecided(), life.Now).Started).Kind);
        Assert.Equal(new OrganisationId("centre"), clocks.Case.Organisation);
        Assert.Equal(3, clocks.Follow(life.Dispatched(), life.Now).Started.Count);
    }

    [Fact]
    public void An_upheld_return_stops_the_tickets_clocks_and_never_the_citizens()
    {
        var clocks = Run(life.Registered(), life.Dispatched(), life.Claimed());
        var citizen = clocks.Clocks[0];
        Assert.Empty(clocks.Follow(life.ReturnAsked(), life.Now).Stopped);
        clocks.Follow(life.Ruled(upheld: true), life.Now);
        Assert.Equal("Citizen", Running(clocks));
        clocks.Follow(life.Dispatched("roads", replaces: life.Lead), life.Now);
        Assert.Equal("Citizen Claim FirstContact Reply", Running(clocks));
        Assert.Equal(citizen, clocks.Clocks[0]);
    }

    [Fact]
    public void A_refused_return_leaves_the_reply_running_and_asking_for_it_ends_the_claim() =>
        Assert.Equal("Citizen FirstContact Reply",
            Running(Run(life.Registered(), life.Dispatched(), life.ReturnAsked(), life.Ruled(upheld: false))));

    [Fact]
    public void A_reply_that_fails_its_audit_runs_again_with_its_old_due_time()
    {
        var clocks = Run(life.Registered(), life.Dispatched(), life.Claimed());
        var reply = clocks.Clocks.Single(clock => clock.Kind == ClockKind.Reply);
        clocks.Follow(life.Replied(), life.Now);
        Assert.Equal("Citizen FirstContact", Running(clocks));
        var again = Assert.Single(clocks.Follow(life.Audited(passed: false), life.Now).Started);
        Assert.Equal(reply, again);
        Assert.Equal("Citizen FirstContact Reply", Running(clocks));
    }

    [Fact]
    public void A_passed_audit_starts_the_callback_and_ends_what_else_the_ticket_owed()
    {
        var clocks = Run(life.Registered(), life.Dispatched(helped: true), life.Claimed(), life.Replied(),
            life.Audited(passed: true));
        Assert.Equal("Citizen Claim Reply Callback", Running(clocks));
        clocks.Follow(life.CalledBack(reached: false), life.Now);
        Assert.Contains("Callback", Running(clocks), StringComparison.Ordinal);
        clocks.Follow(life.CalledBack(), life.Now);
        Assert.Equal("Citizen Claim Reply", Running(clocks));
    }

    [Fact]
    public void A_reopened_ticket_gets_a_new_reply_clock_and_the_next_round_its_own_callback()
    {
        var clocks = Run(
            life.Registered(), life.Dispatched(), life.Claimed(), life.Replied(), life.Audited(true), life.CalledBack(),
            life.Reopened());
        Assert.Equal("Citizen Reply", Running(clocks));
        foreach (var next in new ICaseEvent[] { life.Replied(), life.Audited(true) })
            Assert.Null(clocks.Follow(next, life.Now).TooEarly);
        Assert.Equal("Citizen Callback", Running(clocks));
    }

    [Fact]
    public void A_mediation_file_takes_the_place_of_the_tickets_terms_until_it_ends()
    {
        var clocks = Run(life.Registered(), life.Dispatched("mediation"), life.FileOpened());
        Assert.Equal("Citizen Mediation", Running(clocks));
        clocks.Follow(life.MediationEnded(agreed: true), life.Now);
        clocks.Follow(life.Replied(), life.Now);
        clocks.Follow(life.Audited(passed: true), life.Now);
        Assert.Equal("Citizen Callback", Running(clocks));
    }

    [Fact]
    public void Archiving_stops_everything_and_nothing_that_comes_later_starts_a_clock()
    {
        var clocks = Run(life.Registered(), life.Dispatched(helped: true), life.Archived());
        Assert.Equal("", Running(clocks));
        Assert.Equal(ClockChange.Nothing, clocks.Follow(life.Dispatched("roads"), life.Now));
        Assert.False(clocks.Case.Open);
    }

    [Fact]
    public void A_bad_rating_after_the_archive_sets_the_citizen_clock_going_from_the_first_report()
    {
        var clocks = Run(life.Registered(), life.Dispatched(), life.Claimed(), life.Replied(), life.Audited(true),
            life.CalledBack());
        var citizen = clocks.Clocks.Single(clock => clock.Kind == ClockKind.Citizen);
        foreach (var what in new ICaseEvent[] { life.Archived(), life.Closed(life.Lead), life.Rated() })
            Assert.Null(clocks.Follow(what, life.Now).TooEarly);
        Assert.Equal("", Running(clocks));

        var again = clocks.Follow(life.Reopened(), life.Now).Started;
        Assert.Equal([ClockKind.Citizen, ClockKind.Reply], again.Select(clock => clock.Kind));
        Assert.Equal(citizen, again[0]);
        Assert.True(clocks.Case.Open);
        foreach (var next in new ICaseEvent[] { life.Replied(), life.Audited(true), life.CalledBack() })
            Assert.Null(clocks.Follow(next, life.Now).TooEarly);
        Assert.Equal("Citizen", Running(clocks));
        clocks.Follow(life.Archived(), life.Now);
        Assert.Equal("", Running(clocks));
    }

    [Fact]
    public void A_reopening_waits_for_the_steps_before_it_and_an_archive_that_comes_after_it_ends_nothing()
    {
        var clocks = Run(life.Registered(), life.Dispatched(), life.Claimed(), life.Replied(), life.Audited(true));
        var (archived, closed, reopened) = (life.Archived(), life.Closed(life.Lead), life.Reopened());
        Assert.NotNull(clocks.Follow(reopened, life.Now).TooEarly);
        Assert.Null(clocks.Follow(closed, life.Now).TooEarly);
        Assert.Null(clocks.Follow(reopened, life.Now).TooEarly);
        Assert.Equal(ClockChange.Nothing, clocks.Follow(archived, life.Now));
        Assert.Equal("Citizen Reply", Running(clocks));
    }

    [Fact]
    public void A_reopening_that_is_heard_of_after_the_archive_of_its_own_round_opens_nothing()
    {
        var clocks = Run(life.Registered(), life.Dispatched(), life.Claimed(), life.Replied(), life.Audited(true),
            life.Archived());
        var reopened = life.Reopened();
        clocks.Follow(life.Archived(), life.Now);
        Assert.Equal(ClockChange.Nothing, clocks.Follow(reopened, life.Now));
        Assert.Equal("", Running(clocks));
        Assert.False(clocks.Case.Open);
    }

    [Fact]
    public void A_first_contact_made_after_its_due_time_is_not_in_time()
    {
        var clocks = Run(life.Registered(Urgency.Emergency), life.Dispatched(urgency: Urgency.Emergency));
        life.Now = life.Now.AddMinutes(20);
        var stopped = Assert.Single(clocks.Follow(life.Claimed(), life.Now).Stopped);
        Assert.False(stopped.InTime);
        Assert.True(Assert.Single(clocks.Follow(life.Contacted(), life.Now).Stopped).InTime);
    }

    [Theory]
    [MemberData(nameof(Seeds.Each), MemberType = typeof(Seeds))]
    public void Whatever_the_order_of_arrival_the_clocks_end_as_if_nothing_had_been_overtaken(int seed)
    {
        var registered = life.Registered();
        ICaseEvent[] events =
        [
            life.Dispatched(helped: true), life.ReturnAsked(), life.Ruled(upheld: true),
            life.Dispatched("roads", replaces: life.Lead), life.Claimed(), life.Contacted(), life.Claimed(life.Helper),
            life.Replied(life.Helper), life.Replied(), life.Audited(false), life.Replied(), life.Audited(true),
            life.CalledBack(), life.Reopened(), life.Replied(), life.Audited(true), life.CalledBack(), life.Rated(),
        ];
        var expected = Ending(Run(registered, events));
        var random = new Random(seed);
        for (var round = 0; round < 2_000; round++)
        {
            var clocks = CaseClocks.Open(Calendars.InForce, registered);
            var waiting = events.OrderBy(_ => random.Next()).ToList();
            while (waiting.Count > 0)
                Assert.NotEqual(0, waiting.RemoveAll(what => clocks.Follow(what, life.Now).TooEarly is null));
            Assert.Equal(expected, Ending(clocks));
        }
    }

    static List<string> Ending(CaseClocks clocks) =>
    [
        .. clocks.Clocks.Select(clock =>
            $"{clock.Kind} {clock.TicketId} {clock.Due:O} {(clock.Running ? "runs" : "stopped")}")
            .Order(StringComparer.Ordinal),
    ];

    [Fact]
    public void The_centre_is_known_from_the_dispatch_or_from_whatever_is_asked_of_it()
    {
        var centre = new OrganisationId("centre");
        var life = new CaseLife();
        Assert.Equal(new OrganisationId("county"),
            Run(life.Registered(), life.Dispatched() with { Centre = new("county") }).Case.Centre);
        life = new();
        Assert.Equal(centre, Run(life.Registered(), life.Undecided()).Case.Centre);
        life = new();
        var clocks = Run(life.Registered(), life.Dispatched());
        Assert.Null(clocks.Case.Centre);
        clocks.Follow(life.ReturnAsked(), life.Now);
        Assert.Equal(centre, clocks.Case.Centre);
    }

    [Fact]
    public void What_the_handling_gives_the_ladder_to_act_on()
    {
        var life = new CaseLife();
        var clocks = Run(life.Registered(), life.Dispatched(), life.Claimed());
        Assert.Empty(clocks.Causes);
        clocks.Follow(life.ReturnAsked(), life.Now);
        clocks.Follow(life.Ruled(upheld: false), life.Now);
        clocks.Follow(life.Reopened(), life.Now);
        Assert.Equal(LiftCause.ReturnRejected, Assert.Single(clocks.Causes).Kind);
        clocks.Follow(life.Reopened() with { Round = 2 }, life.Now);
        clocks.Follow(life.Dispatched("centre", replaces: life.Lead) with { Backstop = true }, life.Now);
        Assert.Equal([LiftCause.ReturnRejected, LiftCause.Reopened, LiftCause.NoOwner],
            clocks.Causes.Select(one => one.Kind!.Value));
    }

    [Fact]
    public void The_handler_is_whom_the_roster_names_until_somebody_claims_or_has_it_passed_on()
    {
        var life = new CaseLife();
        var dispatched = life.Dispatched();
        var clocks = Run(
            life.Registered(), dispatched with { Lead = dispatched.Lead with { Officer = new("roster") } });
        Assert.Equal("roster", clocks.Case.Officer!.Value.Value);
        var claimed = life.Claimed();
        clocks.Follow(claimed with
        {
            Head = claimed.Head with { By = new(new("wang"), "王经办", new OrganisationId("housing")) },
        }, life.Now);
        Assert.Equal("wang", clocks.Case.Officer!.Value.Value);
        clocks.Follow(life.Dispatched("roads", replaces: life.Lead), life.Now);
        Assert.Null(clocks.Case.Officer);
    }
}
