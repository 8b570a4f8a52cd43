using Dispatch.Contracts;
using Dispatch.Intake.Domain;
using Dispatch.Kit;
using Dispatch.Routing.Tickets.Domain;

namespace Dispatch.Tests.Unit.Routing.Life;

/// <summary>The callback, the rating, and what they lead to: the archive, or another round.</summary>
sealed partial class CaseModel
{
    int callbacks, round;
    DateTimeOffset? lastCall;

    Refusal? CallBack(Draw draw)
    {
        if (Status != CaseStatus.Replied)
            return No("not_ready_for_callback");
        var reached = draw.Pick < 7;
        if (!reached && lastCall > Now - Closing.BetweenAttempts)
            return No("too_soon_after_last_attempt");
        if (!reached)
            lastCall = Now;
        var ending = Closing.AfterCallback(reached, draw.Yes, ++callbacks).Ending;
        return End(new PetitionerCalledBack(IntakeHead(), reached, true, draw.Yes, callbacks, Why), ending);
    }

    Refusal? End(ICaseEvent told, Ending ending)
    {
        Tell(told);
        if (ending == Ending.Archive)
            Archive();
        else if (ending == Ending.Reopen)
        {
            (Status, callbacks, lastCall) = (CaseStatus.InHand, 0, null);
            Tell(new CaseReopened(IntakeHead(), ++round, Why));
            var at = Lead;
            Set(at, t => t with { Ticket = t.Ticket.Reopen(Now) });
            Tell(new TicketReopened(RoutingHead(), tickets[at].Ticket.Id, round, urgency, Why));
        }
        else if (ending == Ending.AwaitRating)
            Status = CaseStatus.CalledBack;
        return null;
    }

    void Archive()
    {
        Status = CaseStatus.Archived;
        Tell(new CaseArchived(IntakeHead(), Why));
        Close(t => t.CloseByArchive());
    }

    void Close(Func<Ticket, Ticket?> end)
    {
        for (var at = 0; at < tickets.Count; at++)
        {
            if (end(tickets[at].Ticket) is not { } closed)
                continue;
            Set(at, t => t with { Ticket = closed });
            Tell(new TicketClosed(RoutingHead(), tickets[at].Ticket.Id, Why));
        }
    }
}
