using System.Text.Json.Serialization;
using Dispatch.Escalation.Calendar.Domain;

namespace Dispatch.Escalation.Calendar;

/// <summary>The administrator loads the State Council's notice of a year (放假安排), as holiday-cn publishes it.</summary>
/// <remarks>
/// Clocks that start from now on count by it; those that run keep the due time they were announced with.
/// Refuses with <c>year_mismatch</c>, <c>day_out_of_year</c>, <c>day_twice</c>.
/// </remarks>
public static class PutCalendar
{
    /// <param name="Days">
    /// Empty while the notice has not been issued. It may move days of the December before the year.
    /// </param>
    /// <param name="Papers">Addresses of the notices.</param>
    public sealed record Request(
        [property: Range(WorkCalendar.FirstYear + 1, WorkCalendar.LastYear - 1)] int Year,
        [property: Required, MaxLength(100)] IReadOnlyList<CalendarDay> Days,
        [property: MaxLength(20)] IReadOnlyList<string>? Papers,
        [property: JsonPropertyName("$schema")] string? Schema,
        [property: JsonPropertyName("$id")] string? Id);

    /// <param name="OffDays">Days off.</param>
    /// <param name="MakeUpDays">Weekend days that are worked (调休上班).</param>
    public sealed record Reply(int Year, int OffDays, int MakeUpDays);

    static readonly Refusal YearMismatch = new(
        RefusalKind.Invalid, "year_mismatch", "内容中的年份与网址中的年份不一致，请核对。",
        "The year in the body is not the one in the address.", "year");
    static readonly Refusal OutOfYear = new(
        RefusalKind.Invalid, "day_out_of_year", "日期须在该年或上一年12月内，请核对。",
        "Each day must lie in the year or the December before it.", "days");
    static readonly Refusal Twice = new(
        RefusalKind.Invalid, "day_twice", "同一日期出现了两次，请核对。", "A day is given twice.", "days");

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPut("/calendar/{year:int}", Handle)
        .Allow(Roles.Admin)
        .Produces<Reply>()
        .Refuses(RefusalKind.Invalid);

    static async Task<IResult> Handle(
        int year, Request request, Actor actor, Database database, CurrentCalendar current, CancellationToken cancel)
    {
        if (request.Year != year)
            return Problems.From(YearMismatch);
        if (request.Days.Any(day => day.Date.Year != year && (day.Date.Year, day.Date.Month) != (year - 1, 12)))
            return Problems.From(OutOfYear);
        if (request.Days.DistinctBy(day => day.Date).Count() < request.Days.Count)
            return Problems.From(Twice);

        var off = request.Days.Count(day => day.IsOffDay);
        var result = await database.Transact<Reply>(async work =>
        {
            await work.Execute(Save, new
            {
                year, request.Days, papers = request.Papers ?? [], work.Now, actor.Account,
            });
            return new Reply(year, off, request.Days.Count - off);
        }, cancel);
        await current.Refresh(cancel);
        return result.ToHttp(reply => TypedResults.Ok(reply));
    }

    const string Save = """
        insert into calendar_year (year, days, papers, changed_at, changed_by)
        values (@year, @Days, @papers, @Now, @Account)
        on conflict (year) do update
        set days = excluded.days, papers = excluded.papers, changed_at = excluded.changed_at,
            changed_by = excluded.changed_by
        """;
}
