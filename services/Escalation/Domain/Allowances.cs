namespace Dispatch.Escalation.Domain;

/// <summary>What a ticket may be asked for (不是时限，而是可申请的限度): 退单期限, 延期上限.</summary>
public enum Allowed { Return, Extension }

/// <summary>One dated rule of what may be asked for, such as returning a ticket within 24 hours.</summary>
/// <param name="Urgency">Null: every grade.</param>
/// <param name="Jurisdiction">The beginning of the place's code; null: everywhere.</param>
public sealed record Allowance(
    int Id, Allowed What, Urgency? Urgency, JurisdictionId? Jurisdiction, decimal Amount, TermUnit Unit, string Source,
    DateOnly EffectiveFrom);

/// <summary>The allowances in force, the most exact first: the nearest jurisdiction, then the grade.</summary>
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
        var today = WorkCalendar.DateOf(at);
        Allowance? best = null;
        foreach (var one in all)
        {
            if (one.What == what && one.EffectiveFrom <= today && (one.Urgency is null || one.Urgency == e.Urgency)
                && Terms.Within(e.Place.Jurisdiction, one.Jurisdiction)
                && (best is null || Exactness(one).CompareTo(Exactness(best)) > 0))
                best = one;
        }
        return best;
    }

    static (int, bool, DateOnly, int) Exactness(Allowance one) =>
        (one.Jurisdiction?.Value.Length ?? 0, one.Urgency is not null, one.EffectiveFrom, one.Id);
}
