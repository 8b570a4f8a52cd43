using Dispatch.Escalation.Clocks.Domain;
using Dispatch.Escalation.Deadlines.Domain;
using Dispatch.Escalation.Orders.Domain;

namespace Dispatch.Escalation.Whistles.Domain;

// What happens by itself when a term passes.
public sealed partial record Whistle
{
    /// <summary>
    /// The next step that the passing of a term brings about; null when no term has passed. Called until then.
    /// </summary>
    public WhistleStep? NextOverdue(Terms terms, AggregateHead head)
    {
        var at = head.OccurredAt;
        bool Passed(Deadline one) => one.WakesAt <= at;
        if (!Open)
            return null;
        if (Deadlines.FirstOrDefault(Passed) is { } own)
            return (this with { Deadlines = [.. Deadlines.Select(one => one == own ? one.Miss(at) : one)] })
                .Overdue(own, terms, head);
        foreach (var one in Summons)
        {
            if (one.Deadlines.FirstOrDefault(Passed) is { } passed)
                return With(one.Miss(passed, at)).Overdue(one.Miss(passed, at), passed, terms, head);
        }
        return null;
    }

    WhistleStep Overdue(Deadline own, Terms terms, AggregateHead head)
    {
        var due = ChinaTime.Deadline(own.Due);
        // Whoever would end it in the blower's place would let people leave before it is finished.
        if (own.Kind == ClockKind.Confirmation)
            return Missed(head, Organisation, "吹哨单位", own,
                $"吹哨人应于{due}前确认是否处置完毕，逾期未确认；确认前不得撤离，请综治中心督促。");
        var late = $"应于{due}前审核，逾期未审核";
        return Status == WhistleStatus.Proposed
            ? ToCentre(terms, head, new("review_overdue", $"{late}，转综治中心决定。"))
            : Missed(head, Centre, "综治中心", own, $"综治中心{late}。");
    }

    WhistleStep Overdue(Summons one, Deadline passed, Terms terms, AggregateHead head)
    {
        var due = ChinaTime.Deadline(passed.Due);
        switch (passed.Kind)
        {
            case ClockKind.Arrival:
                var why = new Reason("absent", $"{one.Name}应于{due}前到场，逾期未到。");
                var (ordered, orders) = ArrivalOrder(one, terms, why);
                return Then(With(ordered), it => new DepartmentAbsent(
                    head, it, one.Organisation, one.Name, passed.Due, ordered.ArrivalOrder!.Value, [why]), orders);
            case ClockKind.Review:
                return Missed(head, Centre, "综治中心", passed, $"综治中心应于{due}前对{one.Name}的免到申请作出裁定，逾期未裁定。");
            case ClockKind.Acknowledgement:
                return Missed(head, one.Organisation, one.Name, passed, $"{one.Name}应于{due}前响应，逾期未响应。");
            default:
                // The lead holds up everybody; an assistant's part goes on as an order when the lead closes.
                var late = $"{one.Name}应于{due}前报告处置结果，逾期未报告。";
                return Missed(head, one.Organisation, one.Name, passed, late, one.Role == TicketRole.Lead
                    ? [
                        new(OrderId.New(), OrderForm.Notice, OrderOrigin.Whistle,
                            $"whistle/{Id}/{one.Organisation}/result/{Version}", one.Organisation, one.Name,
                            TermsIn(terms).Urgency, "立即报告联合处置结果；尚有单位未完成的，可先行部分办结。",
                            $"{Number}；{terms[passed.Policy].Source}", null, Cases, [new("result_overdue", late)]),
                    ]
                    : []);
        }
    }

    WhistleStep Missed(
        AggregateHead head, OrganisationId who, string name, Deadline passed, string why,
        params IReadOnlyList<OrderDemand> orders) =>
        Then(this, it => new WhistleTermMissed(
            head, it, who, name, passed.Kind, passed.Due, [new("term_missed", why)]), orders);
}
