namespace Dispatch.Escalation.Clocks.Domain;

/// <summary>Why a clock stopped. Whether it was met, and what restarts it, depends on it.</summary>
public enum StopCause { Done, Replied, Returned, Mediated, Needless, Archived, Suspended }

/// <summary>One deadline (时限). It runs until <paramref name="StoppedAt"/>.</summary>
/// <param name="TicketId">Null for the citizen clock, which is the case's own.</param>
/// <param name="Organisation">Who owes it; null when the platform does.</param>
/// <param name="Policy">The policy that was in force when it started.</param>
/// <param name="NextTurnAt">When the colour turns next; null when it is red or the clock has stopped.</param>
/// <param name="Extended">By how many working days it was extended (延期).</param>
/// <param name="BoundedBy">What made its due time earlier than its policy and its extension alone would.</param>
public sealed record Clock(
    ClockId Id, CaseId CaseId, ClockKind Kind, TicketId? TicketId, OrganisationId? Organisation, int Policy,
    DateTimeOffset StartedAt, DateTimeOffset Due, DateTimeOffset? StoppedAt, StopCause? StoppedBy, Colour Colour,
    DateTimeOffset? NextTurnAt, int? Extended = null, TermLimit? BoundedBy = null)
{
    public bool Running => StoppedAt is null;

    /// <summary>Null while it runs, and when nothing was owed any longer: that is no success.</summary>
    public bool? InTime => DoneInTime(Kind, Due, StoppedAt, StoppedBy);

    /// <summary>The same for a clock of which only these columns were read.</summary>
    public static bool? DoneInTime(ClockKind kind, DateTimeOffset due, DateTimeOffset? stoppedAt, StopCause? by) =>
        (stoppedAt, by) switch
        {
            (null, _) => null,
            ({ } at, _) when at > due => false,
            (_, StopCause.Done or StopCause.Replied) => true,
            _ => kind == ClockKind.Citizen ? true : null,
        };

    public static Clock Start(
        Terms terms, Policy policy, CaseId caseId, TicketId? ticket, OrganisationId? organisation, DateTimeOffset at) =>
        Start(terms, new BoundedTerm(policy, terms.Calendar.Due(at, policy.Term), null), caseId, ticket, organisation,
            at);

    public static Clock Start(
        Terms terms, BoundedTerm term, CaseId caseId, TicketId? ticket, OrganisationId? organisation,
        DateTimeOffset at) =>
        new(ClockId.New(), caseId, term.Policy.Clock, ticket, organisation, term.Policy.Id, at, term.Due, null, null,
            Colour.None, Colours.TurnsAt(terms.Calendar, term.Policy.Unit, at, term.Due, Colour.None),
            BoundedBy: term.BoundedBy);

    /// <summary>Stopped at <paramref name="at"/>, but never before it started.</summary>
    public Clock Stop(DateTimeOffset at, StopCause cause) =>
        this with { StoppedAt = at < StartedAt ? StartedAt : at, StoppedBy = cause, NextTurnAt = null };

    /// <summary>
    /// The colour that holds at <paramref name="now"/>. A clock that was not looked at for long turns once, to the last
    /// colour it has reached, so that it warns once.
    /// </summary>
    public Clock Turn(Terms terms, DateTimeOffset now)
    {
        var (colour, next) = (Colour, NextTurnAt);
        while (next <= now)
            next = Colours.TurnsAt(terms.Calendar, terms[Policy].Unit, StartedAt, Due, ++colour);
        return this with { Colour = colour, NextTurnAt = next };
    }

    /// <summary>Runs again with its old due time: the time while it stood still is not given back.</summary>
    public Clock Resume(Terms terms) => this with
    {
        StoppedAt = null,
        StoppedBy = null,
        NextTurnAt = Colours.TurnsAt(terms.Calendar, terms[Policy].Unit, StartedAt, Due, Colour),
    };

    /// <summary>
    /// Due so many working days later, within the limits of <see cref="LaterTerms"/>; its colour is that of the
    /// longer term.
    /// </summary>
    public Clock Extend(Terms terms, int days, Policy grade, DateTimeOffset at, DateTimeOffset citizenDue)
    {
        var (due, boundedBy) = LaterTerms.Extend(terms.Calendar, Due, days, grade, at, citizenDue);
        return this with
        {
            Due = due,
            Extended = days,
            BoundedBy = boundedBy ?? BoundedBy,
            Colour = Colour.None,
            NextTurnAt = Colours.TurnsAt(terms.Calendar, terms[Policy].Unit, StartedAt, due, Colour.None),
        };
    }
}
