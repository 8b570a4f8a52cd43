using Dispatch.Routing.Dispatching.Domain.MatterModel;
using Xunit;

namespace Dispatch.Tests.Unit.Routing.Dispatching.MatterModel;

public sealed class GramsTests
{
    static string Read(string text) => string.Join(',', Grams.Of(text).Select(Grams.Read));

    [Theory]
    [InlineData("水管爆", "水,水管,水管爆,管,管爆,爆")]
    [InlineData("水，管", "水,管")]
    [InlineData("水 管", "水,水管,管")]
    [InlineData("水的管", "水,水管,管")]
    [InlineData("水2管", "水,管")]
    public void Grams_cross_spaces_and_stop_words_but_no_punctuation_or_number(string text, string grams) =>
        Assert.Equal(grams, Read(text));

    [Theory]
    [InlineData("A市停水")]
    [InlineData("A3区停水")]
    [InlineData("A3 区 停水")]
    [InlineData("Ａ３区停水")]
    [InlineData("停A市水")]
    public void Codes_that_stand_for_a_place_are_skipped(string text) => Assert.Equal("停,停水,水", Read(text));

    [Fact]
    public void Grams_of_the_opening_are_also_counted_as_features_of_their_own()
    {
        var counts = Grams.Counted("停水" + new string('某', 40) + "供暖停水");
        Assert.Equal([2, 1], Of("停水"));
        Assert.Equal([1], Of("供暖"));
        // Trigrams are not counted twice.
        Assert.Equal([1], Of("停水某"));

        int[] Of(string word) =>
            [.. counts.Where(c => Grams.Read(c.Key) == word).OrderBy(c => c.Key).Select(c => c.Value)];
    }

    [Fact]
    public void A_gram_of_the_opening_is_read_like_any_other() =>
        Assert.All(Grams.Counted("停水").Keys, gram => Assert.Equal(Grams.Read(gram), Grams.Read(Grams.Anywhere(gram))));
}
