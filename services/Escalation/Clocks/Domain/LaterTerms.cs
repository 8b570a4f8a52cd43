using Dispatch.Escalation.Calendar.Domain;

namespace Dispatch.Escalation.Clocks.Domain;

/// <summary>What made a later term shorter than its policy says: the grade's own term, or the citizen clock.</summary>
public enum TermLimit { Urgency, CitizenClock }

/// <summary>A term with its due time, and what has shortened it, if anything.</summary>
public readonly record struct BoundedTerm(Policy Policy, DateTimeOffset Due, TermLimit? BoundedBy);

/// <summary>
/// How long an organisation gets for whatever comes after the first dispatch: another round (重办), a resumed suspension,
/// an extension (延期), an assistant asked for later, a new owner. Never longer than its grade allows, and never beyond
/// the citizen clock (群众时钟) as long as that runs. Terms of the law (mediation) are not touched.
/// </summary>
public static class LaterTerms
{
    /// <param name="own">The policy for this occasion.</param>
    /// <param name="grade">The policy for a first handling of this grade.</param>
    /// <param name="citizenDue">Once it has passed, only the grade bounds.</param>
    public static BoundedTerm Start(
        WorkCalendar calendar, Policy own, Policy grade, DateTimeOffset at, DateTimeOffset citizenDue)
    {
        var full = new BoundedTerm(own, calendar.Due(at, own.Term), null);
        var ofGrade = calendar.Due(at, grade.Term);
        var shorter = ofGrade < full.Due ? new(grade, ofGrade, TermLimit.Urgency) : full;
        return citizenDue > at && shorter.Due > citizenDue
            ? shorter with { Due = citizenDue, BoundedBy = TermLimit.CitizenClock } : shorter;
    }

    /// <summary>
    /// An extension goes on from the old due time and never takes time away. Once the citizen clock has run out, it
    /// ends no later than a new term of the grade that starts with the decision.
    /// </summary>
    /// <param name="at">When it was granted.</param>
    public static (DateTimeOffset Due, TermLimit? BoundedBy) Extend(
        WorkCalendar calendar, DateTimeOffset due, int days, Policy grade, DateTimeOffset at, DateTimeOffset citizenDue)
    {
        var full = calendar.Due(due, new(days, TermUnit.WorkingDays));
        var (last, limit) = citizenDue > at
            ? (citizenDue, TermLimit.CitizenClock) : (calendar.Due(at, grade.Term), TermLimit.Urgency);
        return full <= last ? (full, null) : (last > due ? last : due, limit);
    }

    /// <summary>Why the term is shorter than its policy alone would make it.</summary>
    public static Reason Why(TermLimit limit, ClockKind kind, Policy policy) => limit == TermLimit.CitizenClock
        ? new("bounded_by_citizen_clock", $"群众时钟不中止、不重新起算，首次派遣以后的{kind.Chinese()}不得晚于群众时钟到期；已确定的期限不因此缩短。")
        : new("bounded_by_urgency",
            $"重办、恢复办理、延期等后续期限不得超过{policy.Urgency?.Chinese() ?? "同等级"}诉求的{kind.Chinese()}（{policy.Term}）。");
}
