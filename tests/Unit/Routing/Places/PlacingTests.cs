using Dispatch.Routing.Dispatching.Domain;
using Xunit;
using static Dispatch.Tests.Unit.Routing.Places.SamplePlaces;

namespace Dispatch.Tests.Unit.Routing.Places;

public sealed class PlacingTests
{
    [Theory]
    [InlineData("620422", "郭城驿镇新堡子村", "620422101205", "place_by_address")]
    [InlineData("620422101", "新堡子村", "620422101205", "place_by_address")]
    [InlineData("620422101", "会师镇状元城社区", "620422101", null)]
    [InlineData("620422100001", "郭城驿镇新堡子村", "620422100001", null)]
    [InlineData("620422", "李家湾村", "620422", null)]
    public void A_case_registered_for_a_county_or_township_is_placed_in_the_village_that_its_address_means(
        string registered, string address, string place, string? code)
    {
        var placing = Placing.Of(Whole, new(new(registered), address, null, null));
        Assert.Equal((place, code), (placing.Place.Value, placing.Because?.Code));
        Assert.Equal(address == "李家湾村" ? 2 : 0, placing.Considered.Count);
    }
}
