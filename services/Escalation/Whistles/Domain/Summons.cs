using Dispatch.Escalation.Clocks.Domain;
using Dispatch.Escalation.Deadlines.Domain;

namespace Dispatch.Escalation.Whistles.Domain;

/// <summary>Which side must do the next thing.</summary>
public enum Side { Nobody, Department, Township, Centre, Blower }

/// <summary>Why a department does not mean to come, and what the centre has decided.</summary>
/// <param name="Duty">The entry of the duty list that it cites; without one the refusal has no ground.</param>
/// <param name="Upheld">Null until the centre has decided.</param>
public sealed record SummonsRefusal(
    ReturnReason Reason, string Explanation, string? Duty, DateTimeOffset At, ActedBy By, bool? Upheld = null,
    string? Grounds = null, ActedBy? RuledBy = null);

/// <summary>What a department says of the whistle: whether it was a case for one, and why.</summary>
public sealed record WhistleVerdict(bool Justified, string Words);

/// <summary>What the blower says of a department, and why.</summary>
public sealed record DepartmentVerdict(DepartmentRating Rating, string Words);

/// <summary>A department that was summoned (应哨单位), and how far it has come.</summary>
/// <param name="Bound">It has been refused to stay away, and cannot ask again.</param>
/// <param name="ArrivalOrder">The order that demands that it comes: one at most.</param>
/// <param name="Part">What it did.</param>
/// <param name="Remains">What it still owes after the joint result.</param>
/// <param name="Deadlines">Of each kind the last one counts.</param>
public sealed record Summons(
    OrganisationId Organisation, string Name, TicketRole Role, SummonsState State, string? Attendee,
    SummonsRefusal? Refusal, bool Bound, DateTimeOffset? ArrivedAt, PlaceProof? Proof, int? Metres,
    OrderId? ArrivalOrder, string? Part, string? Remains, DateTimeOffset? RemainsUntil,
    IReadOnlyList<Deadline> Deadlines, DepartmentVerdict? OfDepartment, WhistleVerdict? OfWhistle)
{
    /// <summary>Exactly one side is accountable for every part that is open.</summary>
    public Side Accountable => State switch
    {
        SummonsState.Called or SummonsState.Acknowledged or SummonsState.Arrived => Side.Department,
        SummonsState.RefusalAsked => Side.Centre,
        _ => Side.Nobody,
    };

    /// <summary>It need not do anything, by the centre's ruling.</summary>
    public bool Excused => State == SummonsState.Excused;

    public bool OnSite => ArrivedAt is not null;

    /// <summary>After the time by which it had to come; null until it has come.</summary>
    public bool? Late => ArrivedAt is { } at ? Current(ClockKind.Arrival) is { } due && at > due.Due : null;

    /// <summary>Whether it has answered in time; a refusal that cites its duty is an answer too.</summary>
    public TermOutcome? Answered => Current(ClockKind.Acknowledgement)?.Outcome;

    /// <summary>Whether it came in time. Whom the centre has excused owes nothing.</summary>
    public TermOutcome? Came => Excused ? null : Current(ClockKind.Arrival)?.Outcome;

    /// <summary>How many of the three questions the blower answered with yes; null until both have rated.</summary>
    public int? Points => OfWhistle is null || OfDepartment is not { Rating: var said } ? null
        : new[] { said.InTime, said.DidPart, said.Solved }.Count(yes => yes);

    public Deadline? Current(ClockKind kind) => Deadlines.LastOrDefault(one => one.Kind == kind);

    public static Summons Call(
        OrganisationId organisation, string name, TicketRole role, WhistleTerms terms, DateTimeOffset at,
        DateTimeOffset? arriveBy)
    {
        var (answer, arrival) = (terms.Start(ClockKind.Acknowledgement, at), terms.Start(ClockKind.Arrival, at));
        // A review may have lasted beyond the wish.
        if (arriveBy > at)
            arrival = arrival with { Due = arriveBy.Value };
        if (answer.Due > arrival.Due)
            answer = answer with { Due = arrival.Due };
        return new(organisation, name, role, SummonsState.Called, null, null, false, null, null, null, null, null, null,
            null, [answer, arrival], null, null);
    }

    public Summons Start(Deadline one) => this with { Deadlines = [.. Deadlines, one] };

    public Summons Meet(DateTimeOffset at, params ClockKind[] kinds) =>
        this with { Deadlines = [.. Deadlines.Select(one => kinds.Contains(one.Kind) ? one.Meet(at) : one)] };

    public Summons Drop(DateTimeOffset at, params ClockKind[] kinds) =>
        this with { Deadlines = [.. Deadlines.Select(one => kinds.Contains(one.Kind) ? one.Drop(at) : one)] };

    public Summons Miss(Deadline passed, DateTimeOffset at) =>
        this with { Deadlines = [.. Deadlines.Select(one => one == passed ? one.Miss(at) : one)] };

    public SummonedDepartment ToEvent() => new(
        Organisation, Name, Role, Current(ClockKind.Acknowledgement)!.Due, Current(ClockKind.Arrival)!.Due);
}

/// <summary>The terms of one whistle: by its type and its place.</summary>
public sealed record WhistleTerms(Terms Terms, WhistleType Type, JurisdictionId Place)
{
    public Urgency Urgency => Type == WhistleType.Emergency ? Urgency.Emergency : Urgency.Normal;

    public Deadline Start(ClockKind kind, DateTimeOffset at) => Deadline.Start(Terms, kind, Urgency, Place, at);

    public Policy Policy(ClockKind kind, DateTimeOffset at) => Terms.For(kind, Urgency, null, at, place: Place);
}
