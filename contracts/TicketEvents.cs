namespace Dispatch.Contracts;

/// <summary>The handler tried to reach the petitioner, in vain.</summary>
/// <param name="Attempt">1 for the first attempt that counts; an attempt too soon after another does not.</param>
/// <param name="Enough">There are now so many timed attempts that they count as a contact.</param>
public sealed record ContactAttempted(
    EventHead Head, TicketId TicketId, DateTimeOffset AttemptedAt, int Attempt, bool Enough,
    IReadOnlyList<Reason> Reasons) : ICaseEvent;

/// <summary>An organisation asks the centre for more time, for a suspension or for an end of its ticket.</summary>
/// <param name="Days">Extension: by how many working days.</param>
/// <param name="ReviewAt">Suspension: when it is looked at again, UTC.</param>
/// <param name="Ground">Termination: why the handling must end.</param>
public sealed record ApplicationMade(
    EventHead Head, TicketId TicketId, TicketApplicationId ApplicationId, ApplicationKind Kind, int? Days,
    DateTimeOffset? ReviewAt, TerminationGround? Ground, OrganisationId? Centre,
    IReadOnlyList<Reason> Reasons) : ICaseEvent;

/// <summary>
/// The centre granted or refused it. A granted termination is followed by a reply that explains it, and its audit.
/// </summary>
/// <param name="Days">Extension: by how many working days the reply is due later.</param>
/// <param name="ReviewAt">Suspension: until then the reply's clock rests, UTC; the citizen clock never does.</param>
public sealed record ApplicationDecided(
    EventHead Head, TicketId TicketId, TicketApplicationId ApplicationId, ApplicationKind Kind, bool Granted, int? Days,
    DateTimeOffset? ReviewAt, IReadOnlyList<Reason> Reasons) : ICaseEvent;

/// <summary>A suspended ticket is in hand again: its review date came, or the centre ended the suspension.</summary>
public sealed record TicketResumed(EventHead Head, TicketId TicketId, IReadOnlyList<Reason> Reasons) : ICaseEvent;

/// <summary>The lead asked further organisations to assist (协办); each has a ticket from now on.</summary>
public sealed record AssistanceAsked(
    EventHead Head, TicketId TicketId, IReadOnlyList<DispatchedTicket> Assisting, IReadOnlyList<Reason> Reasons)
    : ICaseEvent;

/// <summary>An organisation reported how far it has come (阶段报告); its term goes on.</summary>
public sealed record StageReported(EventHead Head, TicketId TicketId, TicketRole Role, IReadOnlyList<Reason> Reasons)
    : ICaseEvent;

/// <summary>The organisation gave its ticket to one of its officers (内部转办).</summary>
public sealed record TicketTransferred(
    EventHead Head, TicketId TicketId, string Officer, string OfficerName, IReadOnlyList<Reason> Reasons) : ICaseEvent;
