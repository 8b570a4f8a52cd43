using Dispatch.Routing.Catalogue.Domain;
using Dispatch.Routing.Catalogue.Lists;
using Dispatch.Routing.Statistics.Domain;

namespace Dispatch.Routing.Statistics;

/// <summary>What the figures are grouped by: 单位, 事项.</summary>
public enum FigureGroup { Organisation, Matter }

/// <summary>
/// Shows how well cases find their owner in a period (派单质量): first-time-right, returns, rulings, hops and time to
/// claim, in total and by organisation or matter.
/// </summary>
/// <remarks>
/// The figures are up to date with the tickets; <see cref="ListStatisticTickets"/> shows the tickets behind a number.
/// Heads see their own organisation, other roles their jurisdiction. Refuses with <c>period_wrong</c>.
/// </remarks>
public static class ReadStatistics
{
    /// <param name="Key">The code of an organisation or matter; empty for cases without a matter.</param>
    public sealed record Row(string Key, string Name, TicketCounts Counts);

    /// <param name="From">The first day of the period, in China's time.</param>
    /// <param name="To">The last day of the period.</param>
    public sealed record Answer(
        DateOnly From, DateOnly To, TicketCounts Total, IReadOnlyList<Row> Items, string? Next);

    sealed record Counted(
        string Key, long Tickets, long Cases, long FirstRight, long Returned, long Upheld, long Rejected, long Held,
        long Hops, long Claimed, long ClaimedLate, long ClaimSeconds)
    {
        public TicketCounts Counts => new(
            Tickets, Cases, FirstRight, Returned, Upheld, Rejected, Held, Hops, Claimed, ClaimedLate, ClaimSeconds);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/statistics", Handle)
        .Allow(Roles.Head, Roles.Dispatcher, Roles.Director, Roles.Arbiter, Roles.Leader, Roles.Auditor)
        .Produces<Answer>()
        .Refuses(RefusalKind.Invalid);

    static async Task<IResult> Handle(
        DateOnly? from, DateOnly? to, EnumParameter<FigureGroup>? by, Paging paging, Actor actor, Database database,
        CurrentCatalogue current, CountStatistics figures, TimeProvider clock, CancellationToken cancel)
    {
        if (!Period.Of(from, to, clock.GetUtcNow()).Accepted(out var period, out var refusal))
            return Problems.From(refusal);
        await figures.Refresh(cancel);
        var group = by?.Value ?? FigureGroup.Organisation;
        var args = new
        {
            period.From, period.To, actor.Organisation, actor.Scope, paging.Take,
            most = long.TryParse(paging.After(0), out var most) ? most : long.MaxValue, key = paging.After(1) ?? "",
        };
        var where = $"f.day between @From and @To and {StatisticSql.Scope(actor)}";
        var total = await database.ReadOne<TicketCounts>(
            $"select {StatisticSql.Sums} from statistic_day f where {where}", args, cancel);
        var rows = await database.Read<Counted>(
            $"""
            select f.{group.ToWireName()} as key, {StatisticSql.Sums}
            from statistic_day f
            where {where}
            group by 1
            having sum(f.tickets) < @most or (sum(f.tickets) = @most and f.{group.ToWireName()} > @key)
            order by sum(f.tickets) desc, 1
            limit @Take
            """,
            args, cancel);
        var page = paging.Page(rows, last => [$"{last.Tickets}", last.Key]);
        return TypedResults.Ok(new Answer(
            period.From, period.To, total ?? TicketCounts.None,
            [.. page.Items.Select(r => new Row(r.Key, Name(current.Value, group, r.Key), r.Counts))], page.Next));
    }

    static string Name(CatalogueIndex catalogue, FigureGroup group, string key) => group switch
    {
        _ when key.Length == 0 => "",
        FigureGroup.Organisation => catalogue.Organisation(new(key))?.Name ?? key,
        _ => catalogue.Matter(new(key))?.Name ?? key,
    };
}
