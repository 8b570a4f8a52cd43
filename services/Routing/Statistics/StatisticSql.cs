using Dispatch.Routing.Catalogue.Domain.Lists;
using Dispatch.Routing.Dispatching;
using Dispatch.Routing.Statistics.Domain;

namespace Dispatch.Routing.Statistics;

/// <summary>
/// SQL for the figures. The daily counts and the lists of tickets behind them use the same conditions, so they agree.
/// </summary>
static class StatisticSql
{
    /// <summary>From clause for the lead tickets dispatched on the day <c>d.day</c>, in China's time.</summary>
    /// <remarks>
    /// The range of ids narrows the search by the primary key. An id is made during the transaction that dispatches, so
    /// ten minutes more on each side is enough.
    /// </remarks>
    public const string TicketsOfDay = """
        from ticket t
        join routed_case c using (case_id)
        left join ticket_return r on r.ticket_id = t.id
        where t.role = 'lead'
            and t.id >= first_id((d.day::timestamp at time zone 'Asia/Shanghai') - interval '10 minutes')
            and t.id < first_id(((d.day + 1)::timestamp at time zone 'Asia/Shanghai') + interval '10 minutes')
            and t.dispatched_at >= d.day::timestamp at time zone 'Asia/Shanghai'
            and t.dispatched_at < (d.day + 1)::timestamp at time zone 'Asia/Shanghai'
        """;

    /// <summary>The condition that a lead ticket meets to be counted.</summary>
    public static readonly IReadOnlyDictionary<Statistic, string> Counts = new Dictionary<Statistic, string>
    {
        [Statistic.Tickets] = "true",
        [Statistic.Cases] = First,
        [Statistic.FirstRight] = $"{First} and r.upheld is not true and {NotOverturned}",
        [Statistic.Returned] = "r.id is not null",
        [Statistic.Upheld] = "r.upheld",
        [Statistic.Rejected] = "not r.upheld",
        [Statistic.Held] = "t.status <> 'returned'",
        [Statistic.Claimed] = "t.claimed_at is not null",
        [Statistic.ClaimedLate] = "t.claimed_at > t.claim_due",
    };

    /// <summary>The column of <c>statistic_day</c> that holds the figure.</summary>
    public static string Column(Statistic figure) => figure switch
    {
        Statistic.FirstRight => "first_right",
        Statistic.ClaimedLate => "claimed_late",
        _ => figure.ToWireName(),
    };

    /// <summary>What the caller may see, as a condition on <c>statistic_day f</c>.</summary>
    public static string Scope(Actor actor) => Visibility.Of("f").Counts(actor);

    /// <summary>The sums over <c>statistic_day f</c>, as columns of <see cref="TicketCounts"/>.</summary>
    public const string Sums = """
        coalesce(sum(f.tickets), 0) as tickets, coalesce(sum(f.cases), 0) as cases,
        coalesce(sum(f.first_right), 0) as first_right, coalesce(sum(f.returned), 0) as returned,
        coalesce(sum(f.upheld), 0) as upheld, coalesce(sum(f.rejected), 0) as rejected,
        coalesce(sum(f.held), 0) as held, coalesce(sum(f.hops), 0) as hops, coalesce(sum(f.claimed), 0) as claimed,
        coalesce(sum(f.claimed_late), 0) as claimed_late,
        coalesce(sum(f.claim_seconds), 0)::bigint as claim_seconds
        """;

    // The ruling left the ticket where it was, but an objection against that ruling was upheld.
    const string NotOverturned =
        "not exists (select from objection o where o.ticket_id = t.id and o.upheld)";

    // The hop does not tell the first ticket, because a failed mediation passes a case on without a new hop.
    const string First = """
        not exists (select from ticket e where e.case_id = t.case_id and e.role = 'lead' and e.id < t.id)
        """;
}
