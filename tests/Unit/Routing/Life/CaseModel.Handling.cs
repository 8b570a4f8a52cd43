using Dispatch.Contracts;
using Dispatch.Kit;
using Dispatch.Routing.Dispatching.Domain;
using Dispatch.Routing.Tickets;
using Dispatch.Routing.Tickets.Domain;

namespace Dispatch.Tests.Unit.Routing.Life;

/// <summary>What the organisations, the hotline and the passing of time do.</summary>
sealed partial class CaseModel
{
    /// <summary>
    /// The step that a draw stands for in this state, with its ticket; null where there is nothing to act on.
    /// </summary>
    public (Act Act, int Ticket, Draw Draw)? Resolve(Draw draw)
    {
        var act = draw.Likely ? Likely(draw.Roll) : draw.Act;
        // Mostly the lead in force; now and then one that assists, or that was returned.
        var at = draw.Roll is 10 or 11 || Lead < 0 ? tickets.Count - 1 : draw.Roll == 9 ? 0 : Lead;
        return act switch
        {
            Act.Dispatch or Act.CallBack or Act.Rate or Act.Decide or Act.Pass => (act, -1, draw),
            Act.Rule => returned is null ? null : (act, returned.Ticket, draw),
            Act.DecideObjection => objection is null ? null : (act, objection.Ticket, draw),
            Act.DecideApplication => application is null ? null : (act, application.Ticket, draw),
            Act.EndSuspension => suspended is { } ticket ? (act, ticket, draw) : null,
            _ => at < 0 ? null : (act, at, draw),
        };
    }

    Act Likely(int roll)
    {
        Act[] acts = Status switch
        {
            CaseStatus.Replied => [Act.CallBack, Act.CallBack, Act.Pass],
            CaseStatus.CalledBack => [Act.Decide, Act.Decide, Act.Pass],
            CaseStatus.Archived => [Act.Rate, Act.Rate, Act.Rate, Act.Decide, Act.Decide, Act.Pass, Act.Contact,
                Act.Reply, Act.Rule, Act.DecideObjection],
            _ when Undecided => [Act.Dispatch],
            _ => tickets[Lead].Ticket.Status switch
            {
                TicketStatus.Dispatched => [Act.Claim, Act.Return, Act.Pass, Act.Object, Act.Contact],
                TicketStatus.ReturnAsked => [Act.Rule, Act.Rule, Act.Pass, Act.DecideApplication],
                TicketStatus.Replied => [Act.Audit, Act.Audit, Act.DecideApplication, Act.DecideObjection],
                TicketStatus.Suspended => [Act.EndSuspension, Act.Reply, Act.Pass, Act.Contact],
                _ => [Act.Contact, Act.Attach, Act.Reply, Act.Reply, Act.Suspend, Act.Extend, Act.DecideApplication,
                    Act.Object, Act.DecideObjection, Act.Assist, Act.Terminate, Act.Attempt],
            },
        };
        return acts[roll % acts.Length];
    }

    /// <returns>The refusal; null when the step is done.</returns>
    public Refusal? Do(Act act, int at, Draw draw)
    {
        // The centre, its arbiter, its director and the hotline act by role; everybody else has the ticket or does not
        // find it.
        if (act is Act.Claim or Act.Contact or Act.Attempt or Act.Attach or Act.Report or Act.Transfer or Act.Assist
            or Act.Reply or Act.Return or Act.Object or Act.Extend or Act.Suspend or Act.Terminate && !draw.Own)
            return HeldTicket.NotFound;
        switch (act)
        {
            case Act.Pass:
                Pass(Times[draw.Pick]);
                return null;
            case Act.Claim:
                return Change(at, t => t.Claim(Now), t => new TicketClaimed(RoutingHead(), t.Id, t.Role, []));
            case Act.Contact:
                var when = When(at, draw.Pick);
                return Change(
                    at, t => t.Contact(when, Now), t => new PetitionerContacted(RoutingHead(), t.Id, when, []));
            case Act.Attempt:
                return Attempt(at, When(at, draw.Pick));
            case Act.Attach:
                if (tickets[at].Ticket.AttachEvidence(files: 0) is { } no)
                    return no;
                Set(at, t => t with { OnSite = Now });
                return null;
            case Act.Report:
                return Say(at, t => t.ReportStage(), t => new StageReported(RoutingHead(), t.Id, t.Role, []));
            case Act.Transfer:
                var officer = new AccountId("officer-" + (draw.Pick % 3));
                var moved = Say(at, t => t.Transfer(tickets[at].Officer, officer),
                    t => new TicketTransferred(RoutingHead(), t.Id, officer.Value, "李四", []));
                if (moved is null)
                    Set(at, t => t with { Officer = officer });
                return moved;
            case Act.Assist:
                return Assist(at, Unit(draw.Pick));
            case Act.Reply:
                return Reply(at, draw);
            case Act.CallBack:
                return CallBack(draw);
            case Act.Rate:
                return Rate(draw);
            case Act.Decide:
                return Decide(draw);
            default:
                return Judge(act, at, draw);
        }
    }

