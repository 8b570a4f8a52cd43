using Dispatch.Contracts;
using Dispatch.Intake.Cases.Domain;
using Dispatch.Kit;
using Dispatch.Routing.Tickets.Domain;

namespace Dispatch.Tests.Unit.Routing.Life;

/// <summary>The callback, the rating, the centre's decision: they lead to the archive, or another round.</summary>
sealed partial class CaseModel
{
    Case intakeCase = new(
        default, default, CaseStatus.InHand, 0, 0, 0, 0, null, null, null, null, null, null);

    // Intake's case: what the hotline has done with it, and Routing's steps as Intake follows them.
    Case CaseAsFollowed => events.Where(Case.Follows).Aggregate(
        intakeCase with { Id = id, Number = number, Status = Status }, (one, step) => one.Follow(step)) with
    {
        Status = Status,
    };

    Refusal? CallBack(Draw draw)
    {
        var (reached, attempt) = (draw.Pick < 7, intakeCase.Attempts + 1);
        return End(CaseAsFollowed.CallBack(reached, draw.Yes, Now),
            () => new PetitionerCalledBack(IntakeHead(), reached, true, draw.Yes, attempt, Why));
    }

    Refusal? Rate(Draw draw)
    {
        var level = (RatingLevel)(draw.Pick % 5);
        return End(CaseAsFollowed.Rate(level, Now), () => new CaseRated(IntakeHead(), level, null, Why));
    }

    Refusal? Decide(Draw draw)
    {
        var decision = (CentreDecision)(draw.Pick % 3);
        DateTimeOffset? review = draw.Yes ? Now.AddDays(30) : null;
        return End(CaseAsFollowed.Decide(decision, review, Now),
            () => new UnsolvedCaseDecided(IntakeHead(), decision, "已研判", review, Why));
    }

    Refusal? End(Result<CaseStep> answer, Func<ICaseEvent> told)
    {
        if (!answer.Accepted(out var step, out var refusal))
            return refusal;
        Tell(told());
        (intakeCase, Status) = (step.Case, step.Case.Status);
        if (step.Ending == Ending.Archive)
            Archive();
        else if (step.Ending == Ending.Reopen)
        {
            Status = CaseStatus.InHand;
            Tell(new CaseReopened(IntakeHead(), intakeCase.Round, Why));
            var at = Lead;
            Set(at, t => t with { Ticket = t.Ticket.Reopen(Now) });
            Tell(new TicketReopened(RoutingHead(), tickets[at].Ticket.Id, intakeCase.Round, urgency, Why));
        }
        return null;
    }

    void Archive()
    {
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
