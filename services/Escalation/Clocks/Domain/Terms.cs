using Dispatch.Escalation.Calendar.Domain;

namespace Dispatch.Escalation.Clocks.Domain;

/// <summary>One dated policy (时限规则): the term of one kind of clock. A row is never changed or deleted.</summary>
/// <param name="Urgency">Null: every grade.</param>
/// <param name="Kind">Null: every kind of case. A policy that names the kind is preferred.</param>
/// <param name="Reopened">For a ticket that is in hand again after a bad callback or rating (重办).</param>
/// <param name="Jurisdiction">Null: everywhere. The policy of the nearest jurisdiction is preferred.</param>
public sealed record Policy(
    int Id, ClockKind Clock, Urgency? Urgency, CaseKind? Kind, bool Reopened, decimal Amount, TermUnit Unit,
    string Source, DateOnly EffectiveFrom, JurisdictionId? Jurisdiction = null)
{
    public Term Term => new(Amount, Unit);

    /// <summary>
    /// Such as 5个工作日, with the extension (延期) that was granted and a word on the citizen clock where that bounds it.
    /// </summary>
    public string Chinese(int? extended, TermLimit? boundedBy) =>
        (extended is { } days ? $"{Term}，延期{days}个工作日" : Term.ToString())
        + (boundedBy == TermLimit.CitizenClock ? "，受群众时钟所限" : "");
}

/// <summary>Which term holds for which clock, from the policies and the calendar in force.</summary>
public sealed class Terms(
    WorkCalendar calendar, IReadOnlyList<Policy> policies, IReadOnlyList<Allowance>? allowances = null)
{
    readonly Dictionary<int, Policy> byId = policies.ToDictionary(policy => policy.Id);
    readonly ILookup<ClockKind, Policy> byClock = policies.ToLookup(policy => policy.Clock);

    public WorkCalendar Calendar => calendar;

    public Allowances Allowances { get; } = new(calendar, allowances ?? []);

    public Policy this[int id] => byId[id];

    /// <summary>The most exact policy that is in force on the day of the start, the newest of equals.</summary>
    /// <param name="kind">Null for what belongs to no case.</param>
    public Policy For(
        ClockKind clock, Urgency urgency, CaseKind? kind, DateTimeOffset start, bool reopened = false,
        JurisdictionId? place = null)
    {
        var today = ChinaTime.DayOf(start);
        Policy? best = null;
        foreach (var policy in byClock[clock])
        {
            if (policy.Reopened == reopened && policy.EffectiveFrom <= today
                && (policy.Urgency is null || policy.Urgency == urgency) && (policy.Kind is null || policy.Kind == kind)
                && (policy.Jurisdiction is not { } around || place?.IsWithin(around) == true)
                && (best is null || Exactness(policy).CompareTo(Exactness(best)) > 0))
                best = policy;
        }
        return best ?? throw new InvalidOperationException(
            $"No policy gives a term for {clock}, {urgency}, {kind?.ToString() ?? "no case"} on {today:yyyy-MM-dd}.");
    }

    static (int, bool, bool, DateOnly, int) Exactness(Policy policy) => (
        policy.Jurisdiction?.Value.Length ?? 0, policy.Kind is not null, policy.Urgency is not null,
        policy.EffectiveFrom, policy.Id);
}
