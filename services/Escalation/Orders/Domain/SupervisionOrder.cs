using Dispatch.Escalation.Clocks.Domain;
using Dispatch.Escalation.Deadlines.Domain;

namespace Dispatch.Escalation.Orders.Domain;

/// <summary>What one step has made of an order, what is told of it, and the sharper order that it opens.</summary>
public sealed record OrderStep(SupervisionOrder Order, IOrderEvent Event, OrderDemand? Sharper = null);

/// <summary>
/// A supervision order (督办单): the centre orders an organisation to act by a time. Every change of it is a method here,
/// which answers the next state with what is told, or why it cannot be.
/// </summary>
/// <param name="Cause">What opened it; one cause opens one order.</param>
/// <param name="SignedBy">Who signed it: for an interview or a circular the director or a leader.</param>
/// <param name="Plan">What the organisation said it will do when it took note of the order.</param>
/// <param name="Gaps">What the centre found missing in the last answer.</param>
/// <remarks>Source: 潍坊市12345条例 §26 (挂牌督办, 约谈); a bureau's 《催办通知书》 the day after expiry.</remarks>
public sealed partial record SupervisionOrder(
    OrderId Id, string Number, int Version, OrderForm Form, OrderStatus Status, Urgency Urgency,
    OrganisationId Organisation, string Name, JurisdictionId Jurisdiction, OrganisationId Centre, string Demand,
    string Basis, OrderOrigin Origin, string Cause, ActedBy OpenedBy, DateTimeOffset OpenedAt, ActedBy? SignedBy,
    DateTimeOffset? IssuedAt, string? Plan, DateTimeOffset? PlanUntil, string? Answer, string? Gaps,
    Prolongation? Prolongation, IReadOnlyList<Deadline> Deadlines, OrderId? ClimbedTo, DateTimeOffset? EndedAt,
    IReadOnlyList<CaseRef> Cases)
{
    public static readonly string[] Openers = [Roles.Dispatcher, Roles.Director, Roles.Leader];

    public static readonly string[] Signers = [Roles.Director, Roles.Leader];

    public static readonly string[] Responders = [Roles.Handler, Roles.Head, Roles.Dispatcher, Roles.Director];

    public static readonly string[] Reviewers = [Roles.Dispatcher, Roles.Director];

    static readonly Refusal NotForSignature = new(
        RefusalKind.Conflict, "order_not_for_signature", "该督办单不在待签发状态，可能已由他人签发。",
        "The order does not wait for a signature; somebody may have signed it.");

    static readonly Refusal NotInForce = new(
        RefusalKind.Conflict, "order_not_in_force", "该督办单尚未签发或已结束，请刷新后查看最新状态。",
        "The order is not in force, or has ended; load it again.");

    static readonly Refusal NotYours = new(
        RefusalKind.Forbidden, "not_your_order", "只有被督办单位可以办理，审核和审批由发出督办的综治中心办理。",
        "Only the organisation that was ordered may do this; reviewing is for the centre that ordered it.");

    static readonly Refusal UntilTooLate = new(
        RefusalKind.Invalid, "until_too_late", "督办时限最长为一年，请重新填写。", "An order runs for a year at most.", "until");

    /// <summary>Why an order cannot run until then; null where it can.</summary>
    public static Refusal? TooLate(DateTimeOffset until, DateTimeOffset now) =>
        until - now > TimeSpan.FromDays(366) ? UntilTooLate : null;

    public bool InForce => Status is OrderStatus.Issued or OrderStatus.Acknowledged or OrderStatus.SentBack
        or OrderStatus.Answered;

    /// <summary>Exactly one organisation must do the next thing on an order that is open.</summary>
    public OrganisationId? Accountable => Status switch
    {
        OrderStatus.Issued or OrderStatus.Acknowledged or OrderStatus.SentBack => Organisation,
        OrderStatus.Drafted or OrderStatus.Answered => Centre,
        _ => null,
    };

    public DateTimeOffset? NextLookAt => InForce ? Deadlines.Min(one => one.WakesAt) : null;

    public Deadline? Current(ClockKind kind) => Deadlines.LastOrDefault(one => one.Kind == kind);

    /// <summary>An interview or a circular must be signed by the director or a leader.</summary>
    public static bool NeedsSignature(OrderForm form) => form is OrderForm.Interview or OrderForm.Circular;

    /// <param name="signs">Whoever opens it may sign it himself.</param>
    public static OrderStep Open(
        OrderDemand demand, string number, OrganisationId centre, JurisdictionId jurisdiction, bool signs, Terms terms,
        AggregateHead head)
    {
        var draft = new SupervisionOrder(
            demand.Id, number, 0, demand.Form, OrderStatus.Drafted, demand.Urgency, demand.Organisation,
            demand.OrganisationName, jurisdiction, centre, demand.Demand, demand.Basis, demand.Origin, demand.Cause,
            head.By, head.OccurredAt, null, null, null, null, null, null, null,
            demand.Until is { } until ? [DueAt(terms, demand.Urgency, jurisdiction, head.OccurredAt, until)] : [],
            null, null, demand.Cases);
        return signs || !NeedsSignature(demand.Form)
            ? draft.Issue(terms, head, demand.Reasons)
            : draft.Then(draft, it => new OrderDrafted(head, it, demand.Reasons));
    }

    /// <summary>The director or a leader signs the draft, or lets it be.</summary>
    public Result<OrderStep> Sign(bool signed, string grounds, Actor actor, Terms terms, AggregateHead head)
    {
        if (Status != OrderStatus.Drafted)
            return NotForSignature;
        if (signed)
            return Issue(terms, head, [new("order_signed", $"{actor.Name}签发：{grounds}")]);
        return Then(this with { Status = OrderStatus.Discarded, EndedAt = head.OccurredAt },
            it => new OrderDiscarded(head, it, [new("order_not_signed", $"{actor.Name}未予签发：{grounds}")]));
    }

    /// <summary>The centre ends it, since it is no longer owed.</summary>
    public Result<OrderStep> End(string grounds, Actor actor, AggregateHead head) =>
        Withdrawable(actor) is { } no ? no
            : Finish(head, new("order_withdrawn", $"{actor.Name}终止督办：{grounds}"));

    public OrderRef ToRef() => new(Id, Number, Form, Organisation, Name, Jurisdiction, Cases);

    OrderStep Then(SupervisionOrder next, Func<OrderRef, IOrderEvent> told, OrderDemand? sharper = null)
    {
        var now = next with { Version = Version + 1 };
        return new(now, told(now.ToRef()), sharper);
    }

    OrderStep Issue(Terms terms, AggregateHead head, IReadOnlyList<Reason> reasons)
    {
        var at = head.OccurredAt;
        var noted = Deadline.Start(terms, ClockKind.Acknowledgement, Urgency, Jurisdiction, at);
        var due = Current(ClockKind.Order) is { } asked && asked.Due > at ? asked with { StartedAt = at }
            : Deadline.Start(terms, ClockKind.Order, Urgency, Jurisdiction, at);
        // Whoever must be done within the hour has not half a day to take note of it.
        if (noted.Due > due.Due)
            noted = noted with { Due = due.Due };
        var issued = this with
        {
            Status = OrderStatus.Issued,
            SignedBy = head.By,
            IssuedAt = at,
            Deadlines = [noted, due],
        };
        return Then(issued, it => new OrderIssued(head, it, Origin, noted.Due, due.Due,
            [.. reasons, new("order_term", $"{Form.Chinese()}，须在{ChinaTime.Deadline(due.Due)}前办结并回复。")]));
    }

    OrderStep Finish(AggregateHead head, Reason why) => Then(
        this with
        {
            Status = OrderStatus.Ended,
            EndedAt = head.OccurredAt,
            Deadlines = [.. Deadlines.Select(one => one.Drop(head.OccurredAt))],
        },
        it => new OrderEnded(head, it, [why]));

    static Deadline DueAt(
        Terms terms, Urgency urgency, JurisdictionId place, DateTimeOffset at, DateTimeOffset until) =>
        Deadline.Start(terms, ClockKind.Order, urgency, place, at) with { Due = until };

    SupervisionOrder Meet(ClockKind kind, DateTimeOffset at) => this with
    {
        Deadlines = [.. Deadlines.Select(one => one.Kind == kind ? one.Meet(at) : one)],
    };

    bool IsCentre(Actor actor) => actor.Organisation == Centre && Reviewers.Contains(actor.Role);

    Refusal? Withdrawable(Actor actor) => !IsCentre(actor) ? NotYours : InForce ? null : NotInForce;
}
