using Dispatch.Escalation.Calendar.Domain;

namespace Dispatch.Escalation.Calendar;

/// <summary>Shows the State Council's notices that are loaded, newest year first.</summary>
public static class ReadCalendar
{
    /// <param name="Known">False when the notice has no days yet; the year then counts Monday to Friday.</param>
    public sealed record Item(
        int Year, bool Known, IReadOnlyList<CalendarDay> Days, IReadOnlyList<string> Papers, DateTimeOffset ChangedAt,
        AccountId ChangedBy);

    public sealed record Reply(IReadOnlyList<Item> Items);

    sealed record Row(int Year, IReadOnlyList<CalendarDay> Days, IReadOnlyList<string> Papers, DateTimeOffset ChangedAt,
        AccountId ChangedBy);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/calendar", Handle)
        .Allow([.. Roles.All])
        .Produces<Reply>();

    static async Task<IResult> Handle(int? year, Database database, CancellationToken cancel)
    {
        var rows = await database.Read<Row>(Load, new { year }, cancel);
        return TypedResults.Ok(new Reply(
            [.. rows.Select(row => new Item(row.Year, row.Days.Count > 0, row.Days, row.Papers, row.ChangedAt,
                row.ChangedBy))]));
    }

    const string Load = """
        select year, days, papers, changed_at, changed_by
        from calendar_year
        where @year::int is null or year = @year
        order by year desc
        """;
}
