using Dispatch.Routing.Dispatching.Domain.MatterModel;
using Xunit;

namespace Dispatch.Tests.Unit.Routing.Learning;

public sealed class GramsTests
{
    static string Read(string text) => string.Join(',', Grams.Of(text).Select(Grams.Read));

    [Theory]
    [InlineData("水管爆", "水,水管,水管爆,管,管爆,爆")]
    [InlineData("水，管", "水,管")]
    [InlineData("水 管", "水,水管,管")]
    [InlineData("水的管", "水,水管,管")]
    [InlineData("水2管", "水,管")]
    public void Runs_cross_spaces_and_stop_words_but_no_punctuation_or_number(string text, string grams) =>
        Assert.Equal(grams, Read(text));

    [Theory]
    [InlineData("A市停水")]
    [InlineData("A3区停水")]
    [InlineData("A3 区 停水")]
    [InlineData("Ａ３区停水")]
    [InlineData("停A市水")]
    public void Codes_that_stand_for_a_place_are_passed_over(string text) => Assert.Equal("停,停水,水", Read(text));

    [Fact]
    public void What_a_text_opens_with_is_also_a_gram_of_its_own()
    {
        var counts = Grams.Counted("停水" + new string('某', 40) + "供暖停水");
        Assert.Equal([2, 1], Of("停水"));
        Assert.Equal([1], Of("供暖"));
        // A run of three tells there what those of two do.
        Assert.Equal([1], Of("停水某"));

        int[] Of(string word) =>
            [.. counts.Where(c => Grams.Read(c.Key) == word).OrderBy(c => c.Key).Select(c => c.Value)];
    }

    [Fact]
    public void A_gram_of_the_opening_is_read_like_any_other() =>
        Assert.All(Grams.Counted("停水").Keys, gram => Assert.Equal(Grams.Read(gram), Grams.Read(Grams.Anywhere(gram))));

    [Fact]
    public void The_same_message_in_another_form_is_found_and_a_similar_one_is_not()
    {
        var groups = NearDuplicates.Groups(
        [
            "西关桥头的路灯坏了两个星期，晚上接孩子放学什么也看不见，请尽快派人来修",
            "西关 桥头 路灯 坏 两个 星期 晚上 接 孩子 放学 看不见 请 尽快 派人 修",
            "南门市场门口的路灯整夜闪，照得楼上的人睡不着，已经跟物业说过",
        ]);
        Assert.Equal(groups[0], groups[1]);
        Assert.NotEqual(groups[0], groups[2]);
    }
}
