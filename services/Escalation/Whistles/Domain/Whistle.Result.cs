using Dispatch.Escalation.Clocks.Domain;
using Dispatch.Escalation.Orders.Domain;

namespace Dispatch.Escalation.Whistles.Domain;

/// <summary>What the lead says of one department in the joint result.</summary>
/// <param name="Remains">What it still owes; null: nothing.</param>
public sealed record PartOfResult(OrganisationId Organisation, string? Done, string? Remains, DateTimeOffset? Until);

// What was reached on the spot, and the end.
public sealed partial record Whistle
{
    static readonly Refusal NotTheLead = new(
        RefusalKind.Forbidden, "not_the_lead", "联合处置结果由牵头单位报告。", "The lead records the joint result.");

    static readonly Refusal NotOnSite = new(
        RefusalKind.Conflict, "not_on_site", "贵单位尚未到场，请先到场报到。", "Come to the place first.");

    static readonly Refusal PartDone = new(
        RefusalKind.Conflict, "part_already_done", "贵单位已报告处置情况。", "Your organisation has reported its part already.");

    static readonly Refusal LeadReportsResult = new(
        RefusalKind.Conflict, "lead_reports_result", "牵头单位请直接报告联合处置结果。", "The lead records the joint result instead.");

    static readonly Refusal UnknownPart = new(
        RefusalKind.Invalid, "unknown_part", "处置情况中有单位不在应哨之列，请核对。",
        "The result names an organisation that was not summoned.", "parts");

    static readonly Refusal UntilPassed = new(
        RefusalKind.Invalid, "until_in_the_past", "遗留事项的完成时限应晚于现在。",
        "What remains must be due in the future.", "parts");

    static readonly Refusal NoResultWaits = new(
        RefusalKind.Conflict, "no_result_waits", "没有待确认的处置结果。", "No joint result waits for your word.");

    /// <summary>An assistant tells what it has done on the spot.</summary>
    public Result<WhistleStep> ReportPart(string done, Actor actor, AggregateHead head)
    {
        if (PartReportable(actor) is { } no)
            return no;
        var one = Of(actor.Organisation)!.Meet(head.OccurredAt, ClockKind.JointResult) with
        {
            State = SummonsState.Done,
            Part = done,
        };
        return Then(With(one), it => new SummonsPartReported(
            head, it, one.Organisation, one.Name, [new("part_done", $"{one.Name}完成处置：{done}")]));
    }

    /// <summary>
    /// The lead records the joint result. Whoever has not come, or still owes something, does not hold it up: that goes
    /// on under an order. An emergency then waits for the blower's word, anything else has ended.
    /// </summary>
    public Result<WhistleStep> RecordResult(
        string summary, IReadOnlyList<PartOfResult> parts, Actor actor, Terms terms, AggregateHead head)
    {
        if (ResultRecordable(actor) is { } no)
            return no;
        var at = head.OccurredAt;
        if (parts.Any(part => Of(part.Organisation) is null or { Excused: true }))
            return UnknownPart;
        if (parts.Any(part => part.Remains is not null && part.Until <= at))
            return UntilPassed;
        if (parts.Max(part => part.Until) is { } last && SupervisionOrder.TooLate(last, at) is { } tooLate)
            return tooLate;
        var told = parts.ToLookup(part => part.Organisation);
        var orders = new List<OrderDemand>();
        var closed = Summons.Select(one => one.Excused || one.State == SummonsState.Carried ? one
            : Close(one, told[one.Organisation].LastOrDefault(), terms, at, orders)).ToList();
        var partial = closed.Exists(one => one.State == SummonsState.Carried);
        var recorded = this with { Summons = closed, Result = summary };
        var waits = Type == WhistleType.Emergency;
        var next = waits ? recorded.AskBlower(terms, at) : recorded.Finish(terms, at);
        IReadOnlyList<Reason> then = waits
            ? [new("blower_decides", $"应急吹哨，由吹哨人在{next.Until(ClockKind.Confirmation)}前确认，确认后方可撤离。")]
            : [new("whistle_ended", "一般吹哨，牵头单位报告结果后结束。"), next.AsksToRate];
        return Then(next, it => new JointResultRecorded(head, it, partial,
        [
            new("joint_result", $"{Lead.Name}报告联合处置结果：{summary}"),
            .. closed.Where(one => one.State == SummonsState.Carried)
                .Select(one => new Reason("part_remains", $"{one.Name}遗留：{Clause(one.Remains!)}，转督办继续办理。")),
            .. then,
        ]), orders);
    }

