namespace Dispatch.Contracts;

/// <summary>
/// The organisation that a ruling names objects to it (异议), once for a case; the director of the centre must decide.
/// </summary>
/// <param name="Centre">Whose director must decide.</param>
public sealed record ObjectionRaised(
    EventHead Head, TicketId TicketId, ObjectionId ObjectionId, ReturnId ReturnId, OrganisationId? Centre,
    OrganisationId? Suggested, IReadOnlyList<Reason> Reasons) : ICaseEvent;

/// <summary>
/// The objection was decided, for good. Upheld: a <see cref="CaseDispatched"/> follows. Rejected: the ruling stands.
/// </summary>
public sealed record ObjectionRuled(
    EventHead Head, TicketId TicketId, ObjectionId ObjectionId, bool Upheld, OrganisationId? To, MatterId? Matter,
    PrecedentId? Precedent, IReadOnlyList<Reason> Reasons) : ICaseEvent;
