using Dispatch.Routing.Dispatching.Domain.MatterModel;
using Xunit;

namespace Dispatch.Tests.Unit.Routing.Dispatching.MatterModel;

public sealed class TextModelTests
{
    [Theory]
    [InlineData("西坡村的水管爆裂，路上全是水", "供水")]
    [InlineData("老人住的屋里暖气不热，室温十二度", "供暖")]
    [InlineData("三路公交车到站不停，等了一个钟头", "公交")]
    public void A_message_in_other_words_gets_the_matter_it_is_about(string text, string matter)
    {
        var guess = Messages.Model.Suggest(text);
        Assert.Equal(matter, guess.Answer);
        Assert.Equal(matter, guess.Ranked[0].Label);
        Assert.Equal(1, guess.Ranked.Sum(r => r.Probability), 6);
    }

    [Theory]
    [InlineData("")]
    [InlineData("12345")]
    [InlineData("月球背面究竟隐藏什么")]
    public void It_abstains_on_a_text_that_is_about_nothing_it_knows(string text) =>
        Assert.Null(Messages.Model.Suggest(text).Answer);

    [Fact]
    public void It_quotes_the_phrases_that_decided()
    {
        const string text = "东关今天早上的暖气一直是不热，希望尽快答复";
        var phrases = Messages.Model.Suggest(text).Phrases;
        Assert.Contains("暖气", phrases[0], StringComparison.Ordinal);
        Assert.All(phrases, phrase => Assert.Contains(phrase, text, StringComparison.Ordinal));
        Assert.All(phrases, phrase => Assert.DoesNotContain('，', phrase));
        Assert.DoesNotContain(phrases, phrase => phrase.Contains("答复", StringComparison.Ordinal));
    }

    [Fact]
    public void A_text_and_its_bare_word_list_get_nearly_the_same_probability()
    {
        var text = Messages.Model.Suggest("我们小区的暖气一直不热").Ranked[0];
        var words = Messages.Model.Suggest("小区 暖气 一直 不热").Ranked[0];
        Assert.Equal(text.Label, words.Label);
        Assert.InRange(Math.Abs(text.Probability - words.Probability), 0, 0.1);
    }

    [Fact]
    public void The_likeliest_labels_come_with_the_phrases_that_speak_for_each()
    {
        var (sure, ranked) = Messages.Model.Likeliest("我们小区自来水停了，请派人处理", 2);
        Assert.True(sure);
        Assert.Equal(["供水", 2], [ranked[0].Label, (object)ranked.Count]);
        Assert.Contains(ranked[0].Phrases, p => p.Contains('水'));
        var (guessed, none) = Messages.Model.Likeliest("abc", 2);
        Assert.Equal((false, 0), (guessed, none.Count));
    }
}
