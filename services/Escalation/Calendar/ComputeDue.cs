using Dispatch.Escalation.Calendar.Domain;

namespace Dispatch.Escalation.Calendar;

/// <summary>Computes the due time of any start and term, and explains it day by day. Stores nothing.</summary>
/// <remarks>
/// A start without an offset is UTC. The same calendar and office hours hold for every jurisdiction and mode so far; a
/// mode other than <c>regular</c> says so in the warnings. Refuses with <c>term_out_of_range</c>,
/// <c>start_out_of_range</c>. Source: 民法典 §201, §203; the State Council's notice of each year.
/// </remarks>
public static class ComputeDue
{
    const int MostDays = 3_000, MostHours = 24_000;

    /// <param name="Due">UTC.</param>
    /// <param name="Term">In plain Chinese.</param>
    public sealed record Reply(
        DateTimeOffset Due, string Term, IReadOnlyList<ExplainedDay> Explain, IReadOnlyList<string> Warnings);

    static readonly Refusal TermOutOfRange = new(
        RefusalKind.Invalid, "term_out_of_range", "期限须大于零；以日计的须为整数且不超过3000，以小时计的不超过24000。",
        "The term must be above zero: whole days up to 3000, or hours up to 24000.", "term");
    static readonly Refusal StartOutOfRange = new(
        RefusalKind.Invalid, "start_out_of_range", "起算时间须在2001年至2080年之间。",
        "The start must lie in the years 2001 to 2080.", "start");

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/calendar/due", Handle)
        .Allow([.. Roles.All])
        .Produces<Reply>()
        .Refuses(RefusalKind.Invalid);

    static IResult Handle(
        DateTimeOffset start, decimal term, EnumParameter<TermUnit> unit, JurisdictionId? jurisdiction, string? mode,
        CurrentCalendar current)
    {
        var days = unit.Value is TermUnit.WorkingDays or TermUnit.CalendarDays;
        if (term <= 0 || term > (days ? MostDays : MostHours) || (days && term != decimal.Truncate(term))
            || WorkCalendar.Ticks(term) < 1)
            return Problems.From(TermOutOfRange);
        if (start.Year is < 2001 or > 2080)
            return Problems.From(StartOutOfRange);

        var calendar = current.Value;
        var asked = new Term(term, unit.Value);
        var warnings = DueDateExplanation.UnknownYears(calendar, start, asked);
        if (mode is not (null or "" or "regular"))
            warnings.Add("目前各运行模式使用同一日历，已按常规模式计算。");
        return TypedResults.Ok(new Reply(
            calendar.Due(start, asked), asked.ToString(), DueDateExplanation.Explain(calendar, start, asked),
            warnings));
    }
}
