using Dispatch.Escalation.Calendar.Domain;

namespace Dispatch.Escalation.Clocks.Domain;

/// <summary>What an organisation may ask for, and up to which limit: 退单期限, 延期上限.</summary>
public enum Allowed { Return, Extension }

/// <summary>One dated rule of what may be asked for, such as to return a ticket within 24 hours.</summary>
/// <param name="Urgency">Null: every grade.</param>
/// <param name="Jurisdiction">Null: everywhere.</param>
public sealed record Allowance(
    int Id, Allowed What, Urgency? Urgency, JurisdictionId? Jurisdiction, decimal Amount, TermUnit Unit, string Source,
    DateOnly EffectiveFrom);

/// <summary>
/// The allowances in force. The nearest jurisdiction is preferred, then the rule that names the grade.
/// </summary>
public sealed class Allowances(WorkCalendar calendar, IReadOnlyList<Allowance> all)
{
    /// <summary>What the lead of this dispatch may ask for; null when no rule says.</summary>
    public LeadTerms? For(CaseDispatched e)
    {
        var at = e.Head.OccurredAt.ToUniversalTime();
        return Best(Allowed.Return, e, at) is not { } window ? null : new(
            e.Lead.Id, calendar.Due(at, new(window.Amount, window.Unit)).ToUniversalTime(),
            Best(Allowed.Extension, e, at) is { } most ? (int)most.Amount : 0);
    }

    Allowance? Best(Allowed what, CaseDispatched e, DateTimeOffset at)
    {
        var today = ChinaTime.DayOf(at);
        Allowance? best = null;
        foreach (var one in all)
        {
            if (one.What == what && one.EffectiveFrom <= today && (one.Urgency is null || one.Urgency == e.Urgency)
                && (one.Jurisdiction is not { } around || e.Place.Jurisdiction.IsWithin(around))
                && (best is null || Exactness(one).CompareTo(Exactness(best)) > 0))
                best = one;
        }
        return best;
    }

    static (int, bool, DateOnly, int) Exactness(Allowance one) =>
        (one.Jurisdiction?.Value.Length ?? 0, one.Urgency is not null, one.EffectiveFrom, one.Id);
}
