namespace Dispatch.Escalation.Clocks.Domain;

/// <summary>Returns (退单), objections (异议), applications (延期, 挂账) and assistance (协办).</summary>
public sealed partial class CaseClocks
{
    static bool FromRouting(ICaseEvent what) => what is CaseDispatched or CaseUndecided or CaseRoutedToMediation
        or TicketClaimed or PetitionerContacted or ReturnAsked or ReturnRuled or TicketReplied or ReplyAudited
        or TicketReopened or TicketClosed or ObjectionRaised or ObjectionRuled or ContactAttempted or ApplicationMade
        or ApplicationDecided or TicketResumed or AssistanceAsked or StageReported or TicketTransferred;

    ClockChange Returned(ReturnAsked e) => clocks.Knows(e.TicketId)
        ? new(StopKind(ClockKind.Claim, e.TicketId, e.Head.OccurredAt, StopCause.Done),
            [Begin(ClockKind.Ruling, e.TicketId, e.Centre, e)], "单位已提出退单，等待裁定")
        : TooEarly("its dispatch");

    ClockChange Ruled(ReturnRuled e) => Decided(
        ClockKind.Ruling, e.TicketId, e.Upheld, e.Head.OccurredAt, e.Upheld ? "退单成立，原单位不再承办" : "退单已裁定");

    ClockChange Objected(ObjectionRaised e) => clocks.Knows(e.TicketId)
        ? new([], [Begin(ClockKind.Objection, e.TicketId, e.Centre, e)], "单位对裁定提出异议，等待复核") : TooEarly("its dispatch");

    ClockChange Ruled(ObjectionRuled e) => Decided(
        ClockKind.Objection, e.TicketId, e.Upheld, e.Head.OccurredAt, e.Upheld ? "异议成立，原单位不再承办" : "异议已复核");

    // The decision stops the clock of whoever had to decide; the ticket's other clocks stop only when it is taken away.
    ClockChange Decided(ClockKind decides, TicketId ticket, bool away, DateTimeOffset at, string why)
    {
        if (!clocks.Knows(ticket))
            return TooEarly("its dispatch");
        var stopped = StopKind(decides, ticket, at, StopCause.Done);
        if (away)
            stopped.AddRange(clocks.Stop(clock => clock.TicketId == ticket, at, StopCause.Returned));
        return stopped.Count > 0 ? new(stopped, [], why) : ClockChange.Nothing;
    }

    ClockChange Granted(ApplicationDecided e)
    {
        if (!clocks.Knows(e.TicketId))
            return TooEarly("its dispatch");
        if (!e.Granted || clocks.Last(ClockKind.Reply, e.TicketId) is not { Running: true } reply)
            return ClockChange.Nothing;
        return e switch
        {
            { Kind: ApplicationKind.Extension, Days: { } days } =>
                new([], [clocks.Replace(reply, reply.Extend(
                    terms, days, Grade(ClockKind.Reply, e.Head.OccurredAt), e.Head.OccurredAt, CitizenDue))],
                    $"经批准延期{days}个工作日"),
            { Kind: ApplicationKind.Suspension } =>
                new(StopKind(ClockKind.Reply, e.TicketId, e.Head.OccurredAt, StopCause.Suspended), [],
                    "经批准挂账，办结时限中止，群众时钟继续计时"),
            _ => ClockChange.Nothing,
        };
    }

    // A resumed ticket gets a new term; what was left before the suspension is not counted.
    ClockChange Resumed(TicketResumed e) => clocks.Last(ClockKind.Reply, e.TicketId) switch
    {
        null => TooEarly("its dispatch"),
        { Running: true } => ClockChange.Nothing,
        var before => new([], [Begin(ClockKind.Reply, e.TicketId, before.Organisation, e)], "挂账到期复查，恢复办理"),
    };

    ClockChange Helped(AssistanceAsked e) => clocks.Knows(e.TicketId)
        ? new([], [.. e.Assisting.SelectMany(ticket => new[]
            {
                Begin(ClockKind.Claim, ticket.Id, ticket.Organisation, e),
                Begin(ClockKind.Reply, ticket.Id, ticket.Organisation, e),
            })], "主办单位申请协办")
        : TooEarly("its dispatch");

    // A case that is archived closes its tickets too; then the archive stops the clocks.
    ClockChange Closed(TicketClosed e) => clocks.Knows(e.TicketId)
        ? StopAll(
            clock => clock.TicketId == e.TicketId && clock.Kind.IsOwedOnTicket(),
            e.Head.OccurredAt, StopCause.Needless, e.Reasons is [var why, ..] ? why.Text : "派遣单已结束，不再计时")
        : TooEarly("its dispatch");

    List<Clock> StopKind(ClockKind kind, TicketId ticket, DateTimeOffset at, StopCause cause) =>
        clocks.Stop(clock => clock.Kind == kind && clock.TicketId == ticket, at, cause);
}
