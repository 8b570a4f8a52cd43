using Dispatch.Routing.Dispatching.Domain.MatterModel;
using Xunit;

namespace Dispatch.Tests.Unit.Routing.Learning;

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
    public void Where_it_knows_nothing_it_abstains(string text) => Assert.Null(Messages.Model.Suggest(text).Answer);

    [Fact]
    public void It_names_the_phrases_that_decided_as_they_stand_in_the_text()
    {
        const string text = "东关今天早上的暖气一直是不热，希望尽快答复";
        var phrases = Messages.Model.Suggest(text).Phrases;
        Assert.Contains("暖气", phrases[0], StringComparison.Ordinal);
        Assert.All(phrases, phrase => Assert.Contains(phrase, text, StringComparison.Ordinal));
        Assert.All(phrases, phrase => Assert.DoesNotContain('，', phrase));
        Assert.DoesNotContain(phrases, phrase => phrase.Contains("答复", StringComparison.Ordinal));
    }

    [Fact]
    public void Words_with_spaces_between_are_understood_as_the_text_is()
    {
        var text = Messages.Model.Suggest("我们小区的暖气一直不热").Ranked[0];
        var words = Messages.Model.Suggest("小区 暖气 一直 不热").Ranked[0];
        Assert.Equal(text.Label, words.Label);
        Assert.InRange(Math.Abs(text.Probability - words.Probability), 0, 0.1);
    }

    [Fact]
    public void The_same_examples_give_the_same_model() =>
        Assert.Equal(ModelBytes.Write(Messages.Model), ModelBytes.Write(TextTraining.Train(Messages.Many)));

    [Fact]
    public void A_model_that_was_kept_says_the_same()
    {
        var read = ModelBytes.Read(ModelBytes.Write(Messages.Model));
        Assert.Equal(Messages.Model.HeldOut, read.HeldOut);
        Assert.Equal(Messages.Model.Examples, read.Examples);
        foreach (var example in Messages.Many)
        {
            var (before, after) = (Messages.Model.Suggest(example.Text), read.Suggest(example.Text));
            Assert.Equal(before.Ranked, after.Ranked);
            Assert.Equal((before.Answer, string.Join(',', before.Phrases)),
                (after.Answer, string.Join(',', after.Phrases)));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    public void A_model_of_another_form_is_not_read(byte form) =>
        Assert.Throws<FormatException>(() => ModelBytes.Read([form, 0, 0, 0]));

    [Fact]
    public void The_mark_by_which_the_database_tells_a_readable_model_is_what_its_bytes_begin_with() =>
        Assert.Equal(ModelBytes.Mark, ModelBytes.Write(Messages.Model)[..4]);

    [Fact]
    public void Two_examples_are_little_to_learn_from_but_break_nothing()
    {
        var model = TextTraining.Train([new("自来水停了", "供水"), new("", "供\"暖,\"")]);
        Assert.Null(model.Suggest("自来水停了").Answer);
        Assert.All(model.Suggest("").Ranked, r => Assert.InRange(r.Probability, 0, 1));
    }

    [Fact]
    public void There_is_nothing_to_learn_from_a_single_matter() =>
        Assert.Throws<ArgumentException>(() => TextTraining.Train([new("自来水停了", "供水"), new("水压低", "供水")]));

    [Fact]
    public void Where_labels_are_given_at_random_it_is_never_sure()
    {
        // Every text under a label that its words have nothing to do with.
        var labels = Messages.Many.Select(e => e.Label).ToArray();
        new Shuffle(5).Mix(labels);
        var model = TextTraining.Train([.. Messages.Many.Select((e, i) => e with { Label = labels[i] })]);
        Assert.True(model.HeldOut.Abstained > 0.9, $"abstained on {model.HeldOut.Abstained:p0}");
        Assert.True(model.HeldOut.Ece < 0.15, $"calibration error {model.HeldOut.Ece:f3}");
    }
}
