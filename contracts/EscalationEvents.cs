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

/// <summary>The case climbed one rung of the ladder (提级).</summary>
/// <param name="Organisation">
/// The organisation whose head, or the centre whose director, must act; null where Routing has not named the centre.
/// </param>
public sealed record CaseEscalated(
    EventHead Head, TicketId? TicketId, OrganisationId? Organisation, Rung From, Rung To,
    IReadOnlyList<Reason> Reasons) : ICaseEvent;
