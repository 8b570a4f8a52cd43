using Dispatch.Escalation.Ladder.Domain;
using Dispatch.Escalation.Responsibilities.Domain;
using static Dispatch.Tests.Unit.Escalation.Ladder.Ladders;

namespace Dispatch.Tests.Unit.Escalation.Ladder;

/// <summary>Where a case is lifted to, and who answers there by name.</summary>
public sealed class EscalationLadderTests
{
    [Theory]
    [InlineData(LiftCause.TimeUsed, null, Rung.Handler)]
    [InlineData(LiftCause.TimeUsed, Rung.Handler, null)]
    [InlineData(LiftCause.ClaimExpired, null, Rung.Head)]
    [InlineData(LiftCause.ClaimExpired, Rung.Handler, Rung.Head)]
    [InlineData(LiftCause.ReplyExpired, Rung.Head, Rung.Centre)]
    [InlineData(LiftCause.CitizenExpired, Rung.Centre, null)]
    [InlineData(LiftCause.Unacknowledged, Rung.Handler, Rung.Head)]
    [InlineData(LiftCause.Unacknowledged, Rung.Centre, Rung.Leader)]
    [InlineData(LiftCause.Unacknowledged, Rung.Leader, Rung.Backstop)]
    [InlineData(LiftCause.PlanMissed, Rung.Head, Rung.Centre)]
    [InlineData(LiftCause.ReturnRejected, null, Rung.Head)]
    [InlineData(LiftCause.ReturnRejected, Rung.Head, null)]
    [InlineData(LiftCause.Reopened, null, Rung.Centre)]
    [InlineData(LiftCause.Reopened, Rung.Centre, Rung.Leader)]
    [InlineData(LiftCause.WhistleUnanswered, Rung.Head, Rung.Centre)]
    [InlineData(LiftCause.OrderUnanswered, Rung.Head, Rung.Centre)]
    [InlineData(LiftCause.OrderUnanswered, Rung.Centre, Rung.Leader)]
    [InlineData(LiftCause.OrderUnanswered, Rung.Leader, null)]
    [InlineData(LiftCause.NoOwner, null, Rung.Backstop)]
    [InlineData(LiftCause.NoOwner, Rung.Backstop, null)]
    [InlineData(LiftCause.ByHand, Rung.Centre, Rung.Leader)]
    [InlineData(LiftCause.ByHand, Rung.Leader, null)]
    [InlineData(LiftCause.Carried, null, Rung.Head)]
    public void A_cause_lifts_a_case_as_the_policy_says(LiftCause cause, Rung? from, Rung? to)
    {
        var path = Path(Water);
        (Rung, OrganisationId)? stands = from is { } at ? (at, path.Last(one => one.Rung == at).At) : null;
        Assert.Equal(to, EscalationLadder.Next(path, stands, InForce.For(cause)!)?.Rung);
    }

    [Fact]
    public void By_hand_a_case_is_lifted_to_the_rung_that_is_asked_for() =>
        Assert.Equal(Rung.Leader, EscalationLadder.Next(Path(Water), null, InForce.For(LiftCause.ByHand)!, Rung.Leader)
            ?.Rung);

    [Fact]
    public void The_ladder_goes_from_the_village_to_its_township_the_county_and_the_city() => Assert.Equal(
        [
            (Rung.Handler, "village"), (Rung.Head, "village"), (Rung.Head, "town"), (Rung.Centre, "town.centre"),
            (Rung.Centre, "centre"), (Rung.Leader, "centre"), (Rung.Backstop, "town.centre"),
            (Rung.Superior, "city.centre"),
        ],
        Station.Of(Village, TownCentre, Hamlet, Known()).Select(one => (one.Rung, one.At.Value)));

    [Fact]
    public void A_case_that_the_centre_holds_has_no_head_beside_its_director() => Assert.Equal(
        [Rung.Handler, Rung.Centre, Rung.Leader, Rung.Backstop, Rung.Superior],
        Path(Centre).Select(one => one.Rung));

    [Fact]
    public void Each_station_has_an_owner_by_name()
    {
        var known = Known();
        Assert.Equal(
            ["水务局分管", "水务局局长", "综治中心主任", "包乡县领导", "综治中心主任", "市综治中心主任"],
            Path(Water).Select(one => one.Owner(known, Centre, null, Today).Name));
        // Who has the ticket in hand is the handler.
        Assert.Equal("水务局经办", Path(Water)[0].Owner(known, Centre, new("water.handler"), Today).Name);
    }

    [Fact]
    public void Where_nobody_holds_a_function_the_next_above_answers_and_the_empty_ones_are_named()
    {
        var known = Known(account => account.Account.Value is not ("water.head" or "water.second" or "leader"));
        var owners = Path(Water).Select(one => one.Owner(known, Centre, null, Today)).ToList();
        Assert.All(owners, owner => Assert.NotNull(owner.Account));
        Assert.Equal(["综治中心主任", "综治中心主任", "综治中心主任", "综治中心主任", "综治中心主任", "市综治中心主任"],
            owners.Select(owner => owner.Name));
        Assert.Equal(["水务局分管负责人", "水务局主要负责人"], owners[0].Empty.Select(one => one.Name));
        Assert.NotEmpty(owners[3].Empty);
    }

    [Fact]
    public void A_station_that_is_gone_since_organisations_changed_leads_to_the_next_rung() =>
        Assert.Equal(Rung.Centre, EscalationLadder.Next(
            Path(Water), (Rung.Head, new("merged-away")), InForce.For(LiftCause.Unacknowledged)!)?.Rung);

    static IReadOnlyList<Station> Path(OrganisationId owner) => Station.Of(owner, Centre, Township, Known());
}
