namespace Dispatch.Escalation.Calendar.Domain;

/// <summary>One day that the State Council's yearly notice moves (放假 or 调休上班).</summary>
public sealed record CalendarDay(
    [property: Required, StringLength(40, MinimumLength = 1)] string Name, DateOnly Date, bool IsOffDay);

/// <summary>
/// The work calendar (工作日历) in China's time: State Council holidays with their make-up days, office hours 08:30–12:00
/// and 14:30–18:00. A year whose notice is not loaded counts Monday to Friday.
/// </summary>
/// <remarks>
/// Immutable. Working days are numbered once, so that a due time is looked up in an array and not counted day by day.
/// Sources: 民法典 §201 (the day of the start is not counted), §203 (the last day ends at closing time or at 24:00, and
/// moves past statutory rest days), 国务院办公厅关于节假日安排的通知 of each year.
/// </remarks>
public sealed class WorkCalendar
{
    public const int FirstYear = 2000, LastYear = 2100;
    public static readonly TimeSpan Closing = new(18, 0, 0);
    static readonly (long From, long To)[] Office =
    [
        (new TimeSpan(8, 30, 0).Ticks, new TimeSpan(12, 0, 0).Ticks),
        (new TimeSpan(14, 30, 0).Ticks, Closing.Ticks),
    ];
    static readonly long OfficeDay = Office.Sum(hours => hours.To - hours.From);
    static readonly DateOnly First = new(FirstYear, 1, 1);
    static readonly int Days = new DateOnly(LastYear, 12, 31).DayNumber - First.DayNumber + 1;

    readonly Dictionary<DateOnly, CalendarDay> moved = [];
    readonly HashSet<int> years = [];
    readonly bool[] working = new bool[Days];
    // How many working days lie before each day, and which day is the n-th working one.
    readonly int[] before = new int[Days];
    readonly List<int> nth = new(Days);

    /// <param name="notices">The days of each year's notice; a notice may move days of the December before it.</param>
    public WorkCalendar(IEnumerable<(int Year, IReadOnlyList<CalendarDay> Days)> notices)
    {
        foreach (var (year, days) in notices.OrderBy(notice => notice.Year))
        {
            if (days.Count > 0)
                years.Add(year);
            foreach (var day in days)
                moved[day.Date] = day;
        }
        for (var i = 0; i < Days; i++)
        {
            var date = First.AddDays(i);
            before[i] = nth.Count;
            working[i] = moved.TryGetValue(date, out var day) ? !day.IsOffDay : !Weekend(date);
            if (working[i])
                nth.Add(i);
        }
    }

    public bool IsKnown(int year) => years.Contains(year);

    public bool IsWorking(DateOnly date) => working[Index(date)];

    /// <summary>Why a day is worked or not, in plain Chinese.</summary>
    public string Why(DateOnly date) => moved.TryGetValue(date, out var day)
        ? day.Name + (day.IsOffDay ? "放假" : "调休上班")
        : Weekend(date) ? "周末" : IsKnown(date.Year) ? "工作日" : $"工作日（{date.Year}年放假安排尚未录入，按周一至周五计）";

    /// <summary>When a term that starts at <paramref name="start"/> is over, UTC.</summary>
    public DateTimeOffset Due(DateTimeOffset start, Term term)
    {
        var date = ChinaTime.DayOf(start);
        switch (term.Unit)
        {
            case TermUnit.WorkingDays:
                // Today does not count: the first day of the term is the next working day.
                var today = Index(date);
                return At(nth[before[today] + (working[today] ? 1 : 0) + (int)term.Amount - 1], Closing.Ticks);
            case TermUnit.CalendarDays:
                return At(Index(LastDay(date.AddDays((int)term.Amount))) + 1, 0);
            case TermUnit.WorkingHours:
                return Invert(Position(start) + Ticks(term.Amount));
            default:
                return start.ToUniversalTime().AddTicks(Ticks(term.Amount));
        }
    }

    /// <summary>
    /// The instant at which <paramref name="fraction"/> of the time that counts between the two is used up, UTC.
    /// </summary>
    public DateTimeOffset Elapse(DateTimeOffset start, DateTimeOffset due, TermUnit unit, double fraction)
    {
        if (unit is TermUnit.CalendarDays or TermUnit.Hours)
            return start.ToUniversalTime().AddTicks((long)((due - start).Ticks * fraction));
        var from = Position(start);
        return Invert(from + Math.Max(1, (long)((Position(due) - from) * fraction)));
    }

    /// <summary>The office time between two instants.</summary>
    public TimeSpan OfficeTime(DateTimeOffset from, DateTimeOffset to) => new(Position(to) - Position(from));

    /// <summary>
    /// A term of calendar days that would end on a statutory rest day ends on the next working day (民法典 §203).
    /// </summary>
    public DateOnly LastDay(DateOnly date)
    {
        while (!IsWorking(date))
            date = date.AddDays(1);
        return date;
    }

    public static long Ticks(decimal hours) => (long)(hours * TimeSpan.TicksPerHour);

    static bool Weekend(DateOnly date) => date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;

    static int Index(DateOnly date) => date.DayNumber - First.DayNumber;

    static DateTimeOffset At(int day, long ticks) =>
        new DateTimeOffset(First.AddDays(day), TimeOnly.MinValue, ChinaTime.Offset).AddTicks(ticks).ToUniversalTime();

    // The office time from the first year up to an instant, in ticks; Invert turns it back into the instant.
    long Position(DateTimeOffset instant)
    {
        var local = instant.ToOffset(ChinaTime.Offset);
        var day = Index(DateOnly.FromDateTime(local.DateTime));
        var used = before[day] * OfficeDay;
        if (working[day])
        {
            foreach (var (from, to) in Office)
                used += Math.Clamp(local.TimeOfDay.Ticks, from, to) - from;
        }
        return used;
    }

    // The earliest such instant: closing time, and not the next morning.
    DateTimeOffset Invert(long position)
    {
        var day = (int)((position - 1) / OfficeDay);
        var left = position - day * OfficeDay;
        var (from, to) = Office[0];
        return At(nth[day], left <= to - from ? from + left : Office[1].From + left - (to - from));
    }
}
