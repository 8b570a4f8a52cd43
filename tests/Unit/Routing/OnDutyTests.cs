using Dispatch.Contracts;
using Dispatch.Routing.Catalogue.Domain;
using Dispatch.Routing.Catalogue.Domain.Rows;
using Xunit;

namespace Dispatch.Tests.Unit.Routing;

public sealed class OnDutyTests
{
    static RosterRow Row(string officer, RosterMode mode = RosterMode.Regular, int capacity = 10, int? from = null,
        int? until = null) => new(
        new("water"), mode, new(officer), officer, from is { } f ? County.Now.AddHours(f) : null,
        until is { } u ? County.Now.AddHours(u) : null, capacity);

    [Theory]
    [InlineData(Urgency.Normal, 0, "regular")]
    [InlineData(Urgency.Emergency, 0, "emergency")]
    [InlineData(Urgency.Normal, 30, "holiday")]
    [InlineData(Urgency.Emergency, 30, "emergency")]
    [InlineData(Urgency.Emergency, 60, "regular")]
    [InlineData(Urgency.Urgent, -1, "regular")]
    public void The_roster_that_applies_at_the_moment_is_used(Urgency urgency, int hoursLater, string officer)
    {
        var catalogue = new CatalogueIndex(County.Rows with
        {
            Rosters =
            [
                Row("regular"), Row("holiday", RosterMode.Holiday, from: 24, until: 48),
                Row("emergency", RosterMode.Emergency, until: 48),
                Row("late", from: 100), Row("gone", until: -10),
            ],
        });
        Assert.Equal(officer, Assert.Single(
            OnDuty.Of(catalogue, new("water"), urgency, County.Now.AddHours(hoursLater))).Officer.Value);
        Assert.Empty(OnDuty.Of(catalogue, new("urban"), urgency, County.Now));
    }

    [Theory]
    [InlineData("a:3/10,b:2/10", "b", false)]
    [InlineData("a:3/10,b:2/4", "a", false)]
    [InlineData("b:2/10,a:2/10", "a", false)]
    [InlineData("a:10/10,b:9/10", "b", false)]
    [InlineData("a:10/10,b:25/20", "a", true)]
    [InlineData("a:1/1,b:19/20", "b", false)]
    public void The_officer_with_the_lowest_load_for_their_capacity_is_chosen(string officers, string chosen, bool full)
    {
        var parsed = officers.Split(',').Select(o => o.Split(':', '/')).ToList();
        var loads = parsed.ToDictionary(o => new AccountId(o[0]), o => int.Parse(o[1], null));
        var onDuty = OnDuty.Choose([.. parsed.Select(o => Row(o[0], capacity: int.Parse(o[2], null)))], o => loads[o]);
        Assert.Equal((chosen, full), (onDuty!.Officer.Officer.Value, onDuty.Full));
        Assert.Equal(full ? "officer_full" : "officer", onDuty.Why.Code);
    }

    [Fact]
    public void If_nobody_is_on_duty_no_officer_is_chosen() => Assert.Null(OnDuty.Choose([], _ => 0));
}
