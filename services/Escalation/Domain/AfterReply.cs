namespace Dispatch.Escalation.Domain;

/// <summary>
/// What happens to the clocks once a ticket has been replied to, and where a case leaves the usual way.
/// </summary>
public sealed partial class CaseClocks
{
    // Whoever replies no longer waits for an objection to be heard; nor does the arbiter owe a ruling where a mediation
    // has ended meanwhile.
    Step Replied(TicketReplied e)
    {
        if (!clocks.Knows(e.TicketId))
            return TooEarly("the start of this clock");
        var stopped = StopKind(ClockKind.Reply, e.TicketId, e.Head.OccurredAt, StopCause.Replied);
        foreach (var judges in new[] { ClockKind.Objection, ClockKind.Ruling })
            stopped.AddRange(StopKind(judges, e.TicketId, e.Head.OccurredAt, StopCause.Needless));
        return stopped.Count > 0 ? new(stopped, [], "单位已办结回复") : Step.Nothing;
    }

    Step Audited(ReplyAudited e)
    {
        if (clocks.Last(ClockKind.Reply, e.TicketId) is not { } reply)
            return TooEarly("the dispatch of the ticket");
        if (!e.Passed)
            return reply.StoppedBy switch
            {
                StopCause.Replied =>
                    new([], [clocks.Replace(reply, reply.Resume(terms))], "审核未通过，办结时限按原到期时间继续计算"),
                // It had replied while it was suspended.
                StopCause.Suspended =>
                    new([], [Begin(ClockKind.Reply, e.TicketId, reply.Organisation, e)], "审核未通过，恢复办理"),
                _ => Step.Nothing,
            };
        var stopped = clocks.Stop(
            clock => clock.TicketId == e.TicketId && clock.Kind is ClockKind.FirstContact or ClockKind.Claim,
            e.Head.OccurredAt, StopCause.Needless);
        var callback = Begin(ClockKind.Callback, e.TicketId, null, e);
        if (Case.SpokenAt is not { } spoken || spoken < callback.StartedAt)
            return new(stopped, [callback], "审核通过，转入回访");
        // The callback was heard of first.
        clocks.Replace(callback, callback.Stop(spoken, StopCause.Done));
        return new(stopped, [], "审核通过，群众已回访");
    }

    Step Reopened(TicketReopened e)
    {
        if (!Case.Open)
            return ReopenedFromTheArchive(e);
        if (!clocks.Knows(e.TicketId))
            return TooEarly("the dispatch of the ticket");
        var stopped = clocks.Stop(clock => clock.Kind == ClockKind.Callback, e.Head.OccurredAt, StopCause.Needless);
        return new(stopped, [Begin(ClockKind.Reply, e.TicketId, Case.Organisation, e)], "诉求重办");
    }

    // What was said in an earlier round leaves the callback of a later one running.
    Step Spoken(ICaseEvent e, StopCause cause, string why)
    {
        var at = e.Head.OccurredAt.ToUniversalTime();
        Case = Case with { SpokenAt = Case.SpokenAt > at ? Case.SpokenAt : at };
        return StopAll(clock => clock.Kind == ClockKind.Callback && clock.StartedAt <= at, at, cause, why);
    }

    // The file takes the place of the ticket's own terms: the parties' consent and the sessions follow the law's month.
    Step FileOpened(FileOpened e)
    {
        if (!clocks.Knows(e.TicketId))
            return TooEarly("its dispatch to the mediation organisation");
        var stopped = clocks.Stop(clock => clock.TicketId == e.TicketId, e.Head.OccurredAt, StopCause.Mediated);
        return new(stopped, [Begin(ClockKind.Mediation, e.TicketId, e.Organisation, e)], "已转入调解，改按调解期限");
    }
}
