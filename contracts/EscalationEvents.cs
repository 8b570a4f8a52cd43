namespace Dispatch.Contracts;

/// <summary>One deadline as it was started.</summary>
/// <param name="TicketId">Null for the clocks of the case itself.</param>
/// <param name="Organisation">Who owes it; null when the platform as a whole does.</param>
/// <param name="Due">UTC.</param>
/// <param name="Term">In plain Chinese, such as "5个工作日".</param>
public sealed record StartedClock(
    ClockId Id, ClockKind Kind, TicketId? TicketId, OrganisationId? Organisation, DateTimeOffset StartedAt,
    DateTimeOffset Due, string Term);

/// <summary>Deadlines began to run; one event for all that one step started.</summary>
/// <param name="Lead">With a dispatch: what the lead may ask for, and until when.</param>
public sealed record ClocksStarted(
    EventHead Head, IReadOnlyList<StartedClock> Clocks, IReadOnlyList<Reason> Reasons, LeadTerms? Lead = null)
    : ICaseEvent;

/// <summary>What a lead ticket may ask for, by the rules of its jurisdiction.</summary>
/// <param name="ReturnUntil">UTC; the last instant for a return (退单).</param>
/// <param name="Extendable">By how many working days its reply may be extended (延期), once.</param>
public sealed record LeadTerms(TicketId TicketId, DateTimeOffset ReturnUntil, int Extendable);

/// <summary>Deadlines ended because what they waited for was done, or is no longer owed.</summary>
/// <param name="Clocks">Each with whether it was done in time.</param>
public sealed record ClocksStopped(EventHead Head, IReadOnlyList<StoppedClock> Clocks, IReadOnlyList<Reason> Reasons)
    : ICaseEvent;

/// <param name="InTime">
/// Whether what it waited for was done by the due time; null when that was no longer owed (returned, archived), which
/// is neither a success nor a failure. A clock that had run out stays late whatever ended it.
/// </param>
public sealed record StoppedClock(ClockId Id, ClockKind Kind, TicketId? TicketId, bool? InTime);

/// <summary>A clock turned yellow, orange or red (三色预警).</summary>
public sealed record WarningRaised(
    EventHead Head, WarningId WarningId, ClockId ClockId, ClockKind Clock, TicketId? TicketId,
    OrganisationId? Organisation, Colour Colour, DateTimeOffset Due, IReadOnlyList<Reason> Reasons) : ICaseEvent;

/// <summary>Somebody whose duty it is has taken note of the warning.</summary>
public sealed record WarningAcknowledged(
    EventHead Head, WarningId WarningId, Colour Colour, IReadOnlyList<Reason> Reasons) : ICaseEvent;

/// <summary>Who answers on a rung of the ladder, by name.</summary>
/// <param name="Account">Null only where nobody holds any function up to the top.</param>
/// <param name="Function">By which function, such as 会宁县水务局主要负责人.</param>
public sealed record RungOwner(AccountId? Account, string? Name, string Function);

/// <summary>The case climbed the ladder (提级).</summary>
/// <param name="Organisation">
/// The organisation whose head, or the centre whose director, must act; null where Routing has not named the centre.
/// </param>
/// <param name="Owner">Who must act there; null in events from before rungs had names.</param>
/// <param name="AcknowledgeBy">Until when, UTC: with a plan and a date.</param>
public sealed record CaseEscalated(
    EventHead Head, TicketId? TicketId, OrganisationId? Organisation, Rung From, Rung To,
    IReadOnlyList<Reason> Reasons, RungOwner? Owner = null, DateTimeOffset? AcknowledgeBy = null,
    LiftCause? Cause = null) : ICaseEvent;

/// <summary>The handler is reminded (催办经办人): the lowest rung of the ladder.</summary>
public sealed record HandlerReminded(
    EventHead Head, TicketId? TicketId, OrganisationId Organisation, RungOwner Owner, DateTimeOffset AcknowledgeBy,
    IReadOnlyList<Reason> Reasons) : ICaseEvent;

/// <summary>Whoever must act on the rung has said what will be done, and until when.</summary>
/// <param name="Until">UTC.</param>
public sealed record RungAcknowledged(
    EventHead Head, Rung Rung, OrganisationId Organisation, string Plan, DateTimeOffset Until,
    IReadOnlyList<Reason> Reasons) : ICaseEvent;

/// <summary>Somebody else must act on the rung from now on.</summary>
public sealed record RungReassigned(
    EventHead Head, Rung Rung, OrganisationId Organisation, RungOwner Owner, IReadOnlyList<Reason> Reasons)
    : ICaseEvent;

/// <summary>The term of the highest rung has passed, and no other is above it; it runs anew.</summary>
public sealed record RungMissed(
    EventHead Head, Rung Rung, OrganisationId Organisation, DateTimeOffset Due, IReadOnlyList<Reason> Reasons)
    : ICaseEvent;

/// <summary>The case stands on no rung any more, by a rule of the ladder.</summary>
public sealed record RungLeft(EventHead Head, Rung Rung, OrganisationId Organisation, IReadOnlyList<Reason> Reasons)
    : ICaseEvent;

/// <summary>Nobody below has solved it: the centre takes the case as its own (兜底).</summary>
/// <param name="Organisation">The centre.</param>
public sealed record BackstopAssigned(
    EventHead Head, TicketId? TicketId, OrganisationId Organisation, RungOwner Owner, IReadOnlyList<Reason> Reasons)
    : ICaseEvent;