    static readonly TimeSpan[] Times =
        [.. new[] { 10, 35, 60, 125, 240, 480, 1441, 1500, 4320, 12960 }.Select(m => TimeSpan.FromMinutes(m))];

    DateTimeOffset When(int at, int pick) => pick switch
    {
        8 => Now.AddMinutes(10),
        9 => tickets[at].Ticket.DispatchedAt.AddMinutes(-1),
        7 => tickets[at].Ticket.Since.AddSeconds(-1),
        _ => Now,
    };

    Refusal? Change(int at, Func<Ticket, Result<Ticket>> rule, Func<Ticket, ICaseEvent> tell)
    {
        if (!rule(tickets[at].Ticket).Accepted(out var then, out var no))
            return no;
        Set(at, t => t with { Ticket = then });
        Tell(tell(then));
        return null;
    }

    Refusal? Say(int at, Func<Ticket, Refusal?> rule, Func<Ticket, ICaseEvent> tell) =>
        Change(at, t => rule(t) is { } no ? no : t, tell);

    Refusal? Attempt(int at, DateTimeOffset when)
    {
        var held = tickets[at];
        if (held.Ticket.Contact(when, Now).Refusal is { } no)
            return no;
        Set(at, t => t with { Attempts = [.. t.Attempts, when] });
        var counted = Attempts.Count(tickets[at].Attempts.Where(a => a >= held.Ticket.Since), urgency);
        Tell(new ContactAttempted(RoutingHead(), held.Ticket.Id, when, counted, counted >= Attempts.Enough, []));
        return null;
    }

    Refusal? Assist(int at, OrganisationId whom)
    {
        var lead = tickets[at].Ticket;
        if (lead.AskAssistance() is { } no)
            return no;
        if (tickets.Exists(t => t.Ticket.Organisation == whom && t.Ticket.IsAtWork))
            return No("assists_already");
        if (!OrganisationChoice.Choose(Lists, whom, matter, TicketRole.Assisting, "organisations", Circumstances)
                .Accepted(out var unit, out var refusal))
            return refusal;
        var made = new DispatchedTicket(TicketId.New(), unit.Code, unit.Name, TicketRole.Assisting);
        tickets.Add(new(
            new(made.Id, made.Role, unit.Code, TicketStatus.Dispatched, lead.Hop, false, false, Now, null), []));
        Tell(new AssistanceAsked(RoutingHead(), lead.Id, [made], Why));
        return null;
    }

    Refusal? Reply(int at, Draw draw)
    {
        var held = tickets[at];
        var proof = new Proof(
            held.Ticket.Contacted, Attempts.Count(held.Attempts.Where(a => a >= held.Ticket.Since), urgency),
            held.OnSite >= held.Ticket.Since, draw.Yes, held.Review is not null);
        var outcome = (Outcome)(draw.Pick % 3);
        return Change(at, t => t.Reply(outcome, proof), t => Replied(at, t, outcome));
    }

    TicketReplied Replied(int at, Ticket then, Outcome outcome)
    {
        Set(at, t => t with { RepliedAt = Now });
        // The reply overtakes an application that still waits.
        if (application is { Granted: null } waiting && waiting.Ticket == at)
            application = waiting with { Overtaken = true };
        return new(RoutingHead(), then.Id, then.Role, outcome, "已处理", []);
    }
}
