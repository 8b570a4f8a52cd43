using System.Text.Json.Serialization;
using Dispatch.Escalation.Calendar.Domain;

namespace Dispatch.Escalation.Ladder.Domain;

/// <summary>How long whoever stands on a rung has to say what will be done, by the grade of the case.</summary>
public sealed record AcknowledgeTerms(Term Emergency, Term Urgent, Term Others)
{
    public Term For(Urgency urgency) => urgency switch
    {
        Urgency.Emergency => Emergency,
        Urgency.Urgent => Urgent,
        _ => Others,
    };
}

/// <summary>What holds on one rung.</summary>
/// <param name="LongestPlan">The latest date that an acknowledgement may name, counted from it.</param>
/// <param name="Order">The supervision order (督办单) that the climb to this rung opens; null: none.</param>
public sealed record RungRule(
    [property: JsonRequired] Rung Rung, AcknowledgeTerms Acknowledge, Term LongestPlan, OrderForm? Order);

/// <summary>One cause lifts a case by one rung: at least to the first of the two, never past the second.</summary>
public sealed record LiftRule(
    [property: JsonRequired] LiftCause Cause, [property: JsonRequired] Rung AtLeast,
    [property: JsonRequired] Rung AtMost);

/// <summary>One dated policy of the ladder (提级规则). It is never changed or deleted: rungs point at it.</summary>
/// <param name="Jurisdiction">Null: everywhere. The policy of the nearest jurisdiction is preferred.</param>
public sealed record LadderPolicy(
    int Id, JurisdictionId? Jurisdiction, DateOnly EffectiveFrom, IReadOnlyList<RungRule> Rungs,
    IReadOnlyList<LiftRule> Lifts, string Source, ActedBy? MadeBy = null, DateTimeOffset? MadeAt = null)
{
    public RungRule this[Rung rung] => Rungs.First(one => one.Rung == rung);

    /// <summary>Null where this cause lifts nobody.</summary>
    public LiftRule? For(LiftCause cause) => Lifts.FirstOrDefault(one => one.Cause == cause);

    static readonly Refusal RungsIncomplete = new(
        RefusalKind.Invalid, "rungs_incomplete", "每个层级须且只能列一次，请逐级补齐。",
        "Every rung must be listed, each once.", "rungs");

    static readonly Refusal TermNotPositive = new(
        RefusalKind.Invalid, "term_not_positive", "确认时限和计划最长期限应大于零，且不超过一年。",
        "Terms must be more than nothing, and no longer than a year.", "rungs");

    static readonly Refusal TermTooFine = new(
        RefusalKind.Invalid, "term_too_fine", "按工作日、自然日计的期限须为整数，按小时计的不得少于1分钟。",
        "Terms in days are whole days, terms in hours at least a minute.", "rungs");

    static readonly Refusal LiftTwice = new(
        RefusalKind.Invalid, "lift_listed_twice", "每种提级事由只能列一次，且起始层级不得高于最高层级。",
        "Each cause is listed once, and its first rung is not above its last.", "lifts");

    static readonly Refusal NoClimb = new(
        RefusalKind.Invalid, "unacknowledged_must_climb", "“逾期未确认”须可逐级提级至综治中心兜底，否则诉求会无人过问。",
        "What nobody acknowledges must be able to climb up to the backstop.", "lifts");

    static readonly Refusal PlanEndsPressure = new(
        RefusalKind.Invalid, "missed_plan_must_climb", "“计划落空”须可逐级提级至综治中心兜底，否则只要不断确认就不再提级。",
        "A plan that is missed must be able to climb up to the backstop.", "lifts");

    /// <summary>Why it cannot be put in force; null where it can.</summary>
    public Refusal? Faults() =>
        Rungs.Any(one => one.Acknowledge is null)
            || !Rungs.Select(one => one.Rung).Order().SequenceEqual(Enum.GetValues<Rung>()) ? RungsIncomplete
        : Terms.Any(term => term.Amount is <= 0 or > 366) ? TermNotPositive
        : Terms.Any(IsTooFine) ? TermTooFine
        : Lifts.DistinctBy(one => one.Cause).Count() != Lifts.Count || Lifts.Any(one => one.AtLeast > one.AtMost)
            ? LiftTwice
        : For(LiftCause.Unacknowledged) is not { AtMost: >= Rung.Backstop } ? NoClimb
        : For(LiftCause.PlanMissed) is not { AtMost: >= Rung.Backstop } ? PlanEndsPressure
        : null;

    IEnumerable<Term> Terms => Rungs.SelectMany(one => new[]
    {
        one.Acknowledge.Emergency, one.Acknowledge.Urgent, one.Acknowledge.Others, one.LongestPlan,
    });

    // A day that is not whole would be cut off, and end before it begins.
    static bool IsTooFine(Term term) => term.Unit is TermUnit.WorkingDays or TermUnit.CalendarDays
        ? decimal.Truncate(term.Amount) != term.Amount : term.Amount * 60 < 1;
}

/// <summary>The policies of the ladder, old and new.</summary>
public sealed class LadderPolicies(IReadOnlyList<LadderPolicy> policies)
{
    readonly Dictionary<int, LadderPolicy> byId = policies.ToDictionary(policy => policy.Id);

    public IReadOnlyList<LadderPolicy> All => policies;

    public LadderPolicy this[int id] => byId[id];

    /// <summary>That of the nearest jurisdiction which is in force on the day, the newest of equals.</summary>
    public LadderPolicy For(JurisdictionId place, DateOnly day) => policies
        .Where(policy => policy.EffectiveFrom <= day
            && (policy.Jurisdiction is not { } around || place.IsWithin(around)))
        .MaxBy(policy => (policy.Jurisdiction?.Value.Length ?? 0, policy.EffectiveFrom, policy.Id))
        ?? throw new InvalidOperationException($"No policy of the ladder is in force for {place} on {day:yyyy-MM-dd}.");
}
