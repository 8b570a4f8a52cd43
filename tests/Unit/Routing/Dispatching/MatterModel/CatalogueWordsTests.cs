using Dispatch.Routing.Dispatching.Domain.MatterModel;
using Xunit;

namespace Dispatch.Tests.Unit.Routing.Dispatching.MatterModel;

public sealed class CatalogueWordsTests
{
    [Fact]
    public void Names_and_keywords_of_the_catalogue_are_examples_of_its_leaves()
    {
        var examples = CatalogueWords.Of(County.Catalogue).ToList();
        Assert.Contains(new Example("停水", "010101"), examples);
        Assert.Contains(new Example("供水：城区停水", "010101"), examples);
        Assert.DoesNotContain(examples, e => e.Label.Length < 6);
    }
}
