using Dispatch.Contracts;
using FsCheck;
using FsCheck.Fluent;

namespace Dispatch.Tests.Unit.Routing.Life;

/// <summary>What can happen to a case on its way.</summary>
enum Act
{
    Claim, Contact, Attempt, Attach, Report, Transfer, Assist, Reply, Audit, Return, Rule, Object, DecideObjection,
    Extend, Suspend, Terminate, DecideApplication, EndSuspension, Dispatch, CallBack, Rate, Decide, Pass,
}

/// <summary>One step as it was drawn; small numbers, so that a failing story shrinks to a readable one.</summary>
/// <param name="Likely">
/// Instead of <paramref name="Act"/> a step that fits the state of the case, chosen by <paramref name="Roll"/>, so that
/// stories go deep.
/// </param>
/// <param name="Own">By the organisation that has the ticket; otherwise by another one.</param>
/// <param name="Yes">Upheld, granted, passed, solved.</param>
/// <param name="Pick">Which of the organisations, matters, reasons or times.</param>
sealed record Draw(Act Act, bool Likely, int Roll, bool Own, bool Yes, int Pick)
{
    static readonly Gen<bool> Often = Gen.Choose(0, 9).Select(n => n < 8), Half = Gen.Elements(true, false);

    public static Gen<Draw> Any { get; } =
        from act in Gen.Elements(Enum.GetValues<Act>())
        from likely in Often
        from roll in Gen.Choose(0, 11)
        from own in Gen.Choose(0, 19).Select(n => n > 0)
        from yes in Half
        from pick in Gen.Choose(0, 9)
        select new Draw(act, likely, roll, own, yes, pick);

    // Three calls in vain, far enough apart to count: chance would hardly draw them.
    static readonly Draw Call = new(Act.Attempt, false, 0, true, true, 0);
    static readonly Draw Later = Call with { Act = Act.Pass, Pick = 3 };

    /// <summary>A step, or now and then a few that belong together.</summary>
    public static Gen<IReadOnlyList<Draw>> Some { get; } =
        from one in Any
        from calls in Gen.Choose(0, 24)
        select (IReadOnlyList<Draw>)(calls == 0 ? [one, Call, Later, Call, Later, Call] : [one]);

    public IEnumerable<Draw> Simpler() =>
        (Pick > 0 ? new[] { this with { Pick = 0 }, this with { Pick = Pick - 1 } } : [])
            .Concat(Own ? [] : [this with { Own = true }]);
}

/// <summary>One case and everything that is tried on it.</summary>
/// <param name="Matter">What the operator chose; null: the centre must dispatch it.</param>
/// <param name="Against">The unit complained of.</param>
/// <param name="Seed">Decides in which order the events are applied again in the end.</param>
sealed record Story(string? Matter, Urgency Urgency, string? Against, int Seed, IReadOnlyList<Draw> Draws)
{
    static Gen<Story> Gen { get; } =
        from matter in FsCheck.Fluent.Gen.Elements<string?>("010101", "010102", "010201", null)
        from urgency in FsCheck.Fluent.Gen.Elements(Urgency.Normal, Urgency.Normal, Urgency.Urgent, Urgency.Emergency)
        from against in FsCheck.Fluent.Gen.Elements<string?>(null, null, "police")
        from seed in FsCheck.Fluent.Gen.Choose(0, 1000)
        from length in FsCheck.Fluent.Gen.Choose(5, 60)
        from draws in Draw.Some.ArrayOf(length)
        select new Story(matter, urgency, against, seed, [.. draws.SelectMany(d => d)]);

    public static Arbitrary<Story> Any { get; } = Arb.From(Gen, Shrink);

    // Long pieces first, then single steps, then simpler steps: what is left is close to the shortest story that fails.
    static IEnumerable<Story> Shrink(Story story)
    {
        var all = story.Draws;
        for (var size = all.Count; size >= 1; size /= 2)
            for (var at = 0; at + size <= all.Count; at += size)
                yield return story with { Draws = [.. all.Take(at), .. all.Skip(at + size)] };
        for (var at = 0; at < all.Count; at++)
            foreach (var simpler in all[at].Simpler())
                yield return story with { Draws = [.. all.Take(at), simpler, .. all.Skip(at + 1)] };
    }

    public override string ToString() =>
        $"matter {Matter ?? "open"}, {Urgency}, against {Against ?? "nobody"}, seed {Seed}:\n  "
        + string.Join("\n  ", Draws);
}
