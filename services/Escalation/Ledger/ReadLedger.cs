namespace Dispatch.Escalation.Ledger;

/// <summary>
/// The open cases that have a running clock, for the books that the gateway compares across the services.
/// </summary>
public static class ReadLedger
{
    public static void Map(IEndpointRouteBuilder routes) => Kit.Ledger.Map(routes, """
        select p.case_id, p.number as case_number, p.reported_at as since, p.organisation as holder, p.running as things
        from pressured_case p
        where p.open and p.running > 0 and p.jurisdiction like @Scope
        """);
}
