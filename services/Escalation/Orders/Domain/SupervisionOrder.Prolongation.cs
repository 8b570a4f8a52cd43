namespace Dispatch.Escalation.Orders.Domain;

/// <summary>More time (延长), asked once.</summary>
/// <param name="Granted">Null until the centre has decided.</param>
public sealed record Prolongation(DateTimeOffset Until, string Reason, bool? Granted = null, string? Grounds = null);

// More time, on the organisation's request.
public sealed partial record SupervisionOrder
{
    static readonly Refusal ProlongationUsed = new(
        RefusalKind.Conflict, "prolongation_used", "每张督办单只能申请延长一次。", "More time can be asked for once only.");

    static readonly Refusal ProlongationTooLate = new(
        RefusalKind.Conflict, "prolongation_too_late", "督办时限已过，不能再申请延长。", "The time of the order is over already.");

    static readonly Refusal ProlongationNotLater = new(
        RefusalKind.Invalid, "prolongation_not_later", "申请延长的时间应晚于现有督办时限。",
        "Ask for a time after the present one.", "until");

    static readonly Refusal NoProlongationWaits = new(
        RefusalKind.Conflict, "no_prolongation_waits", "没有待审批的延长申请。", "No request for more time waits.");

    /// <summary>The organisation asks for more time.</summary>
    public Result<OrderStep> AskProlongation(DateTimeOffset until, string reason, Actor actor, AggregateHead head)
    {
        if (Prolongable(actor, head.OccurredAt) is { } no)
            return no;
        if (until <= Current(ClockKind.Order)!.Due)
            return ProlongationNotLater;
        if (TooLate(until, head.OccurredAt) is { } tooLate)
            return tooLate;
        return Then(this with { Prolongation = new(until, reason) }, it => new OrderProlongationAsked(head, it, until,
            [new("prolongation_asked", $"{Name}{actor.Name}申请延长至{ChinaTime.Deadline(until)}：{reason}")]));
    }

    /// <summary>The centre grants it, or says why not.</summary>
    public Result<OrderStep> RuleProlongation(bool granted, string grounds, Actor actor, AggregateHead head)
    {
        if (!InForce || Prolongation is not { Granted: null } asked)
            return NoProlongationWaits;
        if (!IsCentre(actor))
            return NotYours;
        var due = Current(ClockKind.Order)!;
        var later = due with { Due = asked.Until, MissedAt = null };
        var ruled = this with
        {
            Prolongation = asked with { Granted = granted, Grounds = grounds },
            Deadlines = granted ? [.. Deadlines.Select(one => one == due ? later : one)] : Deadlines,
        };
        return Then(ruled, it => new OrderProlongationRuled(head, it, granted, granted ? later.Due : due.Due,
            [new(granted ? "prolongation_granted" : "prolongation_refused",
                $"{actor.Name}{(granted ? "同意延长" : "不同意延长")}：{grounds}")]));
    }

    Refusal? Prolongable(Actor actor, DateTimeOffset now) => actor.Organisation != Organisation ? NotYours
        : !InForce || Status == OrderStatus.Answered ? NotInForce
        : Prolongation is not null ? ProlongationUsed
        : Current(ClockKind.Order)!.Due <= now ? ProlongationTooLate : null;
}
