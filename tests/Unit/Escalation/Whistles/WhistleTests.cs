using Dispatch.Escalation.Whistles.Domain;
using Dispatch.Kit;

namespace Dispatch.Tests.Unit.Escalation.Whistles;

public sealed class WhistleTests
{
    [Theory]
    // An emergency by whoever is there; a township's by its principal; the centre's own; the rest is reviewed.
    [InlineData(WhistleType.Emergency, OrganisationKind.Village, Roles.GridWorker, WhistleStatus.Blown)]
    [InlineData(WhistleType.Emergency, OrganisationKind.Township, Roles.Handler, WhistleStatus.Blown)]
    [InlineData(WhistleType.StrongDemand, OrganisationKind.Township, Roles.Head, WhistleStatus.Blown)]
    [InlineData(WhistleType.JointEnforcement, OrganisationKind.Centre, Roles.Dispatcher, WhistleStatus.Blown)]
    [InlineData(WhistleType.StrongDemand, OrganisationKind.Village, Roles.GridWorker, WhistleStatus.Proposed)]
    [InlineData(WhistleType.StrongDemand, OrganisationKind.Township, Roles.Handler, WhistleStatus.Proposed)]
    public void Who_blows_at_once_and_who_is_reviewed(
        WhistleType type, OrganisationKind kind, string role, WhistleStatus status)
    {
        var life = new WhistleLife();
        Assert.Null(life.Propose(type, WhistleLife.Grid with { Role = role }, kind));
        Assert.Equal(status, life.Whistle.Status);
    }

    [Fact]
    public void A_department_may_not_whistle() => Assert.Equal("not_a_whistler", new WhistleLife()
        .Propose(WhistleType.Emergency, WhistleLife.Water, OrganisationKind.Department)?.Code);

    [Theory]
    [InlineData(WhistleType.Emergency, "2026-09-28 10:15", "2026-09-28 10:30")]
    // Four working hours, and one working day.
    [InlineData(WhistleType.StrongDemand, "2026-09-28 16:30", "2026-09-29 18:00")]
    public void Answer_and_arrival_have_their_own_terms(WhistleType type, string acknowledge, string arrive)
    {
        var one = WhistleLife.Blown(type).Of(WhistleLife.Water);
        Assert.Equal(Calendars.China(acknowledge), one.Current(ClockKind.Acknowledgement)!.Due);
        Assert.Equal(Calendars.China(arrive), one.Current(ClockKind.Arrival)!.Due);
    }

    [Theory]
    // An emergency may be asked for sooner than its half hour, and no later; a joint action for a day to come.
    [InlineData(WhistleType.Emergency, 10, null)]
    [InlineData(WhistleType.Emergency, 31, "arrive_by_out_of_range")]
    [InlineData(WhistleType.Emergency, 0, "arrive_by_out_of_range")]
    [InlineData(WhistleType.JointEnforcement, 3 * 24 * 60, null)]
    [InlineData(WhistleType.JointEnforcement, 31 * 24 * 60, "arrive_by_out_of_range")]
    public void The_blower_may_fix_the_time_within_limits(WhistleType type, int minutes, string? code)
    {
        var at = Calendars.China("2026-09-28 10:00").AddMinutes(minutes);
        var life = new WhistleLife { ArriveBy = at };
        Assert.Equal(code, life.Propose(type, WhistleLife.Township, OrganisationKind.Township)?.Code);
        if (code is null)
            Assert.Equal(at, life.Of(WhistleLife.Water).Current(ClockKind.Arrival)!.Due);
    }

