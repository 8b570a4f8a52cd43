using Dispatch.Escalation.Clocks.Domain;
using static Dispatch.Tests.Unit.Escalation.CaseLife;

namespace Dispatch.Tests.Unit.Escalation.Clocks;

public sealed class ClockKindsTests
{
    // A kind that the contracts do not know yet, such as one for performance (履行) or confirmation (司法确认).
    const ClockKind Later = (ClockKind)99;

    /// <summary>What a whistle or an order demands is owed after the petitioner's case is closed.</summary>
    static readonly ClockKind[] Beyond =
    [
        ClockKind.Acknowledgement, ClockKind.Arrival, ClockKind.JointResult, ClockKind.Review, ClockKind.Order,
        ClockKind.Confirmation, ClockKind.Rating,
    ];

    public static TheoryData<ClockKind> Kinds => [.. Enum.GetValues<ClockKind>()];

    /// <summary>Whoever adds a kind must decide whether it ends with the case.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_kind_of_a_case_ends_with_it(ClockKind kind) =>
        Assert.Equal(!Beyond.Contains(kind), kind.EndsWithCase());

    [Fact]
    public void The_archive_stops_the_clocks_that_end_with_the_case_and_leaves_the_others_to_turn()
    {
        var life = new CaseLife();
        var clocks = Run(life.Registered(), life.Dispatched());
        var reply = clocks.Clocks.Single(clock => clock.Kind == ClockKind.Reply);
        var beyond = reply with { Id = ClockId.New(), Kind = Later };
        clocks = new(Calendars.InForce, clocks.Case, [.. clocks.Clocks, beyond]);
        var stopped = clocks.Follow(life.Archived(), life.Now).Stopped;
        Assert.Equal([ClockKind.Citizen, ClockKind.Claim, ClockKind.FirstContact, ClockKind.Reply],
            stopped.Select(clock => clock.Kind).Order());
        Assert.Equal(beyond, Assert.Single(clocks.Clocks, clock => clock.Running));
        Assert.Equal((false, 1), (clocks.Case.Open, clocks.Case.Running));
    }
}
