using Dispatch.Contracts;
using Dispatch.Kit;
using Dispatch.Routing.Domain;

namespace Dispatch.Tests.Unit.Routing.Life;

/// <summary>What the lead asks the centre for, and what the centre does by hand.</summary>
sealed partial class CaseModel
{
    sealed record Asked(
        int Ticket, RequestKind Kind, int? Days, DateTimeOffset? ReviewAt, bool? Granted, bool Overtaken);

    Asked? request;
    int? suspended;

    Refusal? Ask(int at, RequestKind kind, Draw draw)
    {
        var (held, review) = (tickets[at], Now.AddDays(draw.Pick is 0 ? 0 : draw.Pick is 9 ? 400 : draw.Pick * 3));
        var days = draw.Pick + 1;
        var no = kind switch
        {
            RequestKind.Extension => held.Ticket.AskExtension(
                days, Extendable(held.Ticket.Id), ReplyDue(held.Ticket.Id), urgency, held.Extended, Now),
            RequestKind.Suspension => held.Ticket.AskSuspension(review, Now),
            _ => held.Ticket.AskTermination(),
        };
        if (no is not null)
            return no;
        if (request is { Granted: null, Overtaken: false } waiting && waiting.Ticket == at)
            return No("request_waiting");
        request = new(at, kind, days, review, null, false);
        Tell(new RequestAsked(
            RoutingHead(), held.Ticket.Id, RequestId.New(), kind, days, review, null, Lists.Centre(At)!.Code, Why));
        return null;
    }

    Refusal? RuleRequest(int at, bool granted)
    {
        var asked = request!;
        if (asked.Granted is not null)
            return No("request_ruled");
        if (tickets[at].Ticket.RuleRequest(asked.Overtaken) is { } no)
            return no;
        request = asked with { Granted = granted };
        if (granted && asked.Kind == RequestKind.Extension)
            Set(at, t => t with { Extended = true });
        if (granted && asked.Kind == RequestKind.Suspension)
        {
            Set(at, t => t with { Ticket = t.Ticket.Suspend(), Review = asked.ReviewAt });
            suspended = at;
        }
        Tell(new RequestRuled(
            RoutingHead(), tickets[at].Ticket.Id, RequestId.New(), asked.Kind, granted, asked.Days, asked.ReviewAt,
            Why));
        if (!granted || asked.Kind != RequestKind.Termination)
            return null;
        Set(at, t => t with { Ticket = t.Ticket with { Status = TicketStatus.Closed } });
        Tell(Replied(at, tickets[at].Ticket, Outcome.Explained));
        Tell(new ReplyAudited(RoutingHead(), tickets[at].Ticket.Id, true, Why));
        Settle();
        return null;
    }

    Refusal? Resume(int at)
    {
        var before = tickets[at].Ticket;
        Set(at, t => t with { Ticket = t.Ticket.Resume(), Review = null });
        if (before.Status == TicketStatus.Suspended)
            Tell(new TicketResumed(RoutingHead(), before.Id, Why));
        return null;
    }

    Refusal? DispatchByHand(Draw draw)
    {
        if (!Undecided || Status == CaseStatus.Archived)
            return No("already_dispatched");
        var taken = draw.Yes ? Lists.Matter(new("010201")) : matter;
        if (!Choosing.Choose(Lists, Unit(draw.Pick), taken, TicketRole.Lead, "lead", Under)
                .Accepted(out var lead, out var no)
            || !Choosing.Choose(Lists, Unit(draw.Roll % 10), taken, TicketRole.Assisting, "assisting", Under)
                .Accepted(out var helps, out no))
            return no;
        if (lead == helps)
            return No("lead_also_assists");
        matter = taken;
        Send(lead, [helps], 1, false, null);
        return null;
    }
}