    [Fact]
    public void A_refused_whistle_goes_to_the_centre_once()
    {
        var life = new WhistleLife();
        life.Propose(WhistleType.StrongDemand, WhistleLife.Grid, OrganisationKind.Village);
        Assert.Equal(Side.Nobody, life.Whistle.AccountableFor(life.Of(WhistleLife.Water)));
        Assert.Equal("not_yours_to_review",
            life.Do(WhistleLife.Clerk, (w, a, t, h) => w.Review(true, "同意", a, t, h))?.Code);
        Assert.Null(life.Do(WhistleLife.Township, (w, a, t, h) => w.Review(false, "一家单位可办", a, t, h)));
        Assert.Equal("not_your_whistle", life.Do(WhistleLife.Water, (w, a, t, h) => w.Appeal("需多部门", a, t, h))?.Code);
        Assert.Null(life.Do(WhistleLife.Grid, (w, a, t, h) => w.Appeal("需多部门", a, t, h)));
        Assert.Equal(Side.Centre, life.Whistle.Accountable);
        Assert.Null(life.Do(WhistleLife.Centre, (w, a, t, h) => w.Review(false, "维持", a, t, h)));
        Assert.True(Assert.IsType<WhistleRefused>(life.Told[^1]).Final);
        Assert.Equal("whistle_not_appealable",
            life.Do(WhistleLife.Grid, (w, a, t, h) => w.Appeal("再次提请", a, t, h))?.Code);
    }

    [Fact]
    public void A_review_that_comes_too_late_goes_to_the_centre_by_itself()
    {
        var life = new WhistleLife();
        life.Propose(WhistleType.StrongDemand, WhistleLife.Grid, OrganisationKind.Village);
        life.Wait(TimeSpan.FromHours(7));
        Assert.Equal(WhistleStatus.Appealed, life.Whistle.Status);
        Assert.Null(life.Do(WhistleLife.Centre, (w, a, t, h) => w.Review(true, "同意吹哨", a, t, h)));
        Assert.Equal(WhistleStatus.Blown, life.Whistle.Status);
    }

    [Fact]
    public void A_refusal_with_its_duty_cited_waits_for_the_centre_and_nobody_is_absent_meanwhile()
    {
        var life = WhistleLife.Blown();
        Assert.Null(life.Refuse(WhistleLife.Water, "三定规定第四条"));
        Assert.Equal(Side.Centre, life.Whistle.AccountableFor(life.Of(WhistleLife.Water)));
        Assert.Null(life.Of(WhistleLife.Water).Current(ClockKind.Arrival)!.InTime);
        life.Arrive(WhistleLife.Lead);
        life.Arrive(WhistleLife.Fire);
        life.Wait(TimeSpan.FromHours(1));
        Assert.DoesNotContain(life.Orders, o => o.Organisation == WhistleLife.Water.Organisation);
        Assert.Contains(life.Told, e => e is WhistleTermMissed { Clock: ClockKind.Review });
        Assert.Null(life.Rule(WhistleLife.Water, upheld: false));
        Assert.Equal(life.Now.AddMinutes(30), life.Of(WhistleLife.Water).Current(ClockKind.Arrival)!.Due);
        Assert.Equal("refusal_used", life.Refuse(WhistleLife.Water, "三定规定第四条")?.Code);
        life.Wait(TimeSpan.FromMinutes(31));
        Assert.Single(life.Orders, o => o.Organisation == WhistleLife.Water.Organisation);
    }

    [Fact]
    public void A_refusal_without_a_duty_opens_an_order_at_once_and_absence_opens_no_second_one()
    {
        var life = WhistleLife.Blown();
        Assert.Null(life.Refuse(WhistleLife.Water, null));
        var order = Assert.Single(life.Orders);
        Assert.Equal(WhistleLife.Water.Organisation, order.Organisation);
        Assert.Null(Assert.IsType<SummonsRefused>(life.Told[^1]).RuleBy);
        life.Arrive(WhistleLife.Lead);
        life.Arrive(WhistleLife.Fire);
        life.Wait(TimeSpan.FromMinutes(31));
        Assert.Single(life.Orders);
        Assert.Equal(order.Id, Assert.Single(life.Told.OfType<DepartmentAbsent>()).Order);
    }

