namespace Dispatch.Escalation.Calendar.Domain;

/// <summary>One day between a start and its due time.</summary>
/// <param name="Date">In China's time.</param>
/// <param name="Hours">How many hours of it were counted, for terms in hours.</param>
/// <param name="Why">In plain Chinese.</param>
public sealed record ExplainedDay(DateOnly Date, bool Counted, decimal? Hours, string Why);

/// <summary>
/// Why a due time is what it is: every day from the start to the due time, counted or skipped. The counted days or
/// hours add up to the term, unless something else ends it earlier; the last day is the day on which it is due.
/// </summary>
public static class DueDateExplanation
{
    /// <param name="until">The due time where something else ends the term earlier.</param>
    public static List<ExplainedDay> Explain(
        WorkCalendar calendar, DateTimeOffset start, Term term, DateTimeOffset? until = null)
    {
        var due = calendar.Due(start, term);
        due = until < due ? until.Value : due;
        // A term that is over at 24:00 ends on the day before midnight.
        var last = ChinaTime.DayOf(due.AddTicks(-1));
        var days = new List<ExplainedDay>();
        for (var date = ChinaTime.DayOf(start); date <= last; date = date.AddDays(1))
            days.Add(term.Unit switch
            {
                TermUnit.WorkingDays or TermUnit.CalendarDays when days.Count == 0 =>
                    new(date, false, null, "开始当日不计入（民法典第二百零一条）"),
                TermUnit.WorkingDays => new(date, calendar.IsWorking(date), null, calendar.Why(date)),
                TermUnit.CalendarDays => NaturalDay(calendar, date, days.Count <= (int)term.Amount, date == last),
                TermUnit.WorkingHours => OfficeHours(calendar, date, start, due),
                _ => PlainHours(date, start, due),
            });
        return days;
    }

    /// <summary>One sentence for each year whose notice is not loaded yet.</summary>
    public static List<string> UnknownYears(WorkCalendar calendar, DateTimeOffset start, Term term) =>
        term.Unit is TermUnit.Hours ? [] :
        [
            .. Enumerable.Range(ChinaTime.DayOf(start).Year,
                ChinaTime.DayOf(calendar.Due(start, term)).Year - ChinaTime.DayOf(start).Year + 1)
                .Where(year => !calendar.IsKnown(year))
                .Select(year => $"{year}年国务院放假安排尚未录入，该年按周一至周五为工作日计算，录入后结果可能不同。"),
        ];

    static ExplainedDay NaturalDay(WorkCalendar calendar, DateOnly date, bool within, bool last) =>
        (within, last) switch
        {
            (true, _) => new(date, true, null, calendar.IsWorking(date) ? "自然日" : $"自然日（{calendar.Why(date)}，照计）"),
            (_, true) => new(date, false, null, "期间最后一日为休息日，顺延至此日（民法典第二百零三条）"),
            _ => new(date, false, null, calendar.Why(date) + "，期间最后一日顺延"),
        };

    static ExplainedDay OfficeHours(WorkCalendar calendar, DateOnly date, DateTimeOffset start, DateTimeOffset due)
    {
        var (from, to) = PartOfDay(date, start, due);
        var counted = calendar.OfficeTime(from, to);
        return counted > TimeSpan.Zero
            ? new(date, true, Hours(counted), calendar.Why(date) + "，按08:30—12:00、14:30—18:00计")
            : new(date, false, 0, calendar.IsWorking(date) ? "已过当日办公时间" : calendar.Why(date));
    }

    static ExplainedDay PlainHours(DateOnly date, DateTimeOffset start, DateTimeOffset due)
    {
        var (from, to) = PartOfDay(date, start, due);
        return new(date, true, Hours(to - from), "连续计时，不分工作日");
    }

    static (DateTimeOffset From, DateTimeOffset To) PartOfDay(DateOnly date, DateTimeOffset start, DateTimeOffset due)
    {
        var midnight = new DateTimeOffset(date, TimeOnly.MinValue, ChinaTime.Offset);
        return (start > midnight ? start : midnight, due < midnight.AddDays(1) ? due : midnight.AddDays(1));
    }

    static decimal Hours(TimeSpan time) => (decimal)time.Ticks / TimeSpan.TicksPerHour;
}
