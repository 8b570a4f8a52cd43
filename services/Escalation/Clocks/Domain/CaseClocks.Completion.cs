namespace Dispatch.Escalation.Clocks.Domain;

/// <summary>The reply (办结回复), its audit, the close of a ticket, the callback, a reopening (重办) and mediation.</summary>
public sealed partial class CaseClocks
{
    // A reply also ends an objection that was not yet heard, and the ruling on a return that a mediation has overtaken.
    ClockChange Replied(TicketReplied e)
    {
        if (!clocks.Knows(e.TicketId))
            return TooEarly("the start of this clock");
        var stopped = StopKind(ClockKind.Reply, e.TicketId, e.Head.OccurredAt, StopCause.Replied);
        foreach (var undecided in new[] { ClockKind.Objection, ClockKind.Ruling })
            stopped.AddRange(StopKind(undecided, e.TicketId, e.Head.OccurredAt, StopCause.Needless));
        return stopped.Count > 0 ? new(stopped, [], "单位已办结回复") : ClockChange.Nothing;
    }

    ClockChange Audited(ReplyAudited e)
    {
        if (clocks.Last(ClockKind.Reply, e.TicketId) is not { } reply)
            return TooEarly("the dispatch of the ticket");
        if (!e.Passed)
            return reply.StoppedBy switch
            {
                StopCause.Replied =>
                    new([], [clocks.Replace(reply, reply.Resume(terms))], "审核未通过，办结时限按原到期时间继续计算"),
                // The reply came while the ticket was suspended.
                StopCause.Suspended =>
                    new([], [Begin(ClockKind.Reply, e.TicketId, reply.Organisation, e)], "审核未通过，恢复办理"),
                _ => ClockChange.Nothing,
            };
        var stopped = clocks.Stop(
            clock => clock.TicketId == e.TicketId && clock.Kind is ClockKind.FirstContact or ClockKind.Claim,
            e.Head.OccurredAt, StopCause.Needless);
        var callback = Begin(ClockKind.Callback, e.TicketId, null, e);
        if (Case.SpokenAt is not { } spoken || spoken < callback.StartedAt)
            return new(stopped, [callback], "审核通过，转入回访");
        // The callback's event came before the audit's.
        clocks.Replace(callback, callback.Stop(spoken, StopCause.Done));
        return new(stopped, [], "审核通过，群众已回访");
    }

    // A case that is archived closes its tickets too; then the archive stops the clocks.
    ClockChange Closed(TicketClosed e) => clocks.Knows(e.TicketId)
        ? StopAll(
            clock => clock.TicketId == e.TicketId && clock.Kind.IsOwedOnTicket(),
            e.Head.OccurredAt, StopCause.Needless, e.Reasons is [var why, ..] ? why.Text : "派遣单已结束，不再计时")
        : TooEarly("its dispatch");

    ClockChange Reopened(TicketReopened e)
    {
        if (!Case.Open)
            return ReopenedFromTheArchive(e);
        if (!clocks.Knows(e.TicketId))
            return TooEarly("the dispatch of the ticket");
        var stopped = clocks.Stop(clock => clock.Kind == ClockKind.Callback, e.Head.OccurredAt, StopCause.Needless);
        return new(stopped, [Begin(ClockKind.Reply, e.TicketId, Case.Organisation, e)], "诉求重办");
    }

    // A callback of an earlier round does not stop the callback clock of a later one.
    ClockChange Spoken(ICaseEvent e, StopCause cause, string why)
    {
        var at = e.Head.OccurredAt.ToUniversalTime();
        Case = Case with { SpokenAt = Case.SpokenAt > at ? Case.SpokenAt : at };
        return StopAll(clock => clock.Kind == ClockKind.Callback && clock.StartedAt <= at, at, cause, why);
    }

    // From now on the month of the law counts, and no longer the terms of the ticket.
    ClockChange FileOpened(FileOpened e)
    {
        if (!clocks.Knows(e.TicketId))
            return TooEarly("its dispatch to the mediation organisation");
        var stopped = clocks.Stop(clock => clock.TicketId == e.TicketId, e.Head.OccurredAt, StopCause.Mediated);
        return new(stopped, [Begin(ClockKind.Mediation, e.TicketId, e.Organisation, e)], "已转入调解，改按调解期限");
    }
}
