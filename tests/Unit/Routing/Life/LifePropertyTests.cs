using Dispatch.Contracts;
using Dispatch.Escalation.Clocks.Domain;
using Dispatch.Kit;
using Dispatch.Tests.Unit.Escalation;
using FsCheck;
using FsCheck.Fluent;

namespace Dispatch.Tests.Unit.Routing.Life;

/// <summary>
/// Whatever is tried on a case, in whatever order, by whomever: it is in one pair of hands, it does not bounce, and the
/// petitioner's clock stands as it was made.
/// </summary>
public sealed class LifePropertyTests
{
    const int Stories = 4_000, Least = 12;

    static readonly Act[] Repeatable = [Act.Contact, Act.Attempt, Act.Attach, Act.Report, Act.Pass];

    readonly Dictionary<string, int> seen = new(StringComparer.Ordinal);

    [Theory]
    [MemberData(nameof(Seeds.Each), MemberType = typeof(Seeds))]
    public void Over_any_story_a_case_has_one_owner_bounces_nowhere_and_its_citizen_clock_never_moves(int seed)
    {
        // A failure prints the shortest story that still fails.
        Check.One(Config.QuickThrowOnFailure.WithReplay((ulong)seed, 1).WithMaxTest(Stories).WithEndSize(1),
            Prop.ForAll(Story.Any, Holds));
        var rare = Expected.All.Where(what => seen.GetValueOrDefault(what) < Least).ToList();
        Assert.True(rare.Count == 0, "Too seldom to prove anything: "
            + string.Join(", ", rare.Select(what => $"{what} ×{seen.GetValueOrDefault(what)}")));
        var unknown = seen.Keys.Except(Expected.All, StringComparer.Ordinal).ToList();
        Assert.True(unknown.Count == 0, "Nobody expects " + string.Join(", ", unknown));
    }

    bool Holds(Story story)
    {
        var model = new CaseModel(story);
        var (citizen, trace) = (model.Clocks.Clocks.Single(c => c.Kind == ClockKind.Citizen), new List<string>());
        foreach (var draw in story.Draws)
        {
            model.Pass(TimeSpan.FromSeconds(1));
            if (model.Resolve(draw) is not var (act, at, how))
                continue;
            var before = model.Snapshot;
            var refusal = model.Do(act, at, how);
            trace.Add($"{act} {at} {(refusal is null ? "done" : refusal.Code)}");
            Count(refusal is null ? act.ToString() : refusal.Code);
            var broken = refusal is null ? Twice(model, act, at, how)
                : !model.Snapshot.Same(before) ? "a refusal has changed something" : Unstable(refusal);
            broken ??= Invariants.Broken(model, citizen);
            if (broken is not null)
                throw new InvalidOperationException($"{broken}, after:\n  {string.Join("\n  ", trace)}");
        }
        foreach (var what in model.Events)
            Count(Expected.Name(what));
        if (Reordered(model, new Random(story.Seed)) is { } different)
            throw new InvalidOperationException($"{different}, after:\n  {string.Join("\n  ", trace)}");
        return true;
    }

    void Count(string what) => seen[what] = seen.GetValueOrDefault(what) + 1;

    // The same step a second time is refused, and the last event applied a second time moves no clock.
    static string? Twice(CaseModel model, Act act, int at, Draw how)
    {
        var once = model.Snapshot;
        if (!Repeatable.Contains(act) && model.Do(act, at, how) is null)
            return $"{act} was done twice";
        if (!Repeatable.Contains(act) && !model.Snapshot.Same(once))
            return $"the second {act} was refused and has changed something";
        model.Clocks.Follow(model.Events[^1], model.Now);
        return model.Snapshot.Same(once) ? null : $"{model.Events[^1].GetType().Name} that came twice moved a clock";
    }

    static string? Unstable(Refusal refusal) =>
        refusal is { Chinese.Length: > 0, English.Length: > 0 }
            && refusal.Code.All(c => c is '_' or (>= 'a' and <= 'z'))
            ? null : $"{refusal.Code} is no stable code with words in two languages";

    /// <summary>Every event again, some twice, in another order: what comes too early waits.</summary>
    static string? Reordered(CaseModel model, Random random)
    {
        var clocks = CaseClocks.Open(Calendars.InForce, model.Registered);
        // Clocks ignore what came before an archive once they have heard of it, so each archive begins a part of
        // its own.
        var parts = new List<List<ICaseEvent>> { new() };
        foreach (var what in model.Events)
        {
            if (what is CaseArchived)
                parts.Add([]);
            parts[^1].Add(what);
        }
        foreach (var part in parts)
        {
            var waiting = part.Concat(part.Where(_ => random.Next(4) == 0))
                .OrderBy(e => e is CaseArchived ? -1 : random.Next()).ToList();
            while (waiting.Count > 0)
            {
                if (waiting.RemoveAll(e => clocks.Follow(e, e.Head.OccurredAt).TooEarly is null) == 0)
                    return $"{waiting[0].GetType().Name} waits for ever";
            }
        }
        var (there, here) = (Ending(model.Clocks), Ending(clocks));
        return there.SequenceEqual(here) ? null : "another order of events left "
            + $"{string.Join("; ", here.Except(there))} for {string.Join("; ", there.Except(here))}";
    }

    static List<string> Ending(CaseClocks clocks) =>
    [
        .. clocks.Clocks.Select(c =>
                $"{c.Kind} {c.TicketId} {c.StartedAt:O} {c.Due:O} {(c.Running ? "runs" : "stopped")}")
            .Order(StringComparer.Ordinal),
    ];
}