    [Fact]
    public void An_excused_lead_needs_another_and_an_assistant_that_takes_the_lead_keeps_what_it_did()
    {
        var life = WhistleLife.Blown();
        life.Arrive(WhistleLife.Water);
        life.Refuse(WhistleLife.Lead, "权责清单第3项");
        Assert.Equal("lead_needed", life.Rule(WhistleLife.Lead, upheld: true)?.Code);
        Assert.Null(life.Rule(WhistleLife.Lead, upheld: true, (WhistleLife.Water.Organisation, "水务局")));
        Assert.Equal((WhistleLife.Water.Organisation, TicketRole.Lead, true),
            (life.Whistle.Lead.Organisation, life.Whistle.Lead.Role, life.Whistle.Lead.OnSite));
        Assert.Equal(3, life.Whistle.Summons.Count);
        Assert.Equal("not_summoned", life.Arrive(WhistleLife.Lead)?.Code);
    }

    [Fact]
    public void The_blower_confirms_an_arrival_and_nobody_else_does()
    {
        var life = WhistleLife.Blown();
        Refusal? Confirm(Actor by) => life.Do(by, (w, a, t, h) =>
            w.Arrive(WhistleLife.Water.Organisation, PlaceProof.Confirmation, null, "李四", a, t, h));
        Assert.Equal("not_your_whistle", Confirm(WhistleLife.Water)?.Code);
        Assert.Null(Confirm(WhistleLife.Township));
        Assert.Equal("already_arrived", life.Arrive(WhistleLife.Water)?.Code);
        Assert.Equal(("李四", PlaceProof.Confirmation),
            (life.Of(WhistleLife.Water).Attendee, life.Of(WhistleLife.Water).Proof));
    }

