using Dispatch.Escalation.Clocks.Domain;
using Dispatch.Escalation.Orders.Domain;

namespace Dispatch.Escalation.Whistles.Domain;

// What each summoned department answers (应哨), and whether it comes (报到).
public sealed partial record Whistle
{
    public static readonly string[] Responders = [Roles.Handler, Roles.Head, Roles.Dispatcher, Roles.Director];

    public static readonly string[] Rulers = [Roles.Dispatcher, Roles.Director];

    static readonly Refusal AlreadyAnswered = new(
        RefusalKind.Conflict, "summons_already_answered", "贵单位已响应，无需重复操作。", "Your organisation has answered already.");

    static readonly Refusal RefusalUsed = new(
        RefusalKind.Conflict, "refusal_used", "免到申请已被驳回或缺少依据，贵单位须到场，不得再次申请。",
        "It was decided that your organisation must come; it cannot ask again.");

    static readonly Refusal AlreadyArrived = new(
        RefusalKind.Conflict, "already_arrived", "贵单位已到场，无需重复操作。", "Your organisation is on the spot already.");

    static readonly Refusal NoRefusalWaits = new(
        RefusalKind.Conflict, "no_refusal_waits", "该单位没有待裁定的免到申请，可能已由他人裁定。",
        "No refusal of this organisation waits for a ruling.");

    static readonly Refusal LeadNeeded = new(
        RefusalKind.Invalid, "lead_needed", "同意牵头单位免到的，须另行指定牵头单位。",
        "Name another lead when the lead is excused.", "replacement");

    static readonly Refusal SummonedAlready = new(
        RefusalKind.Invalid, "summoned_already", "该单位已在应哨单位之列，请另选单位。",
        "That organisation is summoned already; choose another.", "replacement");

    static readonly Refusal NotTheCentre = new(
        RefusalKind.Forbidden, "not_the_centre", "免到申请由综治中心裁定。", "The centre decides on refusals.");

    /// <summary>It comes, and who.</summary>
    public Result<WhistleStep> Acknowledge(string attendee, Actor actor, AggregateHead head)
    {
        if (Acknowledgeable(actor) is { } no)
            return no;
        var one = Of(actor.Organisation)! with { State = SummonsState.Acknowledged, Attendee = attendee };
        one = one.Meet(head.OccurredAt, ClockKind.Acknowledgement);
        return Then(With(one), it => new SummonsAcknowledged(head, it, one.Organisation, one.Name, attendee,
            [new("summons_acknowledged", $"{one.Name}已响应，由{attendee}到场。")]));
    }

    /// <summary>
    /// It does not mean to come. With a duty cited the centre decides; without one it must come all the same, and an
    /// order says so at once.
    /// </summary>
    public Result<WhistleStep> Refuse(
        ReturnReason reason, string explanation, string? duty, Actor actor, Terms terms, AggregateHead head)
    {
        if (Refusable(actor) is { } no)
            return no;
        var at = head.OccurredAt;
        var refused = Of(actor.Organisation)! with
        {
            Refusal = new SummonsRefusal(reason, explanation, duty, at, head.By),
        };
        var why = $"{refused.Name}申请免到（{reason.Chinese()}）：{Clause(explanation)}";
        if (duty is null)
        {
            var (ordered, orders) = ArrivalOrder(
                refused with { Bound = true }, terms, new("refused_without_duty", $"{why}。未引用权责依据，不予采信，仍须到场。"));
            return Then(With(ordered), it => new SummonsRefused(
                head, it, ordered.Organisation, ordered.Name, reason, null,
                [new("refused_without_duty", $"{why}。未引用权责依据，仍须按时到场，并予督办。")]), orders);
        }
        var ruling = TermsIn(terms).Start(ClockKind.Review, at);
        // While the centre decides, nobody is late: a new term starts when it says that the department must come.
        var waiting = refused.Meet(at, ClockKind.Acknowledgement).Drop(at, ClockKind.Arrival).Start(ruling) with
        {
            State = SummonsState.RefusalAsked,
        };
        return Then(With(waiting), it => new SummonsRefused(
            head, it, waiting.Organisation, waiting.Name, reason, ruling.Due,
            [new("summons_refused", $"{why}。依据：{Clause(duty)}。由综治中心在{ChinaTime.Deadline(ruling.Due)}前裁定。")]));
    }

