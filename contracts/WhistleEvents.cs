namespace Dispatch.Contracts;

/// <summary>Which whistle an event tells of, whom it concerns, and on which cases it was blown.</summary>
/// <param name="Number">As people write it, such as 吹哨〔2026〕17号.</param>
/// <param name="Jurisdiction">Where the departments are to come.</param>
/// <param name="Organisation">Whose whistle it is: the township, the village or the centre.</param>
/// <param name="Summoned">Every department that has been summoned by it.</param>
public sealed record WhistleRef(
    WhistleId Id, string Number, WhistleType Type, JurisdictionId Jurisdiction, OrganisationId Organisation,
    IReadOnlyList<OrganisationId> Summoned, IReadOnlyList<CaseRef> Cases);

/// <summary>Something that has become true of a whistle (吹哨).</summary>
public interface IWhistleEvent : IPressureEvent
{
    WhistleRef Whistle { get; }

    string IEvent.Aggregate => "whistle/" + Whistle.Id;

    string IPressureEvent.Number => Whistle.Number;

    JurisdictionId IPressureEvent.Jurisdiction => Whistle.Jurisdiction;

    IReadOnlyList<OrganisationId> IPressureEvent.Concerned => [Whistle.Organisation, .. Whistle.Summoned];

    IReadOnlyList<CaseRef> IPressureEvent.Cases => Whistle.Cases;
}

/// <summary>An ordinary whistle waits for the review of its township's principal (吹哨审核).</summary>
public sealed record WhistleProposed(
    AggregateHead Head, WhistleRef Whistle, DateTimeOffset ReviewBy, IReadOnlyList<Reason> Reasons) : IWhistleEvent;

/// <summary>The review found no ground for a whistle.</summary>
/// <param name="Final">By the centre, to which it was taken; nothing more can be asked.</param>
public sealed record WhistleRefused(
    AggregateHead Head, WhistleRef Whistle, bool Final, IReadOnlyList<Reason> Reasons) : IWhistleEvent;

/// <summary>The centre is to decide on the whistle, since the review refused it or came too late.</summary>
public sealed record WhistleAppealed(
    AggregateHead Head, WhistleRef Whistle, DateTimeOffset RuleBy, IReadOnlyList<Reason> Reasons) : IWhistleEvent;

/// <summary>Whoever has proposed a whistle has taken it back before it was blown.</summary>
public sealed record WhistleWithdrawn(AggregateHead Head, WhistleRef Whistle, IReadOnlyList<Reason> Reasons)
    : IWhistleEvent;

/// <summary>The whistle is blown: each department must answer and come.</summary>
public sealed record WhistleBlown(
    AggregateHead Head, WhistleRef Whistle, IReadOnlyList<SummonedDepartment> Departments,
    IReadOnlyList<Reason> Reasons) : IWhistleEvent;

/// <param name="AcknowledgeBy">UTC.</param>
/// <param name="ArriveBy">UTC.</param>
public sealed record SummonedDepartment(
    OrganisationId Organisation, string OrganisationName, TicketRole Role, DateTimeOffset AcknowledgeBy,
    DateTimeOffset ArriveBy);

/// <summary>A department has answered that it comes, and who.</summary>
/// <param name="Attendee">The name of the official who comes.</param>
public sealed record SummonsAcknowledged(
    AggregateHead Head, WhistleRef Whistle, OrganisationId Organisation, string OrganisationName, string Attendee,
    IReadOnlyList<Reason> Reasons) : IWhistleEvent;

/// <summary>A department has answered that it does not come.</summary>
/// <param name="RuleBy">
/// Until when the centre decides, UTC; null when no duty was cited: then it must come all the same.
/// </param>
public sealed record SummonsRefused(
    AggregateHead Head, WhistleRef Whistle, OrganisationId Organisation, string OrganisationName, ReturnReason Reason,
    DateTimeOffset? RuleBy, IReadOnlyList<Reason> Reasons) : IWhistleEvent;

/// <summary>The centre has decided whether a department may stay away.</summary>
/// <param name="ArriveBy">Until when it must come, UTC; null when it may stay away.</param>
/// <param name="Replacement">Who comes in its place; null when nobody does.</param>
public sealed record SummonsRefusalRuled(
    AggregateHead Head, WhistleRef Whistle, OrganisationId Organisation, string OrganisationName, bool Upheld,
    DateTimeOffset? ArriveBy, SummonedDepartment? Replacement, IReadOnlyList<Reason> Reasons) : IWhistleEvent;

/// <summary>A department is on the spot (报到).</summary>
/// <param name="Metres">How far from the place, where a position proves it.</param>
/// <param name="Late">After the time by which it had to come.</param>
public sealed record DepartmentArrived(
    AggregateHead Head, WhistleRef Whistle, OrganisationId Organisation, string OrganisationName, PlaceProof Proof,
    int? Metres, bool Late, IReadOnlyList<Reason> Reasons) : IWhistleEvent;

/// <summary>A department was not on the spot in time; a supervision order demands that it comes.</summary>
public sealed record DepartmentAbsent(
    AggregateHead Head, WhistleRef Whistle, OrganisationId Organisation, string OrganisationName, DateTimeOffset Due,
    OrderId Order, IReadOnlyList<Reason> Reasons) : IWhistleEvent;

/// <summary>
/// Somebody has let another term of the whistle pass: an answer, a ruling, the joint result, the blower's word.
/// </summary>
/// <param name="Organisation">Who owed it.</param>
public sealed record WhistleTermMissed(
    AggregateHead Head, WhistleRef Whistle, OrganisationId Organisation, string OrganisationName, ClockKind Clock,
    DateTimeOffset Due, IReadOnlyList<Reason> Reasons) : IWhistleEvent;

/// <summary>A department has told what it did on the spot.</summary>
public sealed record SummonsPartReported(
    AggregateHead Head, WhistleRef Whistle, OrganisationId Organisation, string OrganisationName,
    IReadOnlyList<Reason> Reasons) : IWhistleEvent;

/// <summary>The lead has recorded what was reached on the spot.</summary>
/// <param name="Partial">Something remains, which goes on under an order.</param>
public sealed record JointResultRecorded(
    AggregateHead Head, WhistleRef Whistle, bool Partial, IReadOnlyList<Reason> Reasons) : IWhistleEvent;

/// <summary>The blower of an emergency whistle says that it is not finished: nobody leaves (事不完，人不走).</summary>
public sealed record JointResultRejected(AggregateHead Head, WhistleRef Whistle, IReadOnlyList<Reason> Reasons)
    : IWhistleEvent;

/// <summary>The whistle has ended.</summary>
/// <param name="Partial">Something goes on under an order.</param>
public sealed record WhistleEnded(
    AggregateHead Head, WhistleRef Whistle, bool Partial, IReadOnlyList<Reason> Reasons) : IWhistleEvent;

/// <summary>
/// One side of a whistle has rated the other (双向评价). Neither reads the other's before both are in.
/// </summary>
/// <param name="Organisation">The department that is rated, or that rates.</param>
/// <param name="OfDepartment">What the blower says of the department; null when the department has rated.</param>
/// <param name="Justified">What the department says: a case for a whistle; null when the blower has rated.</param>
public sealed record WhistleRated(
    AggregateHead Head, WhistleRef Whistle, OrganisationId Organisation, string OrganisationName,
    DepartmentRating? OfDepartment, bool? Justified, IReadOnlyList<Reason> Reasons) : IWhistleEvent;

/// <summary>What the blower says of a department: it came in time, did its part, and so solved the matter.</summary>
public sealed record DepartmentRating(bool InTime, bool DidPart, bool Solved);
