using Dispatch.Kit;

namespace Dispatch.Tests.Unit.Kit;

public sealed class NextActionsTests
{
    static readonly PossibleAction[] Possible =
    [
        new("claim", ["handler", "head"], null),
        new("reply", ["handler"], new(RefusalKind.Conflict, "ticket_not_claimed", "须先签收。", "Claim it first.")),
        new("audit", ["dispatcher"], null),
    ];

    [Fact]
    public void What_the_role_may_never_do_is_left_out() =>
        Assert.Equal([new NextAction("claim", true, null)], new NextActions("head", false).For(Possible));

    [Theory]
    [InlineData(false, "须先签收。")]
    [InlineData(true, "Claim it first.")]
    public void What_is_refused_now_says_why_in_the_callers_language(bool english, string why) => Assert.Equal(
        [new NextAction("claim", true, null), new NextAction("reply", false, why)],
        new NextActions("handler", english).For(Possible));
}
