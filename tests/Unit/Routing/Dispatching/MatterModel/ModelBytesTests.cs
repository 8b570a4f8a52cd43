using Dispatch.Routing.Dispatching.Domain.MatterModel;
using Xunit;

namespace Dispatch.Tests.Unit.Routing.Dispatching.MatterModel;

public sealed class ModelBytesTests
{
    [Fact]
    public void A_model_that_was_written_and_read_gives_the_same_guesses()
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
    public void A_model_of_another_format_is_not_read(byte format) =>
        Assert.Throws<FormatException>(() => ModelBytes.Read([format, 0, 0, 0]));

    [Fact]
    public void The_bytes_of_a_model_begin_with_the_mark() =>
        Assert.Equal(ModelBytes.Mark, ModelBytes.Write(Messages.Model)[..4]);
}
