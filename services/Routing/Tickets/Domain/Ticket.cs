namespace Dispatch.Routing.Tickets.Domain;

/// <summary>
/// One organisation's duty on a case (派遣单), and every change of its status. What the platform itself does with a
/// ticket is answered by null where there is nothing to change; what a person asks for is refused with a reason.
/// </summary>
/// <param name="Contacted">A contact with the petitioner is on record in this round.</param>
/// <param name="Bound">Ruled on, reopened, or the centre's own: it cannot be returned.</param>
/// <param name="ReturnUntil">The last instant for a return, by the jurisdiction's rule; null until it is known.</param>
/// <param name="ReopenedAt">When the last round (重办) began; null in the first.</param>
/// <param name="ClaimDue">Null until the clock is known; so is <paramref name="ReplyDue"/>.</param>
/// <param name="Extendable">By how many working days the reply can be extended; null until it is known.</param>
public sealed partial record Ticket(
    TicketId Id, TicketRole Role, OrganisationId Organisation, TicketStatus Status, int Hop, bool Bound, bool Contacted,
    DateTimeOffset DispatchedAt, DateTimeOffset? ClaimedAt, DateTimeOffset? ReturnUntil = null,
    DateTimeOffset? ReopenedAt = null, DateTimeOffset? ClaimDue = null, DateTimeOffset? ReplyDue = null,
    int? Extendable = null)
{
    /// <summary>After two upheld returns the centre takes the case itself.</summary>
    public const int MostHops = 2;

    /// <summary>The most attachments in a round; our own choice.</summary>
    public const int MostFiles = 9;

    /// <summary>
    /// When this round of the handling began. What was shown before proves nothing of it: the petitioner has said so.
    /// </summary>
    public DateTimeOffset Since => ReopenedAt ?? DispatchedAt;

    /// <summary>The organisation takes its ticket in hand (签收).</summary>
    public Result<Ticket> Claim(DateTimeOffset now) => Status == TicketStatus.Dispatched
        ? this with { Status = TicketStatus.Claimed, ClaimedAt = now }
        : new Refusal(
            RefusalKind.Conflict, "ticket_not_claimable", "该派遣单已签收或已结束，无需再签收；请刷新列表。",
            "This ticket is already claimed or has ended; refresh the list.");

    /// <summary>The platform claims (自动签收) what nobody has claimed in time.</summary>
    /// <returns>Null where it was claimed, returned or closed in time.</returns>
    public Ticket? AutoClaim(DateTimeOffset now) => Claim(now).Accepted(out var claimed, out _) ? claimed : null;

    /// <summary>A contact with the petitioner, or an attempt at one, at the time that is given (首次联系).</summary>
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

    /// <summary>A report on how far the handling has come (阶段报告), while the ticket is in hand or suspended.</summary>
    public Refusal? ReportStage() => NotInHand(lead: false, orSuspended: true);

    /// <summary>One more attachment (佐证材料).</summary>
    /// <param name="files">How many this round has already.</param>
    public Refusal? AttachEvidence(int files) => ReportStage() ?? (files >= MostFiles
        ? new(
            RefusalKind.Conflict, "evidence_too_many", $"每张派遣单每轮办理最多{MostFiles}个佐证文件。",
            $"A ticket takes {MostFiles} files a round at most.")
        : null);

    /// <summary>The ticket can go to another officer (内部转办) until it has been replied to.</summary>
    public Refusal? MayTransfer() => Status is TicketStatus.Returned or TicketStatus.Closed or TicketStatus.Replied
        ? new(
            RefusalKind.Conflict, "ticket_not_in_hand", "该派遣单不在办理中，不能转办。",
            "This ticket is not in hand; it cannot move.")
        : null;

    public Refusal? Transfer(AccountId? from, AccountId to) => MayTransfer() ?? (from == to
        ? new(RefusalKind.Conflict, "same_officer", "该派遣单已由此人办理。", "This officer has the ticket already.")
        : null);

    /// <summary>Whether this is the moment for a reply, whatever it may still lack.</summary>
    public Refusal? MayReply() => Status is TicketStatus.Claimed or TicketStatus.Suspended ? null : new(
        RefusalKind.Conflict, "ticket_not_claimed", "派遣单须先签收且在办理中才能回复。",
        "Only a claimed ticket can be replied to; claim it first.");

    /// <summary>
    /// What a reply would still lack. The lead's must show what was done; an assistant reports to the lead.
    /// </summary>
    public IReadOnlyList<Gap> ReplyLacks(Outcome outcome, Proof proof) =>
        Role == TicketRole.Lead ? proof.Missing(outcome) : [];

    /// <summary>The reply (办结回复). The lead's is audited next, an assistant's is the end.</summary>
    public Result<Ticket> Reply(Outcome outcome, Proof proof)
    {
        if (MayReply() is { } no)
            return no;
        var missing = ReplyLacks(outcome, proof);
        return missing.Count > 0 ? Proof.Incomplete(missing) : this with { Status = TicketStatus.Replied };
    }

    /// <summary>The centre's audit (审核) of the lead's reply. Failed: in hand again.</summary>
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

    /// <summary>The case was archived (归档): nothing more is owed on it.</summary>
    /// <returns>
    /// Null for a ticket that was returned, and for an assistant's that ended with the lead's audit: its end was
    /// published then.
    /// </returns>
    public Ticket? CloseByArchive() =>
        Status == TicketStatus.Returned || this is { Role: TicketRole.Assisting, Status: TicketStatus.Closed }
            ? null : this with { Status = TicketStatus.Closed };

    Refusal? NotInHand(bool lead, bool orSuspended = false) =>
        lead && Role != TicketRole.Lead
            ? new(
                RefusalKind.Conflict, "only_the_lead", "只有主办单位可以这样申请；协办单位请向主办单位报告。",
                "Only the lead may ask for this; an assistant reports to the lead.")
            : Status == TicketStatus.Claimed || (orSuspended && Status == TicketStatus.Suspended) ? null
            : new(
                RefusalKind.Conflict, "ticket_not_in_hand", "派遣单须先签收且在办理中，才能提出。",
                "Only a ticket in hand allows this; claim it first.");
}
