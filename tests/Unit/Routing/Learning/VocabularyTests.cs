using Dispatch.Routing.Dispatching.Domain.MatterModel;
using Xunit;

namespace Dispatch.Tests.Unit.Routing.Learning;

public sealed class VocabularyTests
{
    [Fact]
    public void Of_two_grams_as_rare_the_one_of_a_single_label_tells_more()
    {
        // 水 stands in texts of one label, 请 in as many of both.
        string[] texts = ["水某", "水请", "水某", "水请", "电某", "电请", "电某", "电请"];
        var vocabulary = Vocabulary.Of(
            [.. texts.Select(Grams.Counted)], [.. texts.Select(t => t[0] == '水' ? 0 : 1)], 2);
        Assert.True(Tells("水") > Tells("请"));
        Assert.Equal(Tells("水"), Tells("电"), 6);
        Assert.Equal(Tells("某"), Tells("请"), 6);
        Assert.All(vocabulary.TermWeights, telling => Assert.True(telling > 0));

        double Tells(string word) => vocabulary.TermWeights[Array.IndexOf(vocabulary.Grams, (ulong)word[0])];
    }

    [Fact]
    public void A_text_without_any_known_gram_weighs_nothing()
    {
        var vocabulary = Vocabulary.Of([Grams.Counted("水"), Grams.Counted("电")], [0, 1], 2);
        Assert.Empty(vocabulary.Weigh(Grams.Counted("月球")).At);
        Assert.Empty(vocabulary.Weigh(Grams.Counted("")).At);
    }
}
