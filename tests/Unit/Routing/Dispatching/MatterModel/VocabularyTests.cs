using Dispatch.Routing.Dispatching.Domain.MatterModel;
using Xunit;

namespace Dispatch.Tests.Unit.Routing.Dispatching.MatterModel;

public sealed class VocabularyTests
{
    [Fact]
    public void Of_two_equally_rare_grams_the_one_with_a_single_label_weighs_more()
    {
        // 水 occurs with one label; 请 occurs in as many texts, but with both labels.
        string[] texts = ["水某", "水请", "水某", "水请", "电某", "电请", "电某", "电请"];
        var vocabulary = Vocabulary.Of(
            [.. texts.Select(Grams.Counted)], [.. texts.Select(t => t[0] == '水' ? 0 : 1)], 2);
        Assert.True(Weight("水") > Weight("请"));
        Assert.Equal(Weight("水"), Weight("电"), 6);
        Assert.Equal(Weight("某"), Weight("请"), 6);
        Assert.All(vocabulary.TermWeights, weight => Assert.True(weight > 0));

        double Weight(string word) => vocabulary.TermWeights[Array.IndexOf(vocabulary.Grams, (ulong)word[0])];
    }

    [Fact]
    public void A_text_without_a_known_gram_has_an_empty_vector()
    {
        var vocabulary = Vocabulary.Of([Grams.Counted("水"), Grams.Counted("电")], [0, 1], 2);
        Assert.Empty(vocabulary.Weigh(Grams.Counted("月球")).At);
        Assert.Empty(vocabulary.Weigh(Grams.Counted("")).At);
    }
}
