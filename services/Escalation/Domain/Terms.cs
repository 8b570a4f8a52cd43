using System.Globalization;

namespace Dispatch.Escalation.Domain;

/// <summary>How long: a whole number of days, or hours that may have a fraction (0.25 hours are 15 minutes).</summary>
public readonly record struct Term(decimal Amount, TermUnit Unit)
{
    /// <summary>In plain Chinese, such as 5个工作日.</summary>
    public override string ToString() => Unit switch
    {
        TermUnit.WorkingDays => Number + "个工作日",
        TermUnit.CalendarDays => Number + "个自然日",
        TermUnit.WorkingHours => Number + "个工作小时",
        _ when Amount < 1 => (Amount * 60).ToString("0.##", CultureInfo.InvariantCulture) + "分钟",
        _ => Number + "小时",
    };

    string Number => Amount.ToString("0.####", CultureInfo.InvariantCulture);
}

/// <summary>One dated policy (时限规则). A row is never changed: what was in force is known for ever by its id.</summary>
/// <param name="Urgency">Null: every grade.</param>
/// <param name="Kind">Null: every kind of case; one that names the kind goes before one that does not.</param>
/// <param name="Reopened">For a ticket that is in hand again after a bad callback or rating (重办).</param>
/// <param name="Jurisdiction">The beginning of the place's code; null: everywhere. The nearest goes before.</param>
public sealed record Policy(
    int Id, ClockKind Clock, Urgency? Urgency, CaseKind? Kind, bool Reopened, decimal Amount, TermUnit Unit,
    string Source, DateOnly EffectiveFrom, JurisdictionId? Jurisdiction = null)
{
    public Term Term => new(Amount, Unit);

    /// <summary>In plain Chinese, with an extension if one was granted, and with what bounds it.</summary>
    public string Words(int? extended, TermLimit? boundedBy) =>
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
    public Policy For(
        ClockKind clock, Urgency urgency, CaseKind kind, DateTimeOffset start, bool reopened = false,
        JurisdictionId? place = null)
    {
        var today = WorkCalendar.DateOf(start);
        Policy? best = null;
        foreach (var policy in byClock[clock])
        {
            if (policy.Reopened == reopened && policy.EffectiveFrom <= today
                && (policy.Urgency is null || policy.Urgency == urgency) && (policy.Kind is null || policy.Kind == kind)
                && Within(place, policy.Jurisdiction)
                && (best is null || Exactness(policy).CompareTo(Exactness(best)) > 0))
                best = policy;
        }
        return best ?? throw new InvalidOperationException(
            $"No policy gives a term for {clock}, {urgency}, {kind} on {today:yyyy-MM-dd}.");
    }

    /// <summary>Whether a rule for this jurisdiction holds at the place.</summary>
    public static bool Within(JurisdictionId? place, JurisdictionId? of) => of is not { } around
        || (place is { } at && at.Value.StartsWith(around.Value, StringComparison.Ordinal));

    static (int, bool, bool, DateOnly, int) Exactness(Policy policy) => (
        policy.Jurisdiction?.Value.Length ?? 0, policy.Kind is not null, policy.Urgency is not null,
        policy.EffectiveFrom, policy.Id);
}
