using System.Globalization;

namespace Dispatch.Escalation.Domain;

/// <summary>A clock that has turned.</summary>
/// <param name="Climbs">The rung the case now stands on, when this turn made it climb.</param>
public sealed record Turn(Clock Clock, Reason Why, Rung? Climbs);

/// <summary>The three colours (三色预警): yellow at half of the time, orange at four fifths, red when it is over.</summary>
public static class Colours
{
    const double Yellow = 0.5, Orange = 0.8;

    /// <summary>When a clock of this colour turns next; null when it is red.</summary>
    public static DateTimeOffset? TurnsAt(
        WorkCalendar calendar, TermUnit unit, DateTimeOffset start, DateTimeOffset due, Colour colour) => colour switch
        {
            Colour.None => Part(calendar, start, due, unit, Yellow),
            Colour.Yellow => Part(calendar, start, due, unit, Orange),
            Colour.Orange => due,
            _ => null,
        };

    /// <summary>
    /// The colour that holds at <paramref name="now"/>. A clock that was not looked at for long turns once, to the last
    /// colour it has reached, and warns once.
    /// </summary>
    public static Turn Turned(Clock clock, Terms terms, Rung rung, DateTimeOffset now)
    {
        var policy = terms[clock.Policy];
        var (colour, next) = (clock.Colour, clock.NextTurnAt);
        while (next <= now)
            next = TurnsAt(terms.Calendar, policy.Unit, clock.StartedAt, clock.Due, ++colour);

        return new(clock with { Colour = colour, NextTurnAt = next }, Why(clock, policy, colour),
            Ladder.Climb(clock.Kind, colour, rung));
    }

    // A term of office hours that the citizen clock cuts short may hold none at all.
    static DateTimeOffset Part(
        WorkCalendar calendar, DateTimeOffset start, DateTimeOffset due, TermUnit unit, double fraction)
    {
        var at = calendar.Elapse(start, due, unit, fraction);
        return at < due ? at : due;
    }

    static Reason Why(Clock clock, Policy policy, Colour colour)
    {
        var what = $"{clock.Kind.Chinese()}（{policy.Words(clock.Extended, clock.BoundedBy)}）";
        var used = (colour == Colour.Orange ? Orange : Yellow) * 100;
        return colour == Colour.Red
            ? new("clock_expired", $"{what}已于{clock.Due.Chinese()}到期，转为{colour.Chinese()}。")
            : new("clock_time_used",
                string.Create(CultureInfo.InvariantCulture, $"{what}已用去{used:F0}%，")
                + $"应于{clock.Due.Chinese()}前完成，转为{colour.Chinese()}。");
    }
}
