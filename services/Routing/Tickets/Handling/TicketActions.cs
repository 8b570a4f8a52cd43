using Dispatch.Routing.Tickets.Applications;
using Dispatch.Routing.Tickets.Domain;
using Dispatch.Routing.Tickets.Evidence;
using Dispatch.Routing.Tickets.Returns;

namespace Dispatch.Routing.Tickets.Handling;

/// <summary>What can be done next with a ticket: each slice's callers, and what its rule answers now.</summary>
static class TicketActions
{
    /// <summary>For the people of the organisation that has the ticket.</summary>
    public static IEnumerable<PossibleAction> OfHolder(
        Ticket ticket, Urgency urgency, TicketFacts facts, Ruling? ruling, DateTimeOffset now) =>
    [
        Claim(ticket, now),
        new("contact", RecordContact.Callers, ticket.Contact(now, now).Refusal),
        new("reply", ReplyToTicket.Callers, ticket.MayReply()),
        new("return", ReturnTicket.Callers, ticket.AskReturn(now).Refusal),
        new("objection", RaiseObjection.Callers, ReturnRules.MayObject(ticket, ruling, now)),
        new("extension", AskExtension.Callers,
            ticket.MayExtend(urgency, facts.Extended, now) ?? ticket.MayApply(facts.Waiting)),
        new("suspension", AskSuspension.Callers, ticket.MayApply(facts.Waiting)),
        new("termination", AskTermination.Callers, ticket.MayApply(facts.Waiting)),
        new("assistance", AskAssistance.Callers, ticket.AskAssistance()),
        new("stageReport", ReportStage.Callers, ticket.ReportStage()),
        new("transfer", TransferTicket.Callers, ticket.MayTransfer()),
        new("evidence", AddEvidence.Callers, ticket.AttachEvidence(facts.Files)),
    ];

    /// <summary>For the centre of the jurisdiction. A suspension is ended only where one was granted.</summary>
    public static IEnumerable<PossibleAction> OfCentre(Ticket ticket, TicketFacts facts) =>
        facts.Suspended is { } suspended
            ? [Audit(ticket), EndSuspension.Possible(ticket, ended: !suspended)] : [Audit(ticket)];

    /// <summary>What is done from a list, without the ticket being opened.</summary>
    /// <param name="own">The caller's organisation has the ticket.</param>
    public static IEnumerable<PossibleAction> OfListed(Ticket ticket, bool own, DateTimeOffset now) =>
        own ? [Claim(ticket, now), Audit(ticket)] : [Audit(ticket)];

    /// <summary>Only where the centre holds the case as its backstop (兜底).</summary>
    public static IEnumerable<PossibleAction> OfBackstop(Ticket ticket) =>
        ticket.LeaveBackstop(heldByCentre: true).Refusal is null
            ? [new("backstopRuling", LeaveBackstop.Callers, null)] : [];

    static PossibleAction Claim(Ticket ticket, DateTimeOffset now) =>
        new("claim", ClaimTicket.Callers, ticket.Claim(now).Refusal);

    static PossibleAction Audit(Ticket ticket) =>
        new("audit", AuditReply.Callers, ticket.Audit(passed: true).Refusal);
}
