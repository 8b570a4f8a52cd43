namespace Dispatch.Intake.Reconciliation;

/// <summary>This service's page of the books (账目): every case that is not at its end.</summary>
public static class ReadReconciliation
{
    public static void Map(IEndpointRouteBuilder routes) => Kit.ReconciliationEndpoints.Map(routes, Open);

    static readonly string Open = $"""
        select c.id as case_id, c.number as case_number, c.registered_at as since, p.lead_organisation as holder,
        1 as things
        from case_progress p
        join registered_case c on c.id = p.case_id
        where p.status <> 'archived' and p.status <> 'withdrawn' and {Visibility.Cases.SeenInJurisdiction}
        """;
}
