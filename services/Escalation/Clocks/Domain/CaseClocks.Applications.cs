namespace Dispatch.Escalation.Clocks.Domain;

/// <summary>Applications that the centre has decided (延期, 挂账), and the end of a suspension.</summary>
public sealed partial class CaseClocks
{
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
}
