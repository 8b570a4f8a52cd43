using Dispatch.Routing.Tickets.Domain;

namespace Dispatch.Routing.Tickets.Returns;

/// <summary>Why an objection cannot be decided as asked.</summary>
public static class ObjectionRefusals
{
    public static readonly Refusal NotFound = new(
        RefusalKind.NotFound, "objection_not_found", "本辖区没有这份异议。", "No such objection in your jurisdiction.");

    static readonly Refusal AlreadyRuled = new(
        RefusalKind.Conflict, "objection_ruled", "该异议已作出复核决定；请刷新列表。",
        "This objection was decided; refresh the list.");

    static readonly Refusal RuledBefore = new(
        RefusalKind.Conflict, "ruled_before", "原裁定由您作出，异议须由其他主任复核。",
        "You made the ruling; another director must decide the objection.");

    static readonly Refusal Overtaken = new(
        RefusalKind.Conflict, "objection_overtaken", "该单位已回复或派遣单已结束，异议不再成立，只能维持原裁定。",
        "The organisation has replied or its ticket has ended; the ruling can only be kept.");

    /// <param name="replied">The organisation has replied since it objected, and so has accepted the ruling.</param>
    public static Refusal? Of(
        bool? decided, AccountId ruledBy, AccountId actor, Ticket ticket, bool upheld, bool replied = false) =>
        decided is not null ? AlreadyRuled
        : ruledBy == actor ? RuledBefore
        : upheld && (replied || ticket.Status is not (TicketStatus.Dispatched or TicketStatus.Claimed)) ? Overtaken
        : null;
}
