using Dispatch.Routing.Dispatching;

namespace Dispatch.Routing.Statistics;

/// <summary>
/// This service's page of the books (账目): its open cases with their holders, and how many tickets are open on each.
/// </summary>
public static class ReadReconciliation
{
    public static void Map(IEndpointRouteBuilder routes) => Kit.ReconciliationEndpoints.Map(routes, Open);

    // A returned ticket is over; an assistant's is with its reply, the lead's only with the audit.
    static readonly string Open = $"""
        select c.case_id, c.case_number, c.since, c.holder, coalesce(t.things, 0)::int as things
        from routed_case c
        left join (
            select case_id, count(*) as things
            from ticket
            where status in ('dispatched', 'claimed', 'returnAsked', 'suspended')
                or (status = 'replied' and role = 'lead')
            group by case_id
        ) t using (case_id)
        where c.open and {Visibility.OfCase("c").SeenInJurisdiction}
        """;
}