    /// <summary>The centre decides whether the department may stay away.</summary>
    /// <param name="replacement">Who comes in its place; for a lead that is excused somebody must.</param>
    public Result<WhistleStep> RuleRefusal(
        OrganisationId organisation, bool upheld, string grounds, (OrganisationId Id, string Name)? replacement,
        Actor actor, Terms terms, AggregateHead head)
    {
        if (Of(organisation) is not { State: SummonsState.RefusalAsked } asked || Status != WhistleStatus.Blown)
            return NoRefusalWaits;
        if (!IsCentre(actor))
            return NotTheCentre;
        var (mine, at) = (TermsIn(terms), head.OccurredAt);
        var ruled = asked.Meet(at, ClockKind.Review) with
        {
            Refusal = asked.Refusal! with { Upheld = upheld, Grounds = grounds, RuledBy = head.By },
        };
        if (!upheld)
        {
            var again = ruled.Start(mine.Start(ClockKind.Arrival, at)) with
            {
                State = SummonsState.Called,
                Bound = true,
            };
            var by = again.Current(ClockKind.Arrival)!.Due;
            return Then(With(again), it => new SummonsRefusalRuled(head, it, again.Organisation, again.Name, false, by,
                null,
                [new("refusal_rejected", $"综治中心不同意{again.Name}免到：{Clause(grounds)}。须在{ChinaTime.Deadline(by)}前到场。")]));
        }
        if (replacement is null && asked.Role == TicketRole.Lead)
            return LeadNeeded;
        if (replacement is { } chosen && Of(chosen.Id) is { Excused: false } and not { Role: TicketRole.Assisting }
            || replacement is { } other && asked.Role == TicketRole.Assisting && Of(other.Id) is not null)
            return SummonedAlready;
        var excused = ruled with { State = SummonsState.Excused, Role = TicketRole.Assisting };
        var next = With(excused);
        SummonedDepartment? comes = null;
        if (replacement is { } instead)
        {
            // An assistant that takes the lead keeps what it has done so far, and owes the joint result from now on.
            var called = (Of(instead.Id)
                ?? Domain.Summons.Call(instead.Id, instead.Name, asked.Role, mine, at, ArriveBy)) with
            {
                Role = asked.Role,
            };
            if (called.State == SummonsState.Done)
                called = called.Start(mine.Start(ClockKind.JointResult, at)) with { State = SummonsState.Arrived };
            var others = next.Summons.Where(one => one.Organisation != instead.Id);
            next = next with
            {
                Summons = asked.Role == TicketRole.Lead ? [called, .. others] : [.. others, called],
            };
            comes = called.ToEvent();
        }
        var inPlace = replacement is { Name: var name } ? $"，由{name}{asked.Role.Chinese()}" : "";
        return Then(next, it => new SummonsRefusalRuled(head, it, asked.Organisation, asked.Name, true, null, comes,
            [new("refusal_upheld", $"综治中心同意{asked.Name}免到：{Clause(grounds)}{inPlace}。")]));
    }

    /// <summary>A department is on the spot, as a position or a photograph proves, or the blower says.</summary>
    /// <param name="attendee">Who is there; null: whoever was named before.</param>
    public Result<WhistleStep> Arrive(
        OrganisationId organisation, PlaceProof proof, int? metres, string? attendee, Actor actor, Terms terms,
        AggregateHead head)
    {
        if (Arrivable(organisation, proof, actor) is { } no)
            return no;
        var at = head.OccurredAt;
        var there = Of(organisation)!.Meet(at, ClockKind.Acknowledgement, ClockKind.Arrival).Drop(at, ClockKind.Review)
            .Start(TermsIn(terms).Start(ClockKind.JointResult, at)) with
        {
            State = SummonsState.Arrived,
            ArrivedAt = at,
            Proof = proof,
            Metres = metres,
        };
        there = there with { Attendee = attendee ?? there.Attendee ?? actor.Name };
        var late = there.Late == true;
        var how = metres is { } distance ? $"{proof.Chinese()}，距现场{distance}米" : proof.Chinese();
        return Then(With(there), it => new DepartmentArrived(
            head, it, there.Organisation, there.Name, proof, metres, late,
            [new(late ? "arrived_late" : "arrived", $"{there.Name}{there.Attendee}{(late ? "逾期" : "按时")}到场（{how}）。")]));
    }

    (Summons, IReadOnlyList<OrderDemand>) ArrivalOrder(Summons one, Terms terms, Reason why)
    {
        if (one.ArrivalOrder is not null)
            return (one, []);
        var order = new OrderDemand(
            OrderId.New(), OrderForm.Notice, OrderOrigin.Whistle, $"whistle/{Id}/{one.Organisation}/arrival",
            one.Organisation, one.Name, TermsIn(terms).Urgency, $"立即派员到{Address}报到，说明未按要求到场的原因，并完成应承担的工作。",
            $"{Number}；{terms[one.Current(ClockKind.Arrival)!.Policy].Source}", null, Cases, [why]);
        return (one with { ArrivalOrder = order.Id }, [order]);
    }

    Refusal? Summonable(OrganisationId organisation) => Status != WhistleStatus.Blown ? NotOpen
        : Of(organisation) is null or { Excused: true } ? NotSummoned : null;

    Refusal? Acknowledgeable(Actor actor) => Summonable(actor.Organisation)
        ?? (Of(actor.Organisation)!.State == SummonsState.Called ? null : AlreadyAnswered);

    Refusal? Refusable(Actor actor) => Summonable(actor.Organisation) ?? Of(actor.Organisation)! switch
    {
        { OnSite: true } => AlreadyArrived,
        { Bound: true } => RefusalUsed,
        { State: SummonsState.RefusalAsked } => AlreadyAnswered,
        _ => null,
    };

    Refusal? Arrivable(OrganisationId organisation, PlaceProof proof, Actor actor) => Summonable(organisation) switch
    {
        { } no => no,
        _ when Of(organisation)!.OnSite => AlreadyArrived,
        _ when proof == PlaceProof.Confirmation => IsBlower(actor) ? null : NotYours,
        _ => actor.Organisation == organisation ? null : NotSummoned,
    };
}
