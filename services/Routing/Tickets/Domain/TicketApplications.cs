namespace Dispatch.Routing.Tickets.Domain;

/// <summary>What an organisation may ask for and do with the ticket in its hands.</summary>
public sealed partial record Ticket
{
    /// <summary>[D]: a suspension is looked at again within a year.</summary>
    const int LongestSuspension = 365;

    /// <param name="extendable">By how many working days at most; null until the clocks have told.</param>
    /// <param name="usedBefore">It was extended once.</param>
    public Refusal? AskExtension(
        int days, int? extendable, DateTimeOffset? replyDue, Urgency urgency, bool usedBefore, DateTimeOffset now)
    {
        if (NotInHand(lead: true) is { } no)
            return no;
        if (usedBefore)
            return new(
                RefusalKind.Conflict, "extension_used", "本派遣单已延期一次，不能再次延期。",
                "This ticket was extended once; it cannot be again.");
        var most = extendable ?? (urgency == Urgency.Emergency ? 0 : 1);
        if (most == 0)
            return new(
                RefusalKind.Conflict, "extension_not_allowed", "特急诉求不得延期，请立即办理。",
                "What is an emergency cannot be extended; handle it at once.");
        if (now >= replyDue)
            return new(
                RefusalKind.Conflict, "extension_too_late", "办结时限已到，延期须在到期前申请。",
                "The reply is overdue; an extension must be asked for before.");
        return days > most
            ? new(
                RefusalKind.Invalid, "extension_too_long", $"本派遣单最多可延期{most}个工作日，请改正。",
                $"This ticket can be extended by {most} working days at most.", "days")
            : null;
    }

    public Refusal? AskSuspension(DateTimeOffset reviewAt, DateTimeOffset now)
    {
        if (NotInHand(lead: true) is { } no)
            return no;
        return reviewAt <= now.AddDays(1) || reviewAt > now.AddDays(LongestSuspension)
            ? new(
                RefusalKind.Invalid, "review_date_out_of_range", $"复查日期须在1日以后、{LongestSuspension}日以内，请改正。",
                $"The review must lie between a day and {LongestSuspension} days from now.", "reviewAt")
            : null;
    }

    public Refusal? AskTermination() => NotInHand(lead: true);

    public Refusal? AskAssistance() => NotInHand(lead: true);

    public Refusal? ReportStage() => NotInHand(lead: false, orSuspended: true);

    public Refusal? Transfer(AccountId? from, AccountId to) => Status is TicketStatus.Returned or TicketStatus.Closed
        or TicketStatus.Replied
        ? new(
            RefusalKind.Conflict, "ticket_not_in_hand", "该派遣单不在办理中，不能转办。",
            "This ticket is not in hand; it cannot move.")
        : from == to
            ? new(
                RefusalKind.Conflict, "same_officer", "该派遣单已由此人办理。", "This officer has the ticket already.")
            : null;

    /// <summary>
    /// The centre's answer comes too late for a ticket that has been replied to, returned or closed, also when it came
    /// back in hand since.
    /// </summary>
    public Refusal? DecideApplication(bool overtaken = false) => Status == TicketStatus.Claimed && !overtaken ? null
        : new(
        RefusalKind.Conflict, "request_overtaken", "该派遣单已不在办理中，申请不再需要审批；请刷新列表。",
        "This ticket is no longer in hand, so that nothing is to be granted; refresh the list.");

    public Ticket Suspend() => this with { Status = TicketStatus.Suspended };

    /// <summary>In hand again, if it is still suspended.</summary>
    public Ticket Resume() => Status == TicketStatus.Suspended ? this with { Status = TicketStatus.Claimed } : this;

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
