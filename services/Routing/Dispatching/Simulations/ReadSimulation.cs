using Dispatch.Routing.Catalogue.Domain.Lists;
using Dispatch.Routing.Catalogue.Lists;
using Dispatch.Routing.Dispatching.Domain;

namespace Dispatch.Routing.Dispatching.Simulations;

/// <summary>
/// The progress of a simulation, and how many cases would move from which lead to which, the largest movement first.
/// </summary>
/// <remarks>Refuses with <c>simulation_not_found</c>.</remarks>
public static class ReadSimulation
{
    /// <param name="Total">The number of cases in the period.</param>
    /// <param name="Done">How many of them have been decided again.</param>
    /// <param name="Moved">How many of these would get another lead or other assistants.</param>
    public sealed record Simulation(
        SimulationId Id, DraftId Draft, string DraftName, DateOnly From, DateOnly To, SimulationStatus Status,
        int Total, int Done, int Moved, DateTimeOffset AskedAt, string AskedByName, DateTimeOffset? EndedAt);

    /// <param name="Now">The lead by what is in force; null: the centre decides.</param>
    /// <param name="Then">The lead under the draft; null: the centre decides.</param>
    public sealed record Movement(
        OrganisationId? Now, string? NowName, OrganisationId? Then, string? ThenName, long Cases);

    public sealed record Answer(Simulation Simulation, IReadOnlyList<Movement> Movements);

    internal static readonly Refusal NotFound = new(
        RefusalKind.NotFound, "simulation_not_found", "没有这次推演，或不在您的辖区。", "No such simulation in your jurisdiction.");

    sealed record Counted(OrganisationId? NowLead, OrganisationId? ThenLead, long Cases);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/simulations/{simulationId}", Handle)
        .Allow(Roles.Admin, Roles.Director)
        .Produces<Answer>()
        .Refuses(RefusalKind.NotFound);

    static async Task<IResult> Handle(
        SimulationId simulationId, Actor actor, Database database, CurrentCatalogue current, CancellationToken cancel)
    {
        if (await database.ReadOne<Simulation>(Select, new { simulationId, actor.Scope }, cancel) is not { } simulation)
            return Problems.From(NotFound);
        var movements = await database.Read<Counted>(CountMovements, new { simulationId }, cancel);
        string? Name(OrganisationId? id) => id is { } of ? current.Value.Organisation(of)?.Name ?? of.Value : null;
        return TypedResults.Ok(new Answer(
            simulation,
            [.. movements.Select(m =>
                new Movement(m.NowLead, Name(m.NowLead), m.ThenLead, Name(m.ThenLead), m.Cases))]));
    }

    internal const string Columns = """
        id, draft, draft_name, "from", "to", status, total, done, moved, asked_at, asked_by_name, ended_at
        """;

    internal const string Select =
        $"select {Columns} from simulation where id = @simulationId and jurisdiction like @Scope";

    const string CountMovements = """
        select now_lead, then_lead, count(*) as cases
        from simulated_case
        where simulation = @simulationId
        group by now_lead, then_lead
        order by count(*) desc, now_lead, then_lead
        limit 200
        """;
}
