using System.Globalization;
using Dispatch.Escalation.Clocks.Domain;
using Dispatch.Escalation.Ladder.Domain;

namespace Dispatch.Escalation.Warnings.Domain;

/// <summary>A warning (三色预警): a clock has turned yellow, orange or red.</summary>
/// <param name="Clock">As it stands now.</param>
/// <param name="From">The rung on which the case stood.</param>
/// <param name="On">
/// The case as it stands now, perhaps one rung higher (提级), with the version of the last event about it: the warning's,
/// or after it the escalation's.
/// </param>
public sealed record Warning(
    WarningId Id, Clock Clock, Rung From, TimedCase On, DateTimeOffset RaisedAt, IReadOnlyList<Reason> Reasons)
{
    /// <summary>Whoever owes the clock; for the citizen clock whoever is accountable for the case.</summary>
    public OrganisationId? Organisation => Clock.Kind == ClockKind.Citizen ? On.Organisation : Clock.Organisation;

    public bool Escalates => On.Rung != From;

    /// <summary>Whose head, or which centre's director, must act on it.</summary>
    public OrganisationId? WhoActs => EscalationLadder.WhoActs(On.Rung, Organisation, On.Centre);

    /// <summary>Why the case stands one rung higher.</summary>
    public IReadOnlyList<Reason> EscalationReasons =>
    [
        new("clock_expired", $"{Clock.Kind.Chinese()}到期未完成，由{From.Chinese()}提级至{On.Rung.Chinese()}督促办理。"),
        .. Reasons,
    ];

    /// <summary>Turns a clock whose time has come, and lifts its case where that clock must.</summary>
    public static Warning Raise(TimedCase on, Clock due, Terms terms, DateTimeOffset now)
    {
        var clock = due.Turn(terms, now);
        var climbed = EscalationLadder.Climb(clock.Kind, clock.Colour, on.Rung);
        return new(
            WarningId.New(), clock, on.Rung,
            on with
            {
                Version = on.Version + (climbed is null ? 1 : 2),
                Colour = clock.Colour > on.Colour ? clock.Colour : on.Colour,
                Rung = climbed ?? on.Rung,
            },
            now, [Why(clock, terms[clock.Policy])]);
    }

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
