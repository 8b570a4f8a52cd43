using Dispatch.Escalation.Calendar.Domain;
using static Dispatch.Tests.Unit.Escalation.Calendars;

namespace Dispatch.Tests.Unit.Escalation.Calendar;

public sealed class WorkCalendarTests
{
    const int Pairs = 10_000;

    // The walk below reads the notices by itself, day by day and minute by minute: it shares no code with the calendar.
    static readonly Dictionary<DateOnly, bool> Off = Notices.SelectMany(n => n.Days)
        .ToDictionary(day => day.Date, day => day.IsOffDay);

    static bool Worked(DateOnly date) =>
        Off.TryGetValue(date, out var off) ? !off : date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);

    static bool OfficeMinute(int minute) => minute is >= 510 and < 720 or >= 870 and < 1080;

    static DateTimeOffset Walk(DateTimeOffset start, Term term)
    {
        var local = start.ToOffset(TimeSpan.FromHours(8));
        var date = DateOnly.FromDateTime(local.DateTime);
        switch (term.Unit)
        {
            case TermUnit.WorkingDays:
                for (var left = (int)term.Amount; left > 0;)
                {
                    date = date.AddDays(1);
                    left -= Worked(date) ? 1 : 0;
                }
                return new(date, new(18, 0), TimeSpan.FromHours(8));
            case TermUnit.CalendarDays:
                date = date.AddDays((int)term.Amount);
                while (!Worked(date))
                    date = date.AddDays(1);
                return new(date.AddDays(1), TimeOnly.MinValue, TimeSpan.FromHours(8));
            case TermUnit.WorkingHours:
                for (var left = (int)(term.Amount * 60); left > 0; local = local.AddMinutes(1))
                    left -= Worked(DateOnly.FromDateTime(local.DateTime))
                        && OfficeMinute((int)local.TimeOfDay.TotalMinutes) ? 1 : 0;
                return local;
            default:
                return local.AddHours((double)term.Amount);
        }
    }

    static int OfficeMinutes(DateTimeOffset from, DateTimeOffset to)
    {
        var minutes = 0;
        for (var local = from.ToOffset(TimeSpan.FromHours(8)); local.AddMinutes(1) <= to; local = local.AddMinutes(1))
            minutes += Worked(DateOnly.FromDateTime(local.DateTime))
                && OfficeMinute((int)local.TimeOfDay.TotalMinutes) ? 1 : 0;
        return minutes;
    }

    static IEnumerable<(DateTimeOffset Start, Term Term)> Random(int seed, int pairs)
    {
        var random = new Random(seed);
        var first = China("2023-01-01 00:00");
        var minutes = (int)(China("2026-12-01 00:00") - first).TotalMinutes;
        for (var i = 0; i < pairs; i++)
        {
            var unit = (TermUnit)(i % 4);
            decimal amount = unit switch
            {
                TermUnit.WorkingDays or TermUnit.CalendarDays => random.Next(1, 61),
                TermUnit.WorkingHours => random.Next(1, 121) / 4m,
                _ => random.Next(1, 400) / 4m,
            };
            yield return (first.AddMinutes(random.Next(minutes)), new(amount, unit));
        }
    }

    [Theory]
    [MemberData(nameof(Seeds.Each), MemberType = typeof(Seeds))]
    public void Every_due_time_equals_an_independent_walk_through_the_days_and_minutes(int seed)
    {
        foreach (var (start, term) in Random(seed, Pairs))
            Assert.True(Walk(start, term) == Work.Due(start, term),
                $"{start:O} + {term}: {Work.Due(start, term):O}, walked {Walk(start, term):O}");
    }

    [Theory]
    [MemberData(nameof(Seeds.Each), MemberType = typeof(Seeds))]
    public void The_counted_days_or_hours_of_an_explanation_add_up_to_the_term_and_end_on_the_due_day(int seed)
    {
        foreach (var (start, term) in Random(seed, Pairs))
        {
            var days = DueDateExplanation.Explain(Work, start, term);
            var sum = term.Unit is TermUnit.WorkingDays or TermUnit.CalendarDays ? days.Count(day => day.Counted)
                : days.Sum(day => day.Hours!.Value);
            Assert.True(Math.Abs(sum - term.Amount) < 0.000_000_1m, $"{start:O} + {term}: {sum}");
            Assert.Equal(ChinaTime.DayOf(start), days[0].Date);
            Assert.Equal(DateOnly.FromDateTime(Walk(start, term).AddTicks(-1).DateTime), days[^1].Date);
            Assert.Equal(Enumerable.Range(0, days.Count).Select(days[0].Date.AddDays), days.Select(day => day.Date));
            Assert.All(days, day => Assert.NotEmpty(day.Why));
        }
    }

    [Theory]
    [MemberData(nameof(Seeds.Each), MemberType = typeof(Seeds))]
    public void Yellow_and_orange_come_when_half_and_four_fifths_of_the_counted_time_are_used_up(int seed)
    {
        foreach (var (start, term) in Random(seed, 1_000))
        {
            var due = Work.Due(start, term);
            foreach (var fraction in new[] { 0.5, 0.8, 1 })
            {
                var at = Work.Elapse(start, due, term.Unit, fraction);
                Assert.InRange(at, start, due);
                var (used, all) = term.Unit is TermUnit.WorkingDays or TermUnit.WorkingHours
                    ? (OfficeMinutes(start, at), OfficeMinutes(start, due))
                    : ((at - start).TotalMinutes, (due - start).TotalMinutes);
                Assert.True(Math.Abs(used - all * fraction) <= 1,
                    $"{start:O} + {term}, {fraction}: {at:O} uses {used} of {all} minutes");
            }
        }
    }

    [Theory]
    // 国庆节, and 10 October is a make-up day.
    [InlineData("2026-09-28 10:00", 5, TermUnit.WorkingDays, "2026-10-10 18:00")]
    [InlineData("2026-09-30 16:00", 4, TermUnit.WorkingHours, "2026-10-08 10:30")]
    // Closing time, and not the next morning.
    [InlineData("2026-09-30 16:00", 2, TermUnit.WorkingHours, "2026-09-30 18:00")]
    [InlineData("2026-03-02 12:30", 0.5, TermUnit.WorkingHours, "2026-03-02 15:00")]
    [InlineData("2026-10-03 09:00", 1, TermUnit.WorkingDays, "2026-10-08 18:00")]
    [InlineData("2026-03-02 00:00", 1, TermUnit.CalendarDays, "2026-03-04 00:00")]
    // 3 October is a day off: 民法典 §203.
    [InlineData("2026-09-03 10:00", 30, TermUnit.CalendarDays, "2026-10-09 00:00")]
    [InlineData("2023-12-29 17:00", 1, TermUnit.WorkingDays, "2024-01-02 18:00")]
    public void Due_times_that_a_clerk_has_counted_by_hand(string start, double amount, TermUnit unit, string due) =>
        Assert.Equal(China(due), Work.Due(China(start), new((decimal)amount, unit)));

    [Fact]
    public void A_year_without_a_notice_counts_Monday_to_Friday_and_says_so()
    {
        var start = China("2027-02-01 10:00");
        Assert.Equal(China("2027-02-08 18:00"), Work.Due(start, new(5, TermUnit.WorkingDays)));
        Assert.Contains(
            "2027年", Assert.Single(DueDateExplanation.UnknownYears(Work, start, new(5, TermUnit.WorkingDays))),
            StringComparison.Ordinal);
        Assert.Empty(DueDateExplanation.UnknownYears(Work, China("2026-02-01 10:00"), new(5, TermUnit.WorkingDays)));
    }

    [Fact]
    public void An_explanation_names_weekends_holidays_and_make_up_days()
    {
        var why = DueDateExplanation.Explain(Work, China("2026-09-24 10:00"), new(9, TermUnit.WorkingDays))
            .ToDictionary(day => day.Date, day => day.Why);
        Assert.Equal("国庆节放假", why[new(2026, 10, 1)]);
        Assert.Equal("国庆节调休上班", why[new(2026, 10, 10)]);
        Assert.Equal("中秋节放假", why[new(2026, 9, 25)]);
        Assert.Equal("工作日", why[new(2026, 9, 28)]);
    }
}
