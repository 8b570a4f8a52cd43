namespace Dispatch.Mediation.Ledger;

/// <summary>
/// Mediation's page of the books: the files that are open. The gateway compares it with the other services'.
/// </summary>
public static class ReadLedger
{
    public static void Map(IEndpointRouteBuilder routes) => Kit.Ledger.Map(routes, Open);

    const string Open = """
        select case_id, min(case_number) as case_number, min(opened_at) as since, min(organisation) as holder,
            count(*)::int as things
        from mediation_file
        where ended_at is null and jurisdiction like @Scope
        group by case_id
        """;
}
