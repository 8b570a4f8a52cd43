namespace Dispatch.Escalation.Books;

/// <summary>The open cases that have a running clock, for the books that the gateway compares across the services.</summary>
public static class ReadLedger
{
    public static void Map(IEndpointRouteBuilder routes) => Kit.Ledger.Map(routes, """
        select p.case_id, p.number as case_number, p.reported_at as since, p.organisation as holder, count(*)::int as things
        from pressured_case p
        join clock c on c.case_id = p.case_id
        where p.open and c.stopped_at is null and p.jurisdiction like @Scope
        group by p.case_id
        """);
}
