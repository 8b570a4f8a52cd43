using Dispatch.Routing.Catalogue.Lists;

namespace Dispatch.Routing.Dispatching.Simulations;

/// <summary>
/// Lists the cases that a draft would send elsewhere, all or those between two organisations, each with both reasons.
/// </summary>
/// <remarks>Refuses with <c>simulation_not_found</c>.</remarks>
public static class ListSimulatedCases
{
    public sealed record Item(
        CaseId CaseId, CaseNumber CaseNumber, string Text, OrganisationId? NowLead, string? NowName,
        MatterId? NowMatter, string NowWhy, OrganisationId? ThenLead, string? ThenName, MatterId? ThenMatter,
        string ThenWhy);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/simulations/{simulationId}/cases", Handle)
        // The administrator may see how many cases move, but may read no case.
        .Allow(Roles.Director)
        .Produces<Page<Item>>()
        .Refuses(RefusalKind.NotFound);

    /// <param name="now">The lead by what is in force; <c>none</c>: the centre decides.</param>
    /// <param name="then">The lead under the draft; <c>none</c>: the centre decides.</param>
    static async Task<IResult> Handle(
        SimulationId simulationId, OrganisationId? now, OrganisationId? then, Paging paging, Actor actor,
        Database database, CurrentCatalogue current, CancellationToken cancel)
    {
        if (await database.ReadOne<ReadSimulation.Simulation>(ReadSimulation.Select,
            new { simulationId, actor.Scope }, cancel) is null)
            return Problems.From(ReadSimulation.NotFound);
        var rows = await database.Read<Item>(
            $"""
            select case_id, case_number, text, now_lead, now_lead as now_name, now_matter, now_why, then_lead,
                then_lead as then_name, then_matter, then_why
            from simulated_case c
            where simulation = @simulationId and {Visibility.Of("c").SeenInJurisdiction}
                and case_id > @id {Of("now_lead", now, "@now")}
                {Of("then_lead", then, "@then")}
            order by case_id
            limit @Take
            """,
            new
            {
                simulationId, actor.Scope, actor.Organisation, now, then, id = paging.AfterId ?? Guid.Empty,
                paging.Take,
            },
            cancel);
        string? Name(OrganisationId? id) => id is { } of ? current.Value.Organisation(of)?.Name ?? of.Value : null;
        return TypedResults.Ok(paging.Page(
            [.. rows.Select(row => row with { NowName = Name(row.NowLead), ThenName = Name(row.ThenLead) })],
            last => [last.CaseId.ToString()]));
    }

    static string Of(string column, OrganisationId? wanted, string value) => wanted?.Value switch
    {
        null => "",
        "none" => $"and {column} is null",
        _ => $"and {column} = {value}",
    };
}
