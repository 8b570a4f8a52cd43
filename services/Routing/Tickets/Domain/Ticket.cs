namespace Dispatch.Routing.Tickets.Domain;

/// <summary>One organisation's duty on a case (派遣单), and what may be done with it next.</summary>
/// <param name="Contacted">A contact with the petitioner is on record in this round.</param>
/// <param name="Bound">Ruled on, reopened, or the centre's own: it cannot be returned.</param>
/// <param name="ReturnUntil">The last instant for a return, by the jurisdiction's rule; null until it is known.</param>
/// <param name="ReopenedAt">When the last round (重办) began; null in the first.</param>
public sealed partial record Ticket(
    TicketId Id, TicketRole Role, OrganisationId Organisation, TicketStatus Status, int Hop, bool Bound, bool Contacted,
    DateTimeOffset DispatchedAt, DateTimeOffset? ClaimedAt, DateTimeOffset? ReturnUntil = null,
    DateTimeOffset? ReopenedAt = null)
{
    /// <summary>After two upheld returns the centre takes the case itself.</summary>
    public const int MostHops = 2;

    /// <summary>
    /// When this round of the handling began. What was shown before proves nothing of it: the petitioner has said so.
    /// </summary>
    public DateTimeOffset Since => ReopenedAt ?? DispatchedAt;

    public Result<Ticket> Claim(DateTimeOffset now) => Status == TicketStatus.Dispatched
        ? this with { Status = TicketStatus.Claimed, ClaimedAt = now }
        : new Refusal(
            RefusalKind.Conflict, "ticket_not_claimable", "该派遣单已签收或已结束，无需再签收；请刷新列表。",
            "This ticket is already claimed or has ended; refresh the list.");

    public Result<Ticket> Contact(DateTimeOffset at, DateTimeOffset now)
    {
        if (Status is not (TicketStatus.Dispatched or TicketStatus.Claimed or TicketStatus.Suspended))
            return new Refusal(
                RefusalKind.Conflict, "ticket_not_in_hand", "该派遣单不在办理中，不能登记联系记录。",
                "This ticket is not in hand; no contact can be recorded.");
        if (at > now)
            return new Refusal(
                RefusalKind.Invalid, "contact_in_future", "联系时间不能晚于现在，请改正。",
                "The contact cannot lie in the future; correct the time.",
                "contactedAt");
        if (at < DispatchedAt)
            return new Refusal(
                RefusalKind.Invalid, "contact_before_dispatch", "联系时间不能早于派单时间，请改正。",
                "The contact cannot lie before the dispatch; correct the time.", "contactedAt");
        return at < Since
            ? new Refusal(
                RefusalKind.Invalid, "contact_before_reopening", "诉求已退回重办，须重新联系诉求人；联系时间不能早于重办时间。",
                "The case was reopened: the petitioner must be contacted anew, and after that.", "contactedAt")
            : this with { Contacted = true };
    }

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

    /// <summary>The lead's reply must show what was done; an assistant reports to the lead.</summary>
    public Result<Ticket> Reply(Outcome outcome, Proof proof)
    {
        if (Status is not (TicketStatus.Claimed or TicketStatus.Suspended))
            return new Refusal(
                RefusalKind.Conflict, "ticket_not_claimed", "派遣单须先签收且在办理中才能回复。",
                "Only a claimed ticket can be replied to; claim it first.");
        var missing = Role == TicketRole.Lead ? proof.Missing(outcome) : [];
        return missing.Count > 0 ? Proof.Incomplete(missing) : this with { Status = TicketStatus.Replied };
    }

    /// <summary>The centre's audit of the lead's reply. Failed: in hand again.</summary>
    public Result<Ticket> Audit(bool passed) => Role == TicketRole.Lead && Status == TicketStatus.Replied
        ? this with { Status = passed ? TicketStatus.Closed : TicketStatus.Claimed }
        : new Refusal(
            RefusalKind.Conflict, "nothing_to_audit", "该派遣单没有待审核的办结回复；请刷新列表。",
            "This ticket has no reply that waits for an audit; refresh the list.");

    /// <summary>Back in hand with the same owner, who cannot return it and must contact the petitioner again.</summary>
    public Ticket Reopen(DateTimeOffset now) => this with
    {
        Status = TicketStatus.Claimed,
        Bound = true,
        ClaimedAt = ClaimedAt ?? now,
        Contacted = false,
        ReopenedAt = now,
    };
}
