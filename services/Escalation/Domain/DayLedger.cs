namespace Dispatch.Escalation.Domain;

/// <summary>One day between a start and its due time.</summary>
/// <param name="Date">In China's time.</param>
/// <param name="Hours">How many hours of it were counted, for terms in hours.</param>
/// <param name="Why">In plain Chinese.</param>
public sealed record LedgerDay(DateOnly Date, bool Counted, decimal? Hours, string Why);

/// <summary>
/// Why a due time is what it is: every day from the start to the due time, counted or skipped. The counted days (or
/// hours) add up to the term, and the last of them is the day on which it is due.
/// </summary>
public static class DayLedger
{
    /// <param name="until">Where something else ends it before the term is used up; null: nowhere.</param>
    public static List<LedgerDay> Explain(
        WorkCalendar calendar, DateTimeOffset start, Term term, DateTimeOffset? until = null)
    {
        var due = calendar.Due(start, term);
        due = until < due ? until.Value : due;
        // A term that is over at 24:00 ends on the day before midnight.
        var last = WorkCalendar.DateOf(due.AddTicks(-1));
        var days = new List<LedgerDay>();
        for (var date = WorkCalendar.DateOf(start); date <= last; date = date.AddDays(1))
            days.Add(term.Unit switch
            {
                TermUnit.WorkingDays or TermUnit.CalendarDays when days.Count == 0 =>
                    new(date, false, null, "开始当日不计入（民法典第二百零一条）"),
                TermUnit.WorkingDays => new(date, calendar.IsWorking(date), null, calendar.Why(date)),
                TermUnit.CalendarDays => Natural(calendar, date, days.Count <= (int)term.Amount, date == last),
                TermUnit.WorkingHours => Office(calendar, date, start, due),
                _ => Plain(date, start, due),
            });
        return days;
    }

    /// <summary>What the reader must know about the data behind it; empty when all is known.</summary>
    public static List<string> Warnings(WorkCalendar calendar, DateTimeOffset start, Term term) =>
        term.Unit is TermUnit.Hours ? [] :
        [
            .. Enumerable.Range(WorkCalendar.DateOf(start).Year,
                WorkCalendar.DateOf(calendar.Due(start, term)).Year - WorkCalendar.DateOf(start).Year + 1)
                .Where(year => !calendar.IsKnown(year))
                .Select(year => $"{year}年国务院放假安排尚未录入，该年按周一至周五为工作日计算，录入后结果可能不同。"),
        ];

    static LedgerDay Natural(WorkCalendar calendar, DateOnly date, bool within, bool last) => (within, last) switch
    {
        (true, _) => new(date, true, null, calendar.IsWorking(date) ? "自然日" : $"自然日（{calendar.Why(date)}，照计）"),
        (_, true) => new(date, false, null, "期间最后一日为休息日，顺延至此日（民法典第二百零三条）"),
        _ => new(date, false, null, calendar.Why(date) + "，期间最后一日顺延"),
    };

    static LedgerDay Office(WorkCalendar calendar, DateOnly date, DateTimeOffset start, DateTimeOffset due)
    {
        var (from, to) = Within(date, start, due);
        var counted = calendar.OfficeTime(from, to);
        return counted > TimeSpan.Zero
            ? new(date, true, Hours(counted), calendar.Why(date) + "，按08:30—12:00、14:30—18:00计")
            : new(date, false, 0, calendar.IsWorking(date) ? "已过当日办公时间" : calendar.Why(date));
    }

    static LedgerDay Plain(DateOnly date, DateTimeOffset start, DateTimeOffset due)
    {
        var (from, to) = Within(date, start, due);
        return new(date, true, Hours(to - from), "连续计时，不分工作日");
    }

    static (DateTimeOffset From, DateTimeOffset To) Within(DateOnly date, DateTimeOffset start, DateTimeOffset due)
    {
        var midnight = new DateTimeOffset(date, TimeOnly.MinValue, WorkCalendar.China);
        return (start > midnight ? start : midnight, due < midnight.AddDays(1) ? due : midnight.AddDays(1));
    }

    static decimal Hours(TimeSpan time) => (decimal)time.Ticks / TimeSpan.TicksPerHour;
}
