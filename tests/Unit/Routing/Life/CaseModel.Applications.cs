using Dispatch.Contracts;
using Dispatch.Kit;
using Dispatch.Routing.Dispatching.Domain;
using Dispatch.Routing.Tickets.Applications;
using Dispatch.Routing.Tickets.Domain;

namespace Dispatch.Tests.Unit.Routing.Life;

/// <summary>What the lead asks the centre for, and what the centre does by hand.</summary>
sealed partial class CaseModel
{
    sealed record Application(
        int Ticket, ApplicationKind Kind, int? Days, DateTimeOffset? ReviewAt, bool? Granted, bool Overtaken);

    Application? application;
    int? suspended;

    Refusal? Ask(int at, ApplicationKind kind, Draw draw)
    {
        var (held, review) = (tickets[at], Now.AddDays(draw.Pick is 0 ? 0 : draw.Pick is 9 ? 400 : draw.Pick * 3));
        var days = draw.Pick + 1;
        var no = kind switch
        {
            ApplicationKind.Extension => (held.Ticket with
            {
                Extendable = Extendable(held.Ticket.Id),
                ReplyDue = ReplyDue(held.Ticket.Id),
            }).AskExtension(days, urgency, held.Extended, Now),
            ApplicationKind.Suspension => held.Ticket.AskSuspension(review, Now),
            _ => held.Ticket.AskTermination(),
        };
        if (no is not null)
            return no;
        if (application is { Granted: null, Overtaken: false } waiting && waiting.Ticket == at)
            return held.Ticket.MayApply(waiting: true);
        application = new(at, kind, days, review, null, false);
        Tell(new ApplicationMade(
            RoutingHead(), held.Ticket.Id, TicketApplicationId.New(), kind, days, review, null,
            Lists.Centre(At)!.Code, Why));
        return null;
    }

    Refusal? DecideApplication(int at, bool granted)
    {
        var asked = application!;
        if (!tickets[at].Ticket.DecideApplication(asked.Kind, granted, asked.Granted, asked.Overtaken)
                .Accepted(out var decided, out var no))
            return no;
        application = asked with { Granted = granted };
        Set(at, t => t with { Ticket = decided });
        if (granted && asked.Kind == ApplicationKind.Extension)
            Set(at, t => t with { Extended = true });
        if (granted && asked.Kind == ApplicationKind.Suspension)
        {
            Set(at, t => t with { Review = asked.ReviewAt });
            suspended = at;
        }
        Tell(new ApplicationDecided(
            RoutingHead(), tickets[at].Ticket.Id, TicketApplicationId.New(), asked.Kind, granted, asked.Days,
            asked.ReviewAt, Why));
        if (!granted || asked.Kind != ApplicationKind.Termination)
            return null;
        Tell(Replied(at, tickets[at].Ticket, Outcome.Explained));
        Tell(new ReplyAudited(RoutingHead(), tickets[at].Ticket.Id, true, Why));
        Settle();
        return null;
    }

    Refusal? EndSuspension(int at) =>
        tickets[at].Ticket.EndSuspension(ended: tickets[at].Review is null).Accepted(out var then, out var no)
            ? Resume(at, then) : no;

    Refusal? Resume(int at, Ticket then)
    {
        var before = tickets[at].Ticket;
        Set(at, t => t with { Ticket = then, Review = null });
        if (then.Status != before.Status)
            Tell(new TicketResumed(RoutingHead(), before.Id, Why));
        return null;
    }

    Refusal? DispatchByHand(Draw draw)
    {
        if (!Undecided || Status == CaseStatus.Archived)
            return No("already_dispatched");
        var taken = draw.Yes ? Lists.Matter(new("010201")) : matter;
        if (!OrganisationChoice.Choose(Lists, Unit(draw.Pick), taken, TicketRole.Lead, "lead", Circumstances)
                .Accepted(out var lead, out var no)
            || !OrganisationChoice
                .Choose(Lists, Unit(draw.Roll % 10), taken, TicketRole.Assisting, "assisting", Circumstances)
                .Accepted(out var helps, out no))
            return no;
        if (lead == helps)
            return No("lead_also_assists");
        matter = taken;
        Send(lead, [helps], 1, false, null);
        return null;
    }
}
