namespace Dispatch.Escalation.Orders.Domain;

// What happens by itself when a term passes.
public sealed partial record SupervisionOrder
{
    /// <summary>The next step that the passing of a term brings about; null when no term has passed.</summary>
    /// <remarks>An order that is not obeyed climbs: 催办通知 → 挂牌督办 → 约谈 → 通报.</remarks>
    public OrderStep? NextOverdue(AggregateHead head)
    {
        var at = head.OccurredAt;
        if (!InForce || Deadlines.FirstOrDefault(one => one.WakesAt <= at) is not { } passed)
            return null;
        var marked = this with { Deadlines = [.. Deadlines.Select(one => one == passed ? one.Miss(at) : one)] };
        var who = passed.Kind == ClockKind.Review ? "综治中心" : Name;
        var why = new Reason("term_missed",
            $"{Number}{passed.Kind.Chinese()}于{ChinaTime.Deadline(passed.Due)}到期，{who}逾期未完成。");
        if (passed.Kind != ClockKind.Order || Form == OrderForm.Circular)
            return Then(marked, it => new OrderTermMissed(head, it, passed.Kind, passed.Due, [why]));
        var sharper = new OrderDemand(
            OrderId.New(), Form + 1, Origin, $"order/{Id}/climb", Organisation, Name, Urgency, Demand,
            $"{Number}逾期未办结", null, Cases, [why]);
        return Then(
            marked with { Status = OrderStatus.Climbed, ClimbedTo = sharper.Id, EndedAt = at },
            it => new OrderClimbed(head, it, sharper.Id, sharper.Form,
                [why, new("order_climbed", $"升级为{sharper.Form.Chinese()}。")]),
            sharper);
    }
}
