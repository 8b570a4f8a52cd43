using Dispatch.Routing.Catalogue.Lists;
using Dispatch.Routing.Statistics.Domain;
using Dispatch.Routing.Tickets;

namespace Dispatch.Routing.Statistics;

/// <summary>
/// Lists the tickets behind one number of <see cref="ReadStatistics"/>, newest first: exactly those that were counted.
/// </summary>
/// <remarks>Refuses with <c>period_wrong</c>.</remarks>
public static class ListStatisticTickets
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/statistics/tickets", Handle)
        .Allow(Roles.Head, Roles.Dispatcher, Roles.Director, Roles.Arbiter, Roles.Leader, Roles.Auditor)
        .Produces<Page<TicketItem>>()
        .Refuses(RefusalKind.Invalid);

    /// <param name="figure">The number; all tickets if absent.</param>
    /// <param name="organisation">Only its tickets.</param>
    /// <param name="matter">Only tickets of this matter; <c>none</c> for cases without a matter.</param>
    static async Task<IResult> Handle(
        EnumParameter<Statistic>? figure, DateOnly? from, DateOnly? to, OrganisationId? organisation, MatterId? matter,
        Paging paging, Actor actor, Database database, CurrentCatalogue catalogue, CountStatistics figures,
        TimeProvider clock, CancellationToken cancel)
    {
        if (!Period.Of(from, to, clock.GetUtcNow()).Accepted(out var period, out var refusal))
            return Problems.From(refusal);
        await figures.Refresh(cancel);
        var of = figure?.Value ?? Statistic.Tickets;
        var rows = await database.Read<TicketItem>(Select(of, actor, organisation, matter), new
        {
            period.From, period.To, actor.Organisation, actor.Scope, paging.Take, wanted = organisation,
            matter = matter?.Value == "none" ? "" : matter?.Value, after = paging.AfterId,
            day = paging.After(0) is { } day && DateOnly.TryParse(day, out var at) ? at : period.To,
        }, cancel);
        return TypedResults.Ok(paging.Page(
            [.. rows.Select(row => row.Named(catalogue))],
            last => [$"{ChinaTime.DayOf(last.DispatchedAt):yyyy-MM-dd}", last.Id.ToString()]));
    }

    // The daily figures tell which days have such tickets and how many days fill the page, so only those are read. How
    // many of the cursor's own day were on earlier pages is not known, so that day counts as empty.
    static string Select(Statistic figure, Actor actor, OrganisationId? organisation, MatterId? matter)
    {
        var own = organisation is null ? "" : "and f.organisation = @wanted";
        var about = matter is null ? "" : "and f.matter = @matter";
        var column = StatisticSql.Column(figure);
        return $"""
            with days as (
                select f.day, sum(f.{column}) as found
                from statistic_day f
                where f.day between @From and least(@To, @day) and f.{column} > 0 and {StatisticSql.Scope(actor)}
                    {own} {about}
                group by f.day
            ), enough as (
                select day
                from (
                    select day, coalesce(sum(case when day = @day then 0 else found end)
                        over (order by day desc rows between unbounded preceding and 1 preceding), 0) as before
                    from days
                ) d
                where before < @Take
            )
            select n.*
            from enough d
            cross join lateral (
                select {RedactedColumns.OfTicket}
                {StatisticSql.TicketsOfDay}
                    and {StatisticSql.Counts[figure]} and {TicketItem.Visibility.Counts(actor)}
                    {(organisation is null ? "" : "and t.organisation = @wanted")}
                    {(matter is null ? "" : "and coalesce(c.matter, '') = @matter")}
                    and (@after::uuid is null or t.id < @after)
                order by t.id desc
                limit @Take
            ) n
            order by n.id desc
            limit @Take
            """;
    }
}
