namespace Dispatch.Escalation.Reconciliation;

/// <summary>The open cases with a running clock, which the gateway compares with those of the other services.</summary>
public static class ReadReconciliation
{
    public static void Map(IEndpointRouteBuilder routes) => Kit.ReconciliationEndpoints.Map(routes, $"""
        select p.case_id, p.number as case_number, p.reported_at as since, p.organisation as holder, p.running as things
        from timed_case p
        where p.open and p.running > 0 and {Visibility.Clocks.SeenInJurisdiction}
        """);
}
