using Dispatch.Routing.Catalogue.Domain.Checks;
using Dispatch.Routing.Catalogue.Domain.Rows;
using Xunit;

namespace Dispatch.Tests.Unit.Routing;

public sealed class PlaceChecksTests
{
    [Theory]
    [InlineData(County.Village, null)]
    [InlineData(County.Whole, "level_wrong")]
    [InlineData("99", "unknown_reference")]
    public void A_place_lies_in_a_township_village_or_grid(string jurisdiction, string? code) => Assert.Equal(
        code,
        CatalogueChecks.Of("places", County.Rows with
        {
            Places = [new("老汽车站", PlaceKind.Landmark, new(jurisdiction), null)],
        }).Select(f => f.Code).FirstOrDefault());
}
