using Dispatch.Escalation.Calendar.Domain;
using Dispatch.Escalation.Clocks.Domain;
using Dispatch.Escalation.Responsibilities.Domain;

namespace Dispatch.Escalation.Ladder.Domain;

/// <summary>One climb of a case.</summary>
public sealed record Climb(DateTimeOffset At, Rung To, LiftCause Cause);

/// <summary>What is known of a past case: what pressed on it, and what was answered.</summary>
/// <param name="Pressed">What pressed on it beside its clocks, in the order of time.</param>
/// <param name="Answered">When which rung was acknowledged, and until when it was planned.</param>
public sealed record PastCase(
    TimedCase Case, IReadOnlyList<Clock> Clocks, IReadOnlyList<(LiftCause Kind, DateTimeOffset At, Rung? To)> Pressed,
    IReadOnlyList<(Rung Rung, DateTimeOffset At, DateTimeOffset PlanUntil)> Answered);

/// <summary>
/// Tries a policy of the ladder on a past case: how it would have climbed, had each rung been answered as it was.
/// </summary>
public static class LadderTrial
{
    public static IReadOnlyList<Climb> Run(LadderPolicy policy, PastCase past, Terms terms, DateTimeOffset now)
    {
        var (of, centre) = (past.Case, past.Case.Centre ?? past.Case.Organisation ?? new("centre"));
        var path = Enum.GetValues<Rung>().Where(rung => rung < Rung.Superior)
            .Select(rung => new Station(rung, centre, Post.Of(centre))).ToList();
        var end = past.Clocks.FirstOrDefault(clock => clock.Kind == ClockKind.Citizen)?.StoppedAt ?? now;
        // Only a lead owes a first contact: the clocks of its ticket are the owner's.
        var leads = past.Clocks.Where(clock => clock.Kind == ClockKind.FirstContact).Select(clock => clock.TicketId)
            .ToHashSet();
        var owned = past.Clocks.Where(clock => clock.Kind is (ClockKind.Claim or ClockKind.Reply)
            && leads.Contains(clock.TicketId)).ToList();
        var (climbs, stands) = (new List<Climb>(), new Stand());
        foreach (var (kind, at, to) in Causes(past, owned, terms).Where(one => one.At <= end).OrderBy(one => one.At))
        {
            Wait(at);
            Lift(kind, at, to);
        }
        Wait(end);
        return climbs;

        // Terms of rungs that pass before this moment lift the case first.
        void Wait(DateTimeOffset until)
        {
            while (stands.Rung is not null && Wakes() is { } wakes && wakes.At <= until)
            {
                if (!Lift(wakes.Kind, wakes.At, null))
                    stands.Since = wakes.At;
                if (stands.Restarts++ > 100)
                    return;
            }
        }

        (LiftCause Kind, DateTimeOffset At)? Wakes()
        {
            var rung = stands.Rung!.Value;
            var by = CaseRung.TermFrom(terms.Calendar, policy, rung, of.Urgency, stands.Since);
            var said = past.Answered.Where(one => one.Rung == rung && one.At >= stands.Since && one.At <= by)
                .Select(one => (DateTimeOffset?)one.PlanUntil).FirstOrDefault();
            var at = said ?? by;
            // Nobody must act while the case waits for an audit or a callback: it goes on when it comes back.
            if (!owned.Exists(clock => clock.StartedAt <= at && !(clock.StoppedAt <= at)))
                return owned.Where(clock => clock.StartedAt > at)
                    .Min(clock => (DateTimeOffset?)clock.StartedAt) is { } back ? Resumed(back) : null;
            return (said is null ? LiftCause.Unacknowledged : LiftCause.PlanMissed, at);
        }

        (LiftCause Kind, DateTimeOffset At)? Resumed(DateTimeOffset back)
        {
            stands.Since = back;
            return stands.Restarts++ > 100 ? null : Wakes();
        }

        bool Lift(LiftCause kind, DateTimeOffset at, Rung? atLeast)
        {
            if (policy.For(kind) is not { } rule || EscalationLadder.Next(
                path, stands.Rung is { } from ? (from, centre) : null, rule, atLeast) is not { } next)
                return false;
            (stands.Rung, stands.Since) = (next.Rung, at);
            climbs.Add(new(at, next.Rung, kind));
            return true;
        }
    }

    sealed class Stand
    {
        public Rung? Rung { get; set; }

        public DateTimeOffset Since { get; set; }

        public int Restarts { get; set; }
    }

    static IEnumerable<(LiftCause Kind, DateTimeOffset At, Rung? To)> Causes(
        PastCase past, IReadOnlyList<Clock> owned, Terms terms)
    {
        foreach (var clock in owned.Concat(past.Clocks.Where(clock => clock.Kind == ClockKind.Citizen)))
        {
            bool Runs(DateTimeOffset at) => !(clock.StoppedAt <= at);
            var orange = Colours.TurnsAt(
                terms.Calendar, terms[clock.Policy].Unit, clock.StartedAt, clock.Due, Colour.Yellow)!.Value;
            if (clock.Kind != ClockKind.Citizen && Runs(orange))
                yield return (LiftCause.TimeUsed, orange, null);
            if (Runs(clock.Due))
                yield return (clock.Kind switch
                {
                    ClockKind.Claim => LiftCause.ClaimExpired,
                    ClockKind.Reply => LiftCause.ReplyExpired,
                    _ => LiftCause.CitizenExpired,
                }, clock.Due, null);
        }
        foreach (var one in past.Pressed)
            yield return one;
    }
}
