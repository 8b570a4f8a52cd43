using Dispatch.Routing.Catalogue.Domain;
using Dispatch.Routing.Catalogue.Domain.Lists;
using Dispatch.Routing.Catalogue.Drafts;
using Dispatch.Routing.Dispatching.Domain;

namespace Dispatch.Routing.Dispatching.Simulations;

/// <summary>Runs the requested simulations in the background, one at a time and in batches of cases.</summary>
/// <remarks>
/// It decides on a single thread, which leaves the others to arriving cases. The results of a batch and the progress
/// are committed together, so that after a crash the simulation continues, here or in another instance, and counts no
/// case twice.
/// </remarks>
public sealed class RunSimulations(
    Database database, CurrentRoutingPolicy policy, TimeProvider clock, Sweeps sweeps, ILogger<RunSimulations> log)
    : Sweep(sweeps)
{
    const int BatchSize = 1_000;
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>A running simulation without progress for this long is taken over.</summary>
    static readonly TimeSpan Silence = TimeSpan.FromSeconds(10);

    sealed record Taken(SimulationId Id, DraftId Draft, string Jurisdiction, Guid After, Guid Before);

    protected override async Task<TimeSpan> Pass(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (await database.ReadOne<Taken>(
            Telemetry.Quiet + SimulationSql.Take, new { now, silent = now - Silence }, cancel) is not { } simulation)
            return Pause;
        try
        {
            await Run(simulation, cancel);
        }
        // A fault in the simulation itself would recur at every pass and hold up the others; an outage passes.
        catch (Exception problem) when (!Outage.Is(problem) && !cancel.IsCancellationRequested)
        {
            log.LogError(problem, "Simulation {Id} failed", simulation.Id);
            await End(simulation, SimulationStatus.Failed, cancel);
        }
        return Pause;
    }

    async Task Run(Taken simulation, CancellationToken cancel)
    {
        var now = policy.Value;
        CatalogueIndex? drafted = null;
        await database.Do(
            async work => drafted = new(await DraftRows.Load(work, simulation.Draft, now.Catalogue.Rows)), cancel);
        var draft = now with { Catalogue = drafted! };
        while (true)
        {
            var cases = await database.Read<PastCase>(SimulationSql.Cases, new
            {
                simulation.After, simulation.Before, scope = simulation.Jurisdiction + "%", Most = BatchSize,
            }, cancel);
            if (cases.Count == 0)
                break;
            var moved = await Task.Run(() => cases.SelectMany(one => Moved(one, now, draft)).ToList(), cancel);
            var next = simulation with { After = cases[^1].CaseId.Value };
            if (!await Save(simulation, next, cases.Count, moved, cancel))
                return;
            simulation = next;
        }
        await End(simulation, SimulationStatus.Done, cancel);
    }

    static IEnumerable<MovedCase> Moved(PastCase one, RoutingPolicy now, RoutingPolicy draft)
    {
        if (Simulating.Differ(now, draft, one.Question, one.Prediction) is var (before, after))
            yield return new(one, before, after);
    }

    /// <returns>False when the simulation was cancelled meanwhile, or taken over by another instance.</returns>
    async Task<bool> Save(Taken at, Taken next, int done, List<MovedCase> moved, CancellationToken cancel)
    {
        var mine = false;
        await database.Do(async work =>
        {
            mine = await work.Execute(Telemetry.Quiet + SimulationSql.Advance, new
            {
                at.Id, at.After, next = next.After, done, moved = moved.Count, work.Now,
            }) > 0;
            if (mine && moved.Count > 0)
                work.Later(SimulationSql.InsertMoved, SimulationSql.Moved(at.Id, moved));
        }, cancel);
        return mine;
    }

    Task End(Taken simulation, SimulationStatus status, CancellationToken cancel) => database.Do(
        work => work.Execute(SimulationSql.End, new { simulation.Id, status = status.ToWireName(), work.Now }), cancel);
}
