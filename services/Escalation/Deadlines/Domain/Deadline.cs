using System.Text.Json.Serialization;
using Dispatch.Escalation.Clocks.Domain;

namespace Dispatch.Escalation.Deadlines.Domain;

/// <summary>What has become of a term: kept, kept too late, or let pass: 按时, 逾期, 逾期未办.</summary>
public enum TermOutcome { InTime, Late, Missed }

/// <summary>One deadline (时限) of a whistle or an order, which need not belong to a case.</summary>
/// <param name="Policy">The policy that was in force when it started.</param>
/// <param name="MetAt">When what it waited for was done, or was no longer owed.</param>
/// <param name="Dropped">True where it was no longer owed: neither a success nor a failure.</param>
/// <param name="MissedAt">When it was seen to have passed: once only.</param>
public sealed record Deadline(
    ClockKind Kind, int Policy, DateTimeOffset StartedAt, DateTimeOffset Due, DateTimeOffset? MetAt = null,
    DateTimeOffset? MissedAt = null, bool Dropped = false)
{
    [JsonIgnore]
    public bool Runs => MetAt is null;

    /// <summary>When somebody must look at it; null when it is met, or was seen to have passed.</summary>
    [JsonIgnore]
    public DateTimeOffset? WakesAt => MetAt is null && MissedAt is null ? Due : null;

    public static Deadline Start(
        Terms terms, ClockKind kind, Urgency urgency, JurisdictionId place, DateTimeOffset at)
    {
        var policy = terms.For(kind, urgency, null, at, place: place);
        return new(kind, policy.Id, at, terms.Calendar.Due(at, policy.Term));
    }

    public Deadline Meet(DateTimeOffset at) => Runs ? this with { MetAt = at } : this;

    /// <summary>It is no longer owed.</summary>
    public Deadline Drop(DateTimeOffset at) => Runs ? this with { MetAt = at, Dropped = true } : this;

    /// <summary>Null while it runs, and where it was no longer owed.</summary>
    [JsonIgnore]
    public bool? InTime => MetAt is { } at && !Dropped ? at <= Due : null;

    /// <summary>Runs again with its old due time, since what was done does not hold.</summary>
    public Deadline Resume() => this with { MetAt = null };

    /// <summary>Null while it runs within its time, and where it was no longer owed before that was over.</summary>
    [JsonIgnore]
    public TermOutcome? Outcome => InTime is { } kept ? kept ? TermOutcome.InTime : TermOutcome.Late
        : MissedAt is null ? null : TermOutcome.Missed;

    public Deadline Miss(DateTimeOffset at) => this with { MissedAt = at };

    /// <summary>The colour (三色预警) that it has now; one that is met keeps the colour of that moment.</summary>
    public Colour ColourAt(Terms terms, DateTimeOffset now)
    {
        var (at, unit) = (MetAt ?? now, terms[Policy].Unit);
        var colour = Colour.None;
        while (Colours.TurnsAt(terms.Calendar, unit, StartedAt, Due, colour) <= at)
            colour++;
        return colour;
    }
}

/// <summary>What a reader is told of a deadline.</summary>
/// <param name="Term">In plain Chinese, such as 30分钟.</param>
/// <param name="Source">The rule behind it.</param>
/// <param name="InTime">Null while it runs, and where it was no longer owed.</param>
public sealed record ShownDeadline(
    ClockKind Kind, DateTimeOffset StartedAt, DateTimeOffset Due, DateTimeOffset? MetAt, bool? InTime, Colour Colour,
    string Term, string Source)
{
    public static ShownDeadline Of(Deadline one, Terms terms, DateTimeOffset now) => new(
        one.Kind, one.StartedAt, one.Due, one.MetAt, one.InTime,
        one.ColourAt(terms, now), terms[one.Policy].Term.ToString(), terms[one.Policy].Source);
}
