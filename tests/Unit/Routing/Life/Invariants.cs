using Dispatch.Contracts;
using Dispatch.Escalation.Clocks.Domain;
using Dispatch.Routing.Tickets.Domain;

namespace Dispatch.Tests.Unit.Routing.Life;

/// <summary>What holds after every step, whoever did it.</summary>
static class Invariants
{
    /// <param name="citizen">The citizen clock as it was made with the first report.</param>
    /// <returns>What does not hold; null when all is well.</returns>
    public static string? Broken(CaseModel model, Clock citizen) =>
        Owner(model) ?? Bounces(model) ?? Citizen(model, citizen) ?? Terms(model);

    static string? Owner(CaseModel model)
    {
        var leads = model.Tickets.Select(t => t.Ticket)
            .Where(t => t is { Role: TicketRole.Lead, Status: not TicketStatus.Returned }).ToList();
        if (leads.Count != (model.Undecided ? 0 : 1))
            return $"{leads.Count} organisations lead the case";
        if (!model.Undecided && leads[0].Organisation != model.Holder)
            return $"{leads[0].Organisation} leads, and {model.Holder} holds the case";
        if (model.Clocks.Case.Organisation != model.Holder)
            return $"{model.Holder} holds the case, and the clocks press {model.Clocks.Case.Organisation}";
        var twice = model.Tickets.Select(t => t.Ticket)
            .Where(t => t.Status is not (TicketStatus.Returned or TicketStatus.Closed or TicketStatus.Replied))
            .GroupBy(t => t.Organisation).FirstOrDefault(g => g.Count() > 1);
        return twice is null ? null : $"{twice.Key} has two tickets open";
    }

    static string? Bounces(CaseModel model)
    {
        var rulings = model.Events.Count(e => e is ReturnRuled or ObjectionRuled);
        if (model.Events.OfType<ReturnAsked>().Count() > 1)
            return "a second return was accepted";
        if (model.Lead < 0)
            return null;
        var lead = model.Tickets[model.Lead].Ticket;
        if (rulings > 0 && !lead.Bound)
            return "a ruling does not bind the lead";
        return lead.Hop > Ticket.MostHops + 1 || (lead.Hop > Ticket.MostHops && lead.Organisation.Value != "centre")
            ? $"hop {lead.Hop} is {lead.Organisation}'s" : null;
    }

    static string? Citizen(CaseModel model, Clock citizen)
    {
        var now = model.Clocks.Clocks.Where(c => c.Kind == ClockKind.Citizen).ToList();
        if (now.Count != 1)
            return $"there are {now.Count} citizen clocks";
        if (model.Status != CaseStatus.Archived)
            return now[0] == citizen && model.Clocks.Case.Running > 0 ? null : "the citizen clock has moved";
        var archived = model.Events.OfType<CaseArchived>().Last().Head.OccurredAt.ToUniversalTime();
        return now[0] == citizen.Stop(archived, StopCause.Archived) ? null
            : "the citizen clock did not run to the archive";
    }

    // A clock runs for whatever a ticket owes, and for nothing else.
    static string? Terms(CaseModel model)
    {
        if (model.Status == CaseStatus.Archived)
            return model.Clocks.Clocks.Any(c => c.Running) ? "a clock runs on after the archive" : null;
        foreach (var (ticket, _) in model.Tickets.Select(t => (t.Ticket, t)))
        {
            var (status, lead) = (ticket.Status, ticket.Role == TicketRole.Lead);
            bool Runs(ClockKind kind) =>
                model.Clocks.Clocks.Any(c => c.Running && c.Kind == kind && c.TicketId == ticket.Id);
            if (Runs(ClockKind.Claim) != (status == TicketStatus.Dispatched))
                return $"{ticket.Organisation} is {status}, and the claim's clock says otherwise";
            if (Runs(ClockKind.Reply)
                != status is TicketStatus.Dispatched or TicketStatus.Claimed or TicketStatus.ReturnAsked)
                return $"{ticket.Organisation} is {status}, and the reply's clock says otherwise";
            if (Runs(ClockKind.Ruling) != (status == TicketStatus.ReturnAsked))
                return $"{ticket.Organisation} is {status}, and the arbiter's clock says otherwise";
            if (lead && Runs(ClockKind.Callback)
                != (status == TicketStatus.Closed && model.Status == CaseStatus.Replied))
                return $"{ticket.Organisation} is {status}, and the callback's clock says otherwise";
        }
        return null;
    }
}
