using Dispatch.Contracts;
using Dispatch.Routing.Catalogue.Domain.Gazetteer;
using NetTopologySuite.IO;
using Xunit;
using static Dispatch.Tests.Unit.Routing.Places.SamplePlaces;

namespace Dispatch.Tests.Unit.Routing.Places;

public sealed class PositionsTests
{
    static (double Latitude, double Longitude) Within(string code)
    {
        var point = new WKTReader().Read(Outlines[code]).InteriorPoint;
        return (point.Y, point.X);
    }

    static PlaceFinding At(string? address, string code)
    {
        var (latitude, longitude) = Within(code);
        return Find(address, latitude, longitude);
    }

    [Fact]
    public void Every_township_and_village_of_the_sample_has_a_border_that_can_be_read()
    {
        var without = Known.Divisions.Where(d => d.Level is Level.Township or Level.Village)
            .Where(d => !Outlines.TryGetValue(d.Code, out var outline) || !Borders.Readable(outline)).ToList();
        Assert.Empty(without);
        Assert.False(Borders.Readable("POLYGON((0 0,1 1,1 0,0 1,0 0))"));
        Assert.False(Borders.Readable("somewhere"));
    }

    [Fact]
    public void A_position_lies_in_the_village_whose_border_is_around_it()
    {
        foreach (var village in Known.Divisions.Where(d => d.Level == Level.Village))
            Assert.Equal(village.Code, At(null, village.Code).Decided?.Jurisdiction.Value);
    }

    [Fact]
    public void A_position_tells_two_villages_of_the_same_name_apart()
    {
        var decided = At("李家湾村", "620422213210").Decided;
        Assert.Equal(("620422213210", "coordinates_agree"),
            (decided?.Jurisdiction.Value, decided?.Reasons[^1].Code));
    }

    [Fact]
    public void A_position_narrows_a_township_to_a_village() =>
        Assert.Equal("620422101205", At("郭城驿镇", "620422101205").Decided?.Jurisdiction.Value);

    [Fact]
    public void If_position_and_address_contradict_both_are_shown_and_neither_is_decided()
    {
        var found = At("会师镇状元城社区", "620422101205");
        Assert.Null(found.Decided);
        Assert.Equal(["620422100011", "620422101205"], found.Candidates.Select(c => c.Jurisdiction.Value));
        Assert.All(found.Candidates, c => Assert.Equal("coordinates_conflict", c.Reasons[^1].Code));
    }

    [Fact]
    public void A_position_outside_all_borders_leaves_the_address_undecided()
    {
        var found = Find("会师镇状元城社区", 39.9, 116.4);
        Assert.Null(found.Decided);
        Assert.Equal("coordinates_outside", Assert.Single(found.Candidates).Reasons[^1].Code);
    }
}
