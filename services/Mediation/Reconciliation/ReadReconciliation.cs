using Dispatch.Mediation.Files;

namespace Dispatch.Mediation.Reconciliation;

/// <summary>
/// The open files that the caller may see, for the books (账目). The gateway shows how many they are.
/// </summary>
public static class ReadReconciliation
{
    public static void Map(IEndpointRouteBuilder routes) => Kit.ReconciliationEndpoints.Map(routes, Open);

    static readonly string Open = $"""
        select case_id, min(case_number) as case_number, min(opened_at) as since, min(organisation) as holder,
            count(*)::int as things
        from mediation_file f
        where ended_at is null and {Visibility.Files.SeenInJurisdiction}
        group by case_id
        """;
}
