namespace Dispatch.Routing.Tickets.Domain;

/// <summary>An objection (异议), as far as its decision needs to know.</summary>
/// <param name="Decided">How it was decided; null while it waits.</param>
/// <param name="RuledBy">Who made the ruling that it is against.</param>
/// <param name="Replied">The organisation has replied since it objected, and so has accepted the ruling.</param>
public sealed record Objection(bool? Decided, AccountId RuledBy, bool Replied);

/// <summary>How a ticket goes back: by a return, by an objection, or at the end of a mediation.</summary>
public sealed partial record Ticket
{
    /// <summary>The organisation returns the ticket (退单) within the window. The arbiter rules on it.</summary>
    /// <remarks>Source: 安阳市12345条例 §50 (the window), 潍坊市12345条例 §22 (no return after a ruling).</remarks>
    public Result<Ticket> AskReturn(DateTimeOffset now)
    {
        if (Bound)
            return new Refusal(
                RefusalKind.Conflict, "ticket_bound", "该派遣单已裁定或重办，必须由本单位办理，不能退单。",
                "A ruling or a reopening binds this ticket to your organisation; it cannot be returned.");
        if (Role != TicketRole.Lead || Status is not (TicketStatus.Dispatched or TicketStatus.Claimed))
            return new Refusal(
                RefusalKind.Conflict, "ticket_not_returnable", "只有待签收或办理中的主办派遣单可以退单。",
                "Only a lead ticket that is dispatched or claimed can be returned.");
        return now > ReturnUntil
            ? new Refusal(
                RefusalKind.Conflict, "return_window_closed",
                $"退单期限已于{ChinaTime.Moment(ReturnUntil.Value)}届满，不能再退单，请办理或联系综治中心。",
                "The time for a return is over; handle the ticket or speak with the centre.")
            : this with { Status = TicketStatus.ReturnAsked };
    }

    /// <summary>The arbiter's ruling. Rejected: bound, and in hand also if it had not been claimed.</summary>
    public Result<Ticket> DecideReturn(bool upheld, DateTimeOffset now) => Status != TicketStatus.ReturnAsked
        ? new Refusal(
            RefusalKind.Conflict, "already_ruled", "该退单已裁定或派遣单已结束；请刷新列表。",
            "This return has been ruled on, or its ticket has ended; refresh the list.")
        : upheld
            ? this with { Status = TicketStatus.Returned }
            : this with { Status = TicketStatus.Claimed, Bound = true, ClaimedAt = ClaimedAt ?? now };

    /// <summary>
    /// The director's decision on an objection (异议复核). Upheld, the ticket is taken away; rejected, it stays as it is.
    /// </summary>
    public Result<Ticket> DecideObjection(Objection objection, AccountId by, bool upheld)
    {
        if (objection.Decided is not null)
            return new Refusal(
                RefusalKind.Conflict, "objection_ruled", "该异议已作出复核决定；请刷新列表。",
                "This objection was decided; refresh the list.");
        if (objection.RuledBy == by)
            return new Refusal(
                RefusalKind.Conflict, "ruled_before", "原裁定由您作出，异议须由其他主任复核。",
                "You made the ruling; another director must decide the objection.");
        if (!upheld)
            return this;
        return objection.Replied || Status is not (TicketStatus.Dispatched or TicketStatus.Claimed)
            ? new Refusal(
                RefusalKind.Conflict, "objection_overtaken", "该单位已回复或派遣单已结束，异议不再成立，只能维持原裁定。",
                "The organisation has replied or its ticket has ended; the ruling can only be kept.")
            : this with { Status = TicketStatus.Returned };
    }

    /// <summary>
    /// A mediation is over. Agreed, the agreement is reply and audit in one, and whoever mediated counts as having
    /// claimed; else the case goes on to those whose duty it is.
    /// </summary>
    /// <returns>
    /// Null for a ticket that has ended already. A return that waits for its ruling, and a suspension, are overtaken:
    /// the mediation will not end once more.
    /// </returns>
    public Ticket? EndOfMediation(bool agreed, DateTimeOffset now) =>
        Status is TicketStatus.Returned or TicketStatus.Replied or TicketStatus.Closed ? null
        : agreed ? this with { Status = TicketStatus.Closed, ClaimedAt = ClaimedAt ?? now }
        : this with { Status = TicketStatus.Returned };

    /// <summary>
    /// The ladder has come to its end (提级): the centre takes the case as its own (兜底). A return that waits for its
    /// ruling is overtaken.
    /// </summary>
    /// <returns>
    /// Null where the ticket has ended, waits for its audit, or rests by a suspension that the centre has granted.
    /// </returns>
    public Ticket? TakeBack() =>
        Role == TicketRole.Lead
            && Status is (TicketStatus.Dispatched or TicketStatus.Claimed or TicketStatus.ReturnAsked)
            ? this with { Status = TicketStatus.Returned } : null;

    /// <summary>
    /// A backstop case (兜底) goes to whoever the catalogue names by now. It leaves by nothing else but being solved.
    /// </summary>
    /// <param name="heldByCentre">The centre has the ticket.</param>
    public Result<Ticket> LeaveBackstop(bool heldByCentre) =>
        Role == TicketRole.Lead && Bound && heldByCentre
            && Status is (TicketStatus.Dispatched or TicketStatus.Claimed)
            ? this with { Status = TicketStatus.Returned }
            : new Refusal(
                RefusalKind.Conflict, "not_backstop", "该派遣单不是办理中的综治中心兜底事项，不能裁定转出。",
                "The centre does not hold this ticket as its backstop, or it is not in hand.");
}
