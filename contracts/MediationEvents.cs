namespace Dispatch.Contracts;

/// <summary>
/// A dispute has become a mediation file (调解案卷). It should end within a month unless all parties ask for more
/// (人民调解工作若干规定 §33).
/// </summary>
public sealed record FileOpened(
    EventHead Head, FileId FileId, TicketId TicketId, MediationKind Kind, OrganisationId Organisation,
    IReadOnlyList<Reason> Reasons) : ICaseEvent;

/// <summary>A party agreed to mediation; when all have, the file is accepted.</summary>
/// <param name="AllGiven">True when this was the last consent that was missing.</param>
public sealed record ConsentGiven(EventHead Head, FileId FileId, bool AllGiven, IReadOnlyList<Reason> Reasons)
    : ICaseEvent;

/// <summary>A party refused; mediation is forbidden from then on (人民调解法 §17).</summary>
public sealed record ConsentRefused(EventHead Head, FileId FileId, IReadOnlyList<Reason> Reasons) : ICaseEvent;

/// <summary>A mediation session was held.</summary>
public sealed record SessionHeld(
    EventHead Head, FileId FileId, int Session, DateTimeOffset HeldAt, IReadOnlyList<Reason> Reasons) : ICaseEvent;

/// <summary>The parties agreed (达成调解协议).</summary>
/// <param name="Oral">An oral agreement is effective at once and must be noted (人民调解法 §28, §30).</param>
public sealed record AgreementReached(EventHead Head, FileId FileId, bool Oral, IReadOnlyList<Reason> Reasons)
    : ICaseEvent;

/// <summary>All have signed and the committee has sealed, or the agreement was oral (人民调解法 §29).</summary>
public sealed record AgreementEffective(
    EventHead Head, FileId FileId, DateTimeOffset EffectiveAt, IReadOnlyList<Reason> Reasons) : ICaseEvent;

/// <summary>The mediation is over and the case goes back to Routing.</summary>
/// <param name="Agreed">
/// False: failed or terminated; the reasons name the arbitration, review and court paths (§26).
/// </param>
/// <param name="PublicAnswer">What the petitioner may read.</param>
public sealed record MediationEnded(
    EventHead Head, FileId FileId, TicketId TicketId, bool Agreed, string PublicAnswer,
    IReadOnlyList<Reason> Reasons) : ICaseEvent;