    /// <summary>The blower of an emergency says whether it is finished.</summary>
    public Result<WhistleStep> End(bool finished, string words, Actor actor, Terms terms, AggregateHead head)
    {
        if (Endable(actor) is { } no)
            return no;
        var at = head.OccurredAt;
        var answered = Meet(ClockKind.Confirmation, at);
        if (finished)
        {
            var ended = answered.Finish(terms, at);
            return Then(ended, it => new WhistleEnded(
                head, it, Summons.Any(one => one.State == SummonsState.Carried),
                [new("blower_confirmed", $"吹哨人{actor.Name}确认处置完毕：{words}"), ended.AsksToRate]));
        }
        var lead = Lead.Start(TermsIn(terms).Start(ClockKind.JointResult, at)) with { State = SummonsState.Arrived };
        return Then(answered.With(lead) with { Status = WhistleStatus.Blown }, it => new JointResultRejected(
            head, it, [new("not_finished", $"吹哨人{actor.Name}认为尚未处置完毕，事不完、人不走：{words}")]));
    }

    Whistle AskBlower(Terms terms, DateTimeOffset at) => this with
    {
        Status = WhistleStatus.ResultRecorded,
        Deadlines = [.. Deadlines, TermsIn(terms).Start(ClockKind.Confirmation, at)],
    };

    Whistle Finish(Terms terms, DateTimeOffset at) => this with
    {
        Status = WhistleStatus.Ended,
        EndedAt = at,
        Deadlines = [.. Deadlines, TermsIn(terms).Start(ClockKind.Rating, at)],
    };

    Summons Close(
        Summons one, PartOfResult? told, Terms terms, DateTimeOffset at, List<OrderDemand> orders)
    {
        var met = one.Drop(at, ClockKind.Acknowledgement, ClockKind.Arrival, ClockKind.Review)
            .Meet(at, ClockKind.JointResult);
        var part = told?.Done ?? one.Part;
        if (one.OnSite && told?.Remains is null)
            return met with { State = SummonsState.Done, Part = part };
        var remains = told?.Remains ?? "到场并完成应承担的工作";
        var carried = met with
        {
            State = SummonsState.Carried,
            Part = part,
            Remains = remains,
            RemainsUntil = told?.Until,
        };
        // Who was ordered to come already goes on under that order.
        if (one.ArrivalOrder is null || one.OnSite)
            orders.Add(new(
                OrderId.New(), OrderForm.Notice, OrderOrigin.Whistle, $"whistle/{Id}/{one.Organisation}/rest/{Version}",
                one.Organisation, one.Name, TermsIn(terms).Urgency, remains, $"{Number}联合处置结果", told?.Until, Cases,
                [new("part_remains", $"{Number}部分办结，{one.Name}的遗留事项转督办。")]));
        return carried;
    }

    Refusal? PartReportable(Actor actor) => Summonable(actor.Organisation) ?? Of(actor.Organisation)!.State switch
    {
        SummonsState.Arrived => actor.Organisation == Lead.Organisation ? LeadReportsResult : null,
        SummonsState.Done or SummonsState.Carried => PartDone,
        _ => NotOnSite,
    };

    Refusal? ResultRecordable(Actor actor) => Status != WhistleStatus.Blown ? NotOpen
        : actor.Organisation != Lead.Organisation ? NotTheLead : Lead.OnSite ? null : NotOnSite;

    Refusal? Endable(Actor actor) =>
        Status != WhistleStatus.ResultRecorded ? NoResultWaits : IsBlower(actor) ? null : NotYours;
}