    [Fact]
    public void An_absent_assistant_does_not_hold_up_the_lead_and_its_part_goes_on_under_its_one_order()
    {
        var life = WhistleLife.Blown(WhistleType.StrongDemand);
        life.Arrive(WhistleLife.Lead);
        life.Arrive(WhistleLife.Fire);
        life.Wait(TimeSpan.FromDays(2));
        Assert.Single(life.Orders);
        Assert.Null(life.Result(
            new PartOfResult(WhistleLife.Fire.Organisation, "拆除违建", "复查消防通道", life.Now.AddDays(3))));
        Assert.Equal(WhistleStatus.Ended, life.Whistle.Status);
        Assert.True(Assert.IsType<JointResultRecorded>(life.Told[^1]).Partial);
        Assert.Equal((SummonsState.Done, SummonsState.Carried, SummonsState.Carried),
            (life.Of(WhistleLife.Lead).State, life.Of(WhistleLife.Water).State, life.Of(WhistleLife.Fire).State));
        Assert.Equal(["fire", "water"], life.Orders.Select(o => o.Organisation.Value).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void An_emergency_ends_only_with_the_blowers_word()
    {
        var life = WhistleLife.Blown();
        foreach (var one in WhistleLife.Departments)
            life.Arrive(one);
        Assert.Null(life.Result());
        Assert.Equal((WhistleStatus.ResultRecorded, Side.Blower), (life.Whistle.Status, life.Whistle.Accountable));
        Assert.Null(life.End(finished: false));
        Assert.Equal((WhistleStatus.Blown, Side.Department), (life.Whistle.Status, life.Whistle.Accountable));
        Assert.Null(life.Result());
        Assert.Null(life.End(finished: true));
        Assert.Equal(WhistleStatus.Ended, life.Whistle.Status);
    }

    [Fact]
    public void A_blower_who_says_nothing_is_told_of_it_and_ends_the_emergency_all_the_same()
    {
        var life = WhistleLife.Blown();
        foreach (var one in WhistleLife.Departments)
            life.Arrive(one);
        life.Result();
        Assert.Equal(life.Now.AddHours(2), life.Whistle.Current(ClockKind.Confirmation)!.Due);
        life.Wait(TimeSpan.FromHours(3));
        life.Wait(TimeSpan.FromDays(3));
        var missed = Assert.Single(life.Told.OfType<WhistleTermMissed>());
        Assert.Equal((ClockKind.Confirmation, WhistleLife.Township.Organisation), (missed.Clock, missed.Organisation));
        Assert.Equal((WhistleStatus.ResultRecorded, Side.Blower), (life.Whistle.Status, life.Whistle.Accountable));
        Assert.Null(life.End(finished: true));
        Assert.Equal((WhistleStatus.Ended, false),
            (life.Whistle.Status, life.Whistle.Current(ClockKind.Confirmation)!.InTime));
    }

    [Fact]
    public void Each_result_asks_the_blower_anew()
    {
        var life = WhistleLife.Blown();
        life.Arrive(WhistleLife.Lead);
        life.Result();
        life.End(finished: false);
        life.Wait(TimeSpan.FromHours(1));
        life.Result();
        Assert.Equal((2, life.Now.AddHours(2)),
            (life.Whistle.Deadlines.Count, life.Whistle.Current(ClockKind.Confirmation)!.Due));
    }

    static WhistleLife Ended()
    {
        var life = WhistleLife.Blown(WhistleType.JointEnforcement);
        life.Arrive(WhistleLife.Lead);
        life.Result();
        return life;
    }

    static (bool ToBlower, bool ToDepartment) ShowsOfDepartment(WhistleLife life) => (
        life.Whistle.ShownOfDepartment(life.Of(WhistleLife.Lead), WhistleLife.Township, life.Now) is not null,
        life.Whistle.ShownOfDepartment(life.Of(WhistleLife.Lead), WhistleLife.Lead, life.Now) is not null);

    static (bool ToBlower, bool ToDepartment) ShowsOfWhistle(WhistleLife life) => (
        life.Whistle.ShownOfWhistle(life.Of(WhistleLife.Lead), WhistleLife.Township, life.Now) is not null,
        life.Whistle.ShownOfWhistle(life.Of(WhistleLife.Lead), WhistleLife.Lead, life.Now) is not null);

    [Fact]
    public void Neither_side_reads_the_others_rating_before_both_are_in()
    {
        var life = Ended();
        Assert.Null(life.RateDepartment(WhistleLife.Lead));
        Assert.Equal((true, false), ShowsOfDepartment(life));
        Assert.Null(life.RateWhistle(WhistleLife.Lead));
        Assert.Equal(((true, true), (true, true)), (ShowsOfDepartment(life), ShowsOfWhistle(life)));
        Assert.Equal("already_rated", life.RateWhistle(WhistleLife.Lead)?.Code);
    }

    [Fact]
    public void After_seven_days_nobody_rates_any_more_and_what_one_side_said_shows()
    {
        var life = Ended();
        // The seventh day is a holiday, as are those up to the 7th: it goes on to the end of the 8th.
        Assert.Equal(Calendars.China("2026-10-09 00:00"), life.Whistle.Current(ClockKind.Rating)!.Due);
        Assert.Null(life.RateWhistle(WhistleLife.Lead));
        life.Now = life.Whistle.Current(ClockKind.Rating)!.Due;
        Assert.Equal((false, true), ShowsOfWhistle(life));
        life.Now += TimeSpan.FromSeconds(1);
        Assert.Equal((true, true), ShowsOfWhistle(life));
        Assert.Equal("rating_window_over", life.RateDepartment(WhistleLife.Lead)?.Code);
        Assert.Equal("rating_window_over", life.RateWhistle(WhistleLife.Water)?.Code);
        Assert.All(life.Whistle.ActionsFor(WhistleLife.Township, life.Now),
            action => Assert.Equal("rating_window_over", action.Refusal?.Code));
    }

    [Fact]
    public void The_window_closes_when_everybody_has_rated()
    {
        var life = Ended();
        foreach (var one in WhistleLife.Departments)
        {
            Assert.True(life.Whistle.Current(ClockKind.Rating)!.Runs);
            Assert.Null(life.RateDepartment(one));
            Assert.Null(life.RateWhistle(one));
        }
        Assert.True(life.Whistle.Current(ClockKind.Rating)!.InTime);
    }

    [Theory]
    [InlineData(35.69, 105.05, 35.69, 105.05, 0, 0)]
    [InlineData(35.69, 105.05, 35.70, 105.05, 1111, 1113)]
    [InlineData(39.9042, 116.4074, 31.2304, 121.4737, 1066000, 1069000)]
    public void Distances_are_those_of_the_earth(
        double latitude, double longitude, double toLatitude, double toLongitude, double least, double most) =>
        Assert.InRange(Distance.Metres(latitude, longitude, toLatitude, toLongitude), least, most);
}
