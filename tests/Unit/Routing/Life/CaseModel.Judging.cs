using Dispatch.Contracts;
using Dispatch.Kit;
using Dispatch.Routing.Catalogue.Domain.Rows;
using Dispatch.Routing.Tickets.Applications;
using Dispatch.Routing.Tickets.Domain;

namespace Dispatch.Tests.Unit.Routing.Life;

/// <summary>What the arbiter, the director and the centre are asked, and what they decide.</summary>
sealed partial class CaseModel
{
    sealed record Return(int Ticket, MatterId? Duty, Ruling? Ruling);

    sealed record Objection(int Ticket, MatterId? Duty, DateTimeOffset AskedAt, bool? Upheld);

    static readonly AccountId Arbiter = new("arbiter");

    Return? returned;
    Objection? objection;

    static OrganisationId Unit(int pick) =>
        new(new[] { "urban", "water", "labour", "town", "police", "village", "centre", "nobody", "urban", "water" }
            [pick]);

    static MatterId? Duty(int pick) => pick switch
    {
        7 => null,
        8 => new("0102"),
        9 => new("010203"),
        _ => new("010201"),
    };

    Refusal? Judge(Act act, int at, Draw draw) => act switch
    {
        Act.Audit => Audit(at, draw.Yes),
        Act.Return => AskReturn(at, draw),
        Act.Rule => Rule(at, draw),
        Act.Object => Object(at, draw),
        Act.DecideObjection => DecideObjection(at, draw),
        Act.Extend => Ask(at, ApplicationKind.Extension, draw),
        Act.Suspend => Ask(at, ApplicationKind.Suspension, draw),
        Act.Terminate => Ask(at, ApplicationKind.Termination, draw),
        Act.DecideApplication => DecideApplication(at, draw.Yes),
        Act.EndSuspension => EndSuspension(at),
        Act.Dispatch => DispatchByHand(draw),
        _ => throw new InvalidOperationException($"Nobody does {act}."),
    };

    Refusal? Audit(int at, bool passed)
    {
        if (Change(at, t => t.Audit(passed), t => new ReplyAudited(RoutingHead(), t.Id, passed, Why)) is { } no)
            return no;
        if (passed)
            Settle();
        return null;
    }

    void Settle()
    {
        Status = CaseStatus.Replied;
        Close(t => t.CloseByLead());
    }

    static Result<Citation> Cite(Ticket by, ReturnReason reason, Draw draw) => ReturnRules.Cite(
        Lists, by.Organisation, reason, Duty(draw.Pick), draw.Roll == 3 ? null : "《条例》第一条",
        draw.Roll == 4 ? null : draw.Roll == 5 ? by.Organisation : Unit((draw.Pick + draw.Roll) % 10));

    Refusal? AskReturn(int at, Draw draw)
    {
        var (ticket, reason) = (tickets[at].Ticket, (ReturnReason)(draw.Roll % 4));
        if (!ticket.AskReturn(Now).Accepted(out var then, out var no)
            || !Cite(ticket, reason, draw).Accepted(out var cited, out no))
            return no;
        Set(at, t => t with { Ticket = then });
        returned = new(at, cited.Duty?.Code, null);
        Tell(new ReturnAsked(
            RoutingHead(), then.Id, ReturnId.New(), reason, cited.Suggested?.Code, Why, Lists.Centre(At)!.Code,
            cited.Duty?.Code));
        return null;
    }

    Refusal? Rule(int at, Draw draw)
    {
        var (before, upheld) = (tickets[at].Ticket, draw.Yes);
        OrganisationId? to = draw.Roll == 8 ? null : draw.Roll == 7 ? before.Organisation : Unit(draw.Pick);
        if (!before.DecideReturn(upheld, Now).Accepted(out var ruled, out var no)
            || !ReturnRules.Matter(Lists, draw.Roll % 3 == 0 ? Duty(draw.Pick) : null, matter?.Code, returned!.Duty)
                .Accepted(out var decides, out no)
            || !ReturnRules.AfterRuling(Lists, ruled, upheld, to, decides, At, Circumstances)
                .Accepted(out var unit, out no))
            return no;
        Set(at, t => t with { Ticket = ruled });
        returned = returned with
        {
            Ruling = new(ReturnId.New(), ruled.Organisation, upheld, upheld ? unit.Code : null, Now, Arbiter),
        };
        Tell(new ReturnRuled(RoutingHead(), ruled.Id, ReturnId.New(), upheld, upheld ? unit.Code : null, Why));
        if (upheld)
            Redispatch(ruled, decides, unit, ruled.Hop + 1);
        else if (before.ClaimedAt is null)
            Tell(new TicketClaimed(RoutingHead(), ruled.Id, ruled.Role, Why));
        return null;
    }

    void Redispatch(Ticket from, MatterRow decides, OrganisationRow to, int hop)
    {
        Close(t => t.Organisation == to.Code ? t.BecomeLead() : null);
        matter = decides;
        Send(to, [], hop, true, from.Id);
    }

    Refusal? Object(int at, Draw draw)
    {
        var ticket = tickets[at].Ticket;
        var ruling = returned?.Ruling is { } last
            ? last with { Accepted = tickets[at].RepliedAt >= last.RuledAt, Objected = objection is not null } : null;
        if (ReturnRules.MayObject(ticket, ruling, Now) is { } no)
            return no;
        if (!Cite(ticket, ReturnReason.NotOurDuty, draw).Accepted(out var cited, out var refusal))
            return refusal;
        objection = new(at, cited.Duty?.Code, Now, null);
        Tell(new ObjectionRaised(
            RoutingHead(), ticket.Id, ObjectionId.New(), ruling!.Id, Lists.Centre(At)!.Code, cited.Suggested?.Code,
            Why));
        return null;
    }

    Refusal? DecideObjection(int at, Draw draw)
    {
        var (held, upheld, director) = (tickets[at], draw.Yes, draw.Pick < 9 ? new AccountId("director") : Arbiter);
        OrganisationId? to = draw.Roll % 2 == 0 ? null : draw.Roll == 7 ? held.Ticket.Organisation : Unit(draw.Pick);
        var asked = new Dispatch.Routing.Tickets.Domain.Objection(
            objection!.Upheld, Arbiter, held.RepliedAt >= objection.AskedAt);
        if (!held.Ticket.DecideObjection(asked, director, upheld).Accepted(out var then, out var refusal))
            return refusal;
        if (!ReturnRules.Matter(Lists, draw.Roll % 3 == 0 ? Duty(draw.Pick) : null, matter?.Code, objection.Duty)
                .Accepted(out var decides, out refusal)
            || !ReturnRules.AfterObjection(Lists, held.Ticket, upheld, to, decides, At, Circumstances)
                .Accepted(out var unit, out refusal))
            return refusal;
        objection = objection with { Upheld = upheld };
        Set(at, t => t with { Ticket = then });
        Tell(new ObjectionRuled(
            RoutingHead(), then.Id, ObjectionId.New(), upheld, upheld ? unit.Code : null, decides.Code, null, Why));
        if (upheld)
            Redispatch(then, decides, unit, to is null ? Ticket.MostHops + 1 : Ticket.MostHops);
        return null;
    }
}
