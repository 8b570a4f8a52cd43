using Dispatch.Escalation.Clocks.Domain;
using Dispatch.Escalation.Deadlines.Domain;

namespace Dispatch.Escalation.Orders.Domain;

// What the organisation says it will do and has done (签收, 回复), and the centre's review of it (审核).
public sealed partial record SupervisionOrder
{
    static readonly Refusal AlreadyAcknowledged = new(
        RefusalKind.Conflict, "order_already_acknowledged", "该督办单已签收，无需重复操作。",
        "Note has been taken of the order already.");

    static readonly Refusal PlanTooLate = new(
        RefusalKind.Invalid, "plan_too_late", "计划完成时间应晚于现在，且不得晚于督办时限。",
        "The plan must end in the future and by the time of the order.", "until");

    static readonly Refusal NoAnswerWaits = new(
        RefusalKind.Conflict, "no_answer_waits", "没有待审核的督办回复。", "No answer waits for a review.");

    static readonly Refusal GapsMissing = new(
        RefusalKind.Invalid, "gaps_missing", "退回补正的，须写明缺少什么。", "Say what is missing.", "gaps");

    /// <summary>The organisation takes note, with a plan and a date: the pressure goes on.</summary>
    public Result<OrderStep> Acknowledge(string plan, DateTimeOffset until, Actor actor, AggregateHead head)
    {
        if (Acknowledgeable(actor) is { } no)
            return no;
        if (until <= head.OccurredAt || until > Current(ClockKind.Order)!.Due)
            return PlanTooLate;
        var noted = Meet(ClockKind.Acknowledgement, head.OccurredAt) with
        {
            Status = OrderStatus.Acknowledged,
            Plan = plan,
            PlanUntil = until,
        };
        return Then(noted, it => new OrderAcknowledged(head, it,
            [new("order_acknowledged", $"{Name}{actor.Name}签收督办单，计划于{ChinaTime.Deadline(until)}前完成：{plan}")]));
    }

    /// <summary>The organisation answers what it has done; the centre reviews it.</summary>
    public Result<OrderStep> Reply(string answer, Actor actor, Terms terms, AggregateHead head)
    {
        if (Answerable(actor) is { } no)
            return no;
        var at = head.OccurredAt;
        var review = Deadline.Start(terms, ClockKind.Review, Urgency, Jurisdiction, at);
        var met = Meet(ClockKind.Acknowledgement, at).Meet(ClockKind.Order, at);
        return Then(
            met with { Status = OrderStatus.Answered, Answer = answer, Deadlines = [.. met.Deadlines, review] },
            it => new OrderAnswered(head, it, [new("order_answered", $"{Name}{actor.Name}回复：{answer}")]));
    }

    /// <summary>The centre finds the answer sufficient, or names what is missing; then the old time runs on.</summary>
    public Result<OrderStep> Review(bool accepted, string? gaps, Actor actor, AggregateHead head)
    {
        if (Reviewable(actor) is { } no)
            return no;
        if (!accepted && gaps is null)
            return GapsMissing;
        var reviewed = Meet(ClockKind.Review, head.OccurredAt);
        if (accepted)
            return reviewed.Finish(head, new("order_answer_accepted", $"{actor.Name}审核通过，督办事项已办结。"));
        var due = Current(ClockKind.Order)!;
        return Then(
            reviewed with
            {
                Status = OrderStatus.SentBack,
                Gaps = gaps,
                Deadlines = [.. reviewed.Deadlines.Select(one => one == due ? one.Resume() : one)],
            },
            it => new OrderSentBack(head, it, [new("order_sent_back", $"{actor.Name}退回补正：{gaps}")]));
    }

    Refusal? Acknowledgeable(Actor actor) => actor.Organisation != Organisation ? NotYours
        : !InForce ? NotInForce : Status == OrderStatus.Issued ? null : AlreadyAcknowledged;

    Refusal? Answerable(Actor actor) => actor.Organisation != Organisation ? NotYours
        : InForce && Status != OrderStatus.Answered ? null : NotInForce;

    Refusal? Reviewable(Actor actor) =>
        Status != OrderStatus.Answered ? NoAnswerWaits : IsCentre(actor) ? null : NotYours;
}
