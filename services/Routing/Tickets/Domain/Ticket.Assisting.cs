namespace Dispatch.Routing.Tickets.Domain;

/// <summary>Who assists the lead (协办), and how an assistant's ticket ends without a report of its own.</summary>
public sealed partial record Ticket
{
    /// <summary>
    /// The organisation is working on the case, so it cannot be asked to assist. An assistant that has reported can be
    /// asked again.
    /// </summary>
    public bool IsAtWork => Status is not (TicketStatus.Returned or TicketStatus.Closed)
        && this is not { Role: TicketRole.Assisting, Status: TicketStatus.Replied };

    /// <summary>It assists, and has not reported to the lead yet.</summary>
    public bool OwesReport =>
        this is { Role: TicketRole.Assisting, Status: TicketStatus.Dispatched or TicketStatus.Claimed };

    /// <summary>The claim or the reply is overdue.</summary>
    public bool IsLate(DateTimeOffset now) =>
        ReplyDue < now || (Status == TicketStatus.Dispatched && ClaimDue < now);

    /// <summary>The lead asks further organisations to assist (申请协办).</summary>
    public Refusal? AskAssistance() => NotInHand(lead: true);

    /// <summary>The lead's reply has passed its audit: whoever assisted owes nothing more.</summary>
    /// <returns>Null where no report is owed; so below.</returns>
    public Ticket? CloseByLead() => EndAssistance();

    /// <summary>
    /// Whoever assisted leads from now on: nobody answers for a case twice, so that the assisting ticket ends.
    /// </summary>
    public Ticket? BecomeLead() => EndAssistance();

    /// <summary>
    /// The case turns out to be about a matter that the grass-roots shield (减负) keeps from this organisation.
    /// </summary>
    public Ticket? StandDown() => EndAssistance();

    Ticket? EndAssistance() => OwesReport ? this with { Status = TicketStatus.Closed } : null;
}
