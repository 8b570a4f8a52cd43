using System.Globalization;
using Dispatch.Escalation.Causes.Domain;
using Dispatch.Escalation.Clocks.Domain;

namespace Dispatch.Escalation.Warnings.Domain;

/// <summary>A warning (三色预警): a clock has turned yellow, orange or red.</summary>
/// <param name="Clock">As it stands now.</param>
/// <param name="On">The case as it stands now, with the version of the warning's event.</param>
public sealed record Warning(
    WarningId Id, Clock Clock, TimedCase On, DateTimeOffset RaisedAt, IReadOnlyList<Reason> Reasons)
{
    /// <summary>Whoever owes the clock; for the citizen clock whoever is accountable for the case.</summary>
    public OrganisationId? Organisation => Clock.Kind == ClockKind.Citizen ? On.Organisation : Clock.Organisation;

    /// <summary>
    /// What it gives the ladder (提级) to act on: an orange clock reminds the handler, an expired one lifts the case.
    /// Null for a yellow one, and for clocks of the platform or the law that are not the owner's handling.
    /// </summary>
    public Cause? Cause => (Clock.Kind, Clock.Colour) switch
    {
        (ClockKind.Claim or ClockKind.Reply, Colour.Orange) => Lifting(LiftCause.TimeUsed, "orange"),
        (ClockKind.Claim, Colour.Red) => Lifting(LiftCause.ClaimExpired, "red"),
        (ClockKind.Reply, Colour.Red) => Lifting(LiftCause.ReplyExpired, "red"),
        (ClockKind.Citizen, Colour.Red) => Lifting(LiftCause.CitizenExpired, "red"),
        _ => null,
    };

    /// <summary>Turns a clock whose time has come.</summary>
    public static Warning Raise(TimedCase on, Clock due, Terms terms, DateTimeOffset now)
    {
        var clock = due.Turn(terms, now);
        return new(
            WarningId.New(), clock,
            on with { Version = on.Version + 1, Colour = clock.Colour > on.Colour ? clock.Colour : on.Colour },
            now, [Why(clock, terms[clock.Policy])]);
    }

    // An extended or resumed clock that expires anew presses anew.
    Cause Lifting(LiftCause kind, string colour) => new(
        On.CaseId, $"clock/{Clock.Id}/{colour}/{Clock.Due.UtcTicks}", kind, null, Clock.TicketId, Clock.Id, null,
        Reasons, null, RaisedAt);

    static Reason Why(Clock clock, Policy policy)
    {
        var what = $"{clock.Kind.Chinese()}（{policy.Chinese(clock.Extended, clock.BoundedBy)}）";
        return clock.Colour == Colour.Red
            ? new("clock_expired", $"{what}已于{ChinaTime.Deadline(clock.Due)}到期，转为{clock.Colour.Chinese()}。")
            : new("clock_time_used",
                string.Create(CultureInfo.InvariantCulture, $"{what}已用去{Colours.PerCent(clock.Colour)}%，")
                + $"应于{ChinaTime.Deadline(clock.Due)}前完成，转为{clock.Colour.Chinese()}。");
    }
}
