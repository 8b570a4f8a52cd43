using Dispatch.Routing.Dispatching;
using Dispatch.Routing.Dispatching.Domain;
using Dispatch.Routing.Tickets.Domain;

namespace Dispatch.Routing.Tickets.Following;

/// <summary>
/// A mediation is over. If the parties agreed, the agreement is the reply and its audit; else the case goes to those
/// whose duty it is.
/// </summary>
/// <remarks>
/// Publishes <see cref="TicketClaimed"/> if nobody had claimed, <see cref="TicketReplied"/> and
/// <see cref="ReplyAudited"/>; or <see cref="CaseDispatched"/> in place of the mediation organisation's ticket,
/// never to mediation again. Where the duties name nobody, the centre takes the case itself, so that it is never
/// without a holder.
/// </remarks>
public static class EndMediation
{
    public static async Task Handle(MediationEnded ended, Work work, CurrentRoutingPolicy current)
    {
        var held = await HeldTicket.Any(work, ended.TicketId)
            ?? throw new TooEarlyException(
                $"MediationEnded of {ended.Head.CaseNumber}, whose ticket is not there yet.");
        if (held.Ticket.EndOfMediation(ended.Agreed, work.Now) is not { } then)
            return;
        if (ended.Agreed)
            await Reply(held, then, ended, work);
        else
            await DispatchAnew(held, then, ended, work, current.Value);
    }

    static async Task Reply(HeldTicket held, Ticket then, MediationEnded ended, Work work)
    {
        var by = ended.Head.By;
        if (held.Ticket.ClaimedAt is null)
        {
            held = held.Then(held.Ticket);
            work.Publish(new TicketClaimed(
                held.Head(work, by), held.Ticket.Id, held.Ticket.Role, [new("claimed_by_mediation", "已进行调解，视为签收。")]));
        }
        held = held.Then(then);
        work.Publish(new TicketReplied(
            held.Head(work, by), held.Ticket.Id, held.Ticket.Role, Outcome.Solved, ended.PublicAnswer,
            [new("mediation_agreed", "经调解，各方达成协议。")]));
        held = held.Then(held.Ticket);
        Reason audit = new("agreement_is_audit", "调解协议已生效，以协议作为办结审核依据。");
        work.Publish(new ReplyAudited(held.Head(work, ActedBy.System), held.Ticket.Id, true, [audit]));
        held.Save(work);
        await StoredReply.Save(work, held.Ticket.Id, Outcome.Solved, ended.PublicAnswer, "调解达成协议");
        await StoredReply.SaveAudit(work, held.Ticket.Id, true, [], [], ActedBy.System.Account);
        held = await Assistants.CloseByLead(work, held);
        held.Save(work);
    }

    static async Task DispatchAnew(
        HeldTicket held, Ticket then, MediationEnded ended, Work work, RoutingPolicy policy)
    {
        var catalogue = policy.Catalogue;
        var routed = held.Case;
        // The case does not go back to an organisation whose return was upheld either.
        var before = await work.List<OrganisationId>(Returned, new { routed.CaseId });
        var question = new Question(
            routed.Text, routed.Matter, CaseKind.Request, routed.Urgency, routed.Jurisdiction,
            [held.Ticket.Organisation, .. before], work.Now, MediationOver: true, Address: routed.Address,
            Against: routed.Against);
        var decision = Deciding.Decide(policy, question);
        var centre = Recusal.Centre(catalogue, routed.Jurisdiction, routed.Against)
            ?? throw new TooEarlyException("The catalogue names no centre yet.");

        held = await Assistants.BecomeLead(work, held, decision.Lead ?? centre);
        var assisting = await Assistants.New(work, held, decision.Assisting);
        routed = held.Case with
        {
            Kind = CaseKind.Request,
            Urgency = decision.Urgency,
            Matter = decision.Matter?.Code ?? routed.Matter,
            MatterName = decision.Matter?.Name ?? routed.MatterName,
        };
        Reason[] reasons =
        [
            .. ended.Reasons, .. decision.Reasons,
            .. decision.Lead is null ? [DecisionReasons.NobodyElse(centre)] : Array.Empty<Reason>(),
        ];
        var dispatches = new Dispatches(work, policy);
        held = new(
            then,
            dispatches.Add(routed, new(
                decision.Lead ?? centre, assisting, held.Ticket.Hop,
                held.Ticket.Bound || decision.Lead is null, held.Ticket.Id,
                ActedBy.System, reasons, Backstop: decision.Lead is null)));
        await dispatches.Send();
        held.Save(work);
        await held.Case.Save(work);
        await work.Execute(SaveDecision, new
        {
            routed.CaseId, Kind = routed.Kind.ToWireName(),
            decision = decision.Record(question)
        });
    }

    const string Returned =
        "select distinct organisation from ticket where case_id = @CaseId and role = 'lead' and status = 'returned'";

    const string SaveDecision = "update routed_case set kind = @Kind, decision = @decision where case_id = @CaseId";
}
