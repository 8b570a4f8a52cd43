namespace Dispatch.Escalation.Clocks.Domain;

/// <summary>Returns (退单) and objections (异议).</summary>
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

    List<Clock> StopKind(ClockKind kind, TicketId ticket, DateTimeOffset at, StopCause cause) =>
        clocks.Stop(clock => clock.Kind == kind && clock.TicketId == ticket, at, cause);
}
