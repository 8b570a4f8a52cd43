using System.Text.Json;
using Dispatch.Escalation.Calendar.Domain;
using Dispatch.Escalation.Clocks.Domain;

namespace Dispatch.Tests.Unit.Escalation;

/// <summary>The shipped notices of the State Council, and the policies as the migration seeds them.</summary>
static class Calendars
{
    sealed record Notice(int Year, IReadOnlyList<CalendarDay> Days);

    public static readonly IReadOnlyList<(int Year, IReadOnlyList<CalendarDay> Days)> Notices =
    [
        .. Enumerable.Range(2023, 5)
            .Select(year => JsonSerializer.Deserialize<Notice>(Repository.Read($"deploy/sample/calendar/{year}.json"),
                ContractJson.Options)!)
            .Select(notice => (notice.Year, notice.Days)),
    ];

    public static readonly WorkCalendar Work = new(Notices);

    public static readonly Terms InForce = new(Work,
    [
        Of(3, ClockKind.Citizen, Urgency.Normal, 7, TermUnit.WorkingDays),
        Of(1, ClockKind.Citizen, Urgency.Emergency, 4, TermUnit.Hours),
        Of(2, ClockKind.Citizen, Urgency.Urgent, 48, TermUnit.Hours),
        Of(5, ClockKind.Claim, Urgency.Emergency, 0.25m, TermUnit.Hours),
        Of(7, ClockKind.Claim, null, 4, TermUnit.WorkingHours),
        Of(10, ClockKind.FirstContact, null, 1, TermUnit.WorkingDays),
        Of(11, ClockKind.Reply, Urgency.Emergency, 2, TermUnit.Hours),
        Of(12, ClockKind.Reply, Urgency.Urgent, 24, TermUnit.Hours),
        Of(13, ClockKind.Reply, Urgency.Normal, 5, TermUnit.WorkingDays),
        Of(15, ClockKind.Reply, null, 5, TermUnit.WorkingDays, reopened: true),
        Of(16, ClockKind.Callback, null, 1, TermUnit.WorkingDays),
        Of(17, ClockKind.Mediation, null, 30, TermUnit.CalendarDays),
        Of(18, ClockKind.Ruling, null, 4, TermUnit.WorkingHours),
        Of(19, ClockKind.Objection, null, 1, TermUnit.WorkingDays),
        Of(27, ClockKind.Acknowledgement, Urgency.Emergency, 0.25m, TermUnit.Hours),
        Of(29, ClockKind.Acknowledgement, null, 4, TermUnit.WorkingHours),
        Of(30, ClockKind.Arrival, Urgency.Emergency, 0.5m, TermUnit.Hours),
        Of(31, ClockKind.Arrival, null, 1, TermUnit.WorkingDays),
        Of(32, ClockKind.JointResult, Urgency.Emergency, 24, TermUnit.Hours),
        Of(33, ClockKind.JointResult, null, 5, TermUnit.WorkingDays),
        Of(34, ClockKind.Review, Urgency.Emergency, 0.25m, TermUnit.Hours),
        Of(35, ClockKind.Review, null, 4, TermUnit.WorkingHours),
        Of(36, ClockKind.Order, Urgency.Emergency, 24, TermUnit.Hours),
        Of(38, ClockKind.Order, null, 5, TermUnit.WorkingDays),
        Of(51, ClockKind.Confirmation, Urgency.Emergency, 2, TermUnit.Hours),
        Of(52, ClockKind.Rating, null, 7, TermUnit.CalendarDays),
    ],
    [
        Of(20, Allowed.Return, null, null, 24, TermUnit.Hours),
        Of(21, Allowed.Return, null, "37", 2, TermUnit.WorkingDays),
        Of(22, Allowed.Extension, Urgency.Emergency, null, 0, TermUnit.WorkingDays),
        Of(23, Allowed.Extension, Urgency.Urgent, null, 1, TermUnit.WorkingDays),
        Of(24, Allowed.Extension, Urgency.Normal, null, 5, TermUnit.WorkingDays),
        Of(26, Allowed.Extension, Urgency.Normal, "37", 10, TermUnit.WorkingDays),
    ]);

    public static Policy Of(
        int id, ClockKind clock, Urgency? urgency, decimal amount, TermUnit unit, bool reopened = false,
        CaseKind? kind = null, string from = "2020-01-01") =>
        new(id, clock, urgency, kind, reopened, amount, unit, "测试",
            DateOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture));

    public static Allowance Of(
        int id, Allowed what, Urgency? urgency, string? jurisdiction, decimal amount, TermUnit unit) =>
        new(id, what, urgency, jurisdiction is null ? null : new(jurisdiction), amount, unit, "测试", new(2020, 1, 1));

    /// <summary>A time in China, such as <c>2026-09-30 16:00</c>.</summary>
    public static DateTimeOffset China(string local) =>
        DateTimeOffset.Parse(local + " +08:00", System.Globalization.CultureInfo.InvariantCulture);
}
