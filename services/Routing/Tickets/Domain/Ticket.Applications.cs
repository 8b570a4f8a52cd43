namespace Dispatch.Routing.Tickets.Domain;

/// <summary>What the lead asks the centre for: 延期, 挂账, 终止办理; and what the centre's answer does.</summary>
public sealed partial record Ticket
{
    /// <summary>Our own choice: a suspension is reviewed after a day at the earliest, and within a year.</summary>
    public static readonly TimeSpan ShortestSuspension = TimeSpan.FromDays(1),
        LongestSuspension = TimeSpan.FromDays(365);

    public static readonly Refusal ApplicationWaits = new(
        RefusalKind.Conflict, "application_waiting", "本派遣单已有申请待审批，请等待审批结果。",
        "An application on this ticket waits for the centre; its answer comes first.");

    /// <summary>The lead can ask while the ticket is in hand and nothing else waits for the centre's answer.</summary>
    public Refusal? MayApply(bool waiting) => NotInHand(lead: true) ?? (waiting ? ApplicationWaits : null);

    /// <summary>
    /// By how many working days the reply can be extended. Until Escalation has said so: 1, and 0 for an emergency
    /// (特急).
    /// </summary>
    public int LongestExtension(Urgency urgency) => Extendable ?? (urgency == Urgency.Emergency ? 0 : 1);

    /// <summary>An extension (延期) is asked for once, before the reply is due. Source: 安阳市12345条例 §50.</summary>
    /// <param name="extended">It was extended once.</param>
    public Refusal? MayExtend(Urgency urgency, bool extended, DateTimeOffset now)
    {
        if (NotInHand(lead: true) is { } no)
            return no;
        if (extended)
            return new(
                RefusalKind.Conflict, "extension_used", "本派遣单已延期一次，不能再次延期。",
                "This ticket was extended once; it cannot be again.");
        if (LongestExtension(urgency) == 0)
            return new(
                RefusalKind.Conflict, "extension_not_allowed", "特急诉求不得延期，请立即办理。",
                "What is an emergency cannot be extended; handle it at once.");
        return now >= ReplyDue
            ? new(
                RefusalKind.Conflict, "extension_too_late", "办结时限已到，延期须在到期前申请。",
                "The reply is overdue; an extension must be asked for before.")
            : null;
    }

    public Refusal? AskExtension(int days, Urgency urgency, bool extended, DateTimeOffset now)
    {
        if (MayExtend(urgency, extended, now) is { } no)
            return no;
        var most = LongestExtension(urgency);
        return days > most
            ? new(
                RefusalKind.Invalid, "extension_too_long", $"本派遣单最多可延期{most}个工作日，请改正。",
                $"This ticket can be extended by {most} working days at most.", "days")
            : null;
    }

    /// <summary>A suspension (挂账) names the date of its review.</summary>
    public Refusal? AskSuspension(DateTimeOffset reviewAt, DateTimeOffset now)
    {
        if (NotInHand(lead: true) is { } no)
            return no;
        var (first, last) = ((int)ShortestSuspension.TotalDays, (int)LongestSuspension.TotalDays);
        return reviewAt <= now + ShortestSuspension || reviewAt > now + LongestSuspension
            ? new(
                RefusalKind.Invalid, "review_date_out_of_range", $"复查日期须在{first}日以后、{last}日以内，请改正。",
                $"The review must lie between a day and {last} days from now.", "reviewAt")
            : null;
    }

    /// <summary>An end of the handling (终止办理). Source: 潍坊市12345条例 §21.</summary>
    public Refusal? AskTermination() => NotInHand(lead: true);

    /// <summary>
    /// The centre's answer (审批). A granted suspension suspends the ticket, a granted termination closes it. The answer
    /// comes too late once the ticket was replied to, returned or closed, even if it is in hand again.
    /// </summary>
    /// <param name="decided">How it was decided before; null while it waits.</param>
    /// <param name="overtaken">A reply or the archive has ended the application unanswered.</param>
    public Result<Ticket> DecideApplication(ApplicationKind kind, bool granted, bool? decided, bool overtaken)
    {
        if (decided is not null)
            return new Refusal(
                RefusalKind.Conflict, "application_decided", "该申请已审批；请刷新列表。",
                "This application was decided; refresh the list.");
        if (Status != TicketStatus.Claimed || overtaken)
            return new Refusal(
                RefusalKind.Conflict, "application_overtaken", "该派遣单已不在办理中，申请不再需要审批；请刷新列表。",
                "This ticket is no longer in hand, so that nothing is to be granted; refresh the list.");
        return (granted, kind) switch
        {
            (true, ApplicationKind.Suspension) => Suspend(),
            (true, ApplicationKind.Termination) => Terminate(),
            _ => this,
        };
    }

    /// <summary>Real, but not to be solved now (挂账): the reply's clock stands still until the review.</summary>
    public Ticket Suspend() => this with { Status = TicketStatus.Suspended };

    /// <summary>
    /// The handling ends on one of the grounds of the law (终止办理): the explanation is its reply, the grant its audit.
    /// </summary>
    public Ticket Terminate() => this with { Status = TicketStatus.Closed };

    /// <summary>The centre strikes the suspension off the register (销账), also after the reply.</summary>
    /// <param name="ended">It was struck off before.</param>
    public Result<Ticket> EndSuspension(bool ended) => ended
        ? new Refusal(
            RefusalKind.Conflict, "suspension_ended", "该挂账已销账；请刷新列表。", "This suspension has ended; refresh the list.")
        : Resume();

    /// <summary>The review date has come (挂账到期复查): nothing stays suspended unseen.</summary>
    /// <returns>
    /// Null where it is not due, was struck off, or the ticket is not suspended any more: what was replied to as
    /// suspended stays on the register until the centre strikes it off.
    /// </returns>
    public Ticket? ReviewSuspension(DateTimeOffset reviewAt, bool ended, DateTimeOffset now) =>
        Status == TicketStatus.Suspended && !ended && reviewAt <= now ? Resume() : null;

    /// <summary>In hand again, if it is still suspended.</summary>
    public Ticket Resume() => Status == TicketStatus.Suspended ? this with { Status = TicketStatus.Claimed } : this;
}
