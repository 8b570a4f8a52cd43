using Dispatch.Escalation.Calendar.Domain;

namespace Dispatch.Escalation.Clocks.Domain;

/// <summary>The three colours (三色预警): yellow at half of the time, orange at four fifths, red when it is over.</summary>
public static class Colours
{
    const double Yellow = 0.5, Orange = 0.8;

    /// <summary>When a clock of this colour turns next; null when it is red.</summary>
    public static DateTimeOffset? TurnsAt(
        WorkCalendar calendar, TermUnit unit, DateTimeOffset start, DateTimeOffset due, Colour colour) => colour switch
        {
            Colour.None => TimeUsed(calendar, start, due, unit, Yellow),
            Colour.Yellow => TimeUsed(calendar, start, due, unit, Orange),
            Colour.Orange => due,
            _ => null,
        };

    /// <summary>Which part of the time is used up when a clock turns yellow or orange, in per cent.</summary>
    public static int PerCent(Colour colour) => (int)((colour == Colour.Orange ? Orange : Yellow) * 100);

    // A term of office hours that the citizen clock ends at night may hold no office hour at all.
    static DateTimeOffset TimeUsed(
        WorkCalendar calendar, DateTimeOffset start, DateTimeOffset due, TermUnit unit, double fraction)
    {
        var at = calendar.Elapse(start, due, unit, fraction);
        return at < due ? at : due;
    }
}
