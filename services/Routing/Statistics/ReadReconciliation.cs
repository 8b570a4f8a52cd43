using Dispatch.Routing.Dispatching;

namespace Dispatch.Routing.Statistics;

/// <summary>
/// Routing's part of the reconciliation (对账): its open cases, who holds each, and how many open tickets each has.
/// </summary>
public static class ReadReconciliation
{
    public static void Map(IEndpointRouteBuilder routes) => Kit.ReconciliationEndpoints.Map(routes, Open);

    // A returned ticket is no longer open. A reply ends an assisting ticket; a lead ticket ends only with the audit.
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
