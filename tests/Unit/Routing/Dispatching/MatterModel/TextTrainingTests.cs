using Dispatch.Routing.Dispatching.Domain.MatterModel;
using Xunit;

namespace Dispatch.Tests.Unit.Routing.Dispatching.MatterModel;

public sealed class TextTrainingTests
{
    [Fact]
    public void The_same_examples_give_the_same_model() =>
        Assert.Equal(ModelBytes.Write(Messages.Model), ModelBytes.Write(TextTraining.Train(Messages.Many)));

    [Fact]
    public void Trials_come_in_the_order_of_the_examples()
    {
        var (_, trials) = TextTraining.Try(Messages.Many);
        Assert.Equal(Messages.Many.Select(m => m.Label), trials.Select(t => t.Label));
    }

    [Fact]
    public void Two_examples_are_enough_to_train_a_model_but_not_for_it_to_be_sure()
    {
        var model = TextTraining.Train([new("自来水停了", "供水"), new("", "供\"暖,\"")]);
        Assert.Null(model.Suggest("自来水停了").Answer);
        Assert.All(model.Suggest("").Ranked, r => Assert.InRange(r.Probability, 0, 1));
    }

    [Fact]
    public void No_model_is_trained_on_a_single_label() =>
        Assert.Throws<ArgumentException>(() => TextTraining.Train([new("自来水停了", "供水"), new("水压低", "供水")]));

    [Fact]
    public void A_model_trained_on_random_labels_abstains()
    {
        var labels = Messages.Many.Select(e => e.Label).ToArray();
        new Shuffle(5).Mix(labels);
        var model = TextTraining.Train([.. Messages.Many.Select((e, i) => e with { Label = labels[i] })]);
        Assert.True(model.HeldOut.Abstained > 0.9, $"abstained on {model.HeldOut.Abstained:p0}");
        Assert.True(model.HeldOut.Ece < 0.15, $"calibration error {model.HeldOut.Ece:f3}");
    }
}
