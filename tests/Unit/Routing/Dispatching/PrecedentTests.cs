using Dispatch.Contracts;
using Dispatch.Kit;
using Dispatch.Routing.Catalogue.Domain;
using Dispatch.Routing.Dispatching.Domain;

namespace Dispatch.Tests.Unit.Routing.Dispatching;

/// <summary>Where a precedent (先例) holds, and for how long.</summary>
public sealed class PrecedentTests
{
    static readonly DateTimeOffset Now = County.Now;

    [Theory]
    [InlineData("urban", "water", "620422")]
    [InlineData("town", "water", "620422100")]
    [InlineData("village", "water", "620422100")]
    [InlineData("urban", "town", "620422100")]
    [InlineData("urban", "village", "620422100")]
    public void A_precedent_holds_in_the_county_or_only_in_the_township_that_must_act_or_returned_it(
        string organisation, string from, string reach) => Assert.Equal(
        reach,
        PrecedentIndex.Reach(
            County.Catalogue, new(County.Grid), County.Catalogue.Organisation(new(organisation))!, new(from)).Value);

    [Fact]
    public void A_precedent_is_in_force_from_its_ruling_to_its_end_unless_it_is_withdrawn()
    {
        var one = new Precedent(
            new(Guid.Empty), new(Guid.Empty), default, new(Guid.Empty), null, new("010101"), CaseKind.Request,
            new(County.Whole), "停水", new("water"), new("urban"), true, "依据", null, Now, new("arbiter"), "裁定员", Now,
            Now.AddDays(Precedent.Days), null, null, null);
        Assert.Equal([false, true, true, false], new[] { -1, 0, 8759, 8760 }.Select(h => one.InForce(Now.AddHours(h))));
        Assert.False((one with { WithdrawnAt = Now }).InForce(Now.AddHours(1)));
    }
}
