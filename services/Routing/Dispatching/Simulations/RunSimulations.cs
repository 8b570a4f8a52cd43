using Dispatch.Routing.Catalogue.Domain;
using Dispatch.Routing.Catalogue.Domain.Lists;
using Dispatch.Routing.Catalogue.Drafts;
using Dispatch.Routing.Dispatching.Domain;

namespace Dispatch.Routing.Dispatching.Simulations;

/// <summary>Works off the simulations that were asked for, one after the other and one case after the other.</summary>
/// <remarks>
/// One thread alone: cases that arrive meanwhile go first. What was found and how far it has come are committed
/// together, so that a simulation goes on where it stopped, here or in another instance, and counts nothing twice.
/// </remarks>
public sealed class RunSimulations(
    Database database, CurrentRoutingPolicy policy, TimeProvider clock, Sweeps sweeps, ILogger<RunSimulations> log)
    : Sweep(sweeps)
{
    const int Most = 1_000;
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500), Silence = TimeSpan.FromSeconds(10);

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
        // What cannot be simulated now will not be at the next pass either; the others go on.
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
                simulation.After, simulation.Before, scope = simulation.Jurisdiction + "%", Most,
            }, cancel);
            if (cases.Count == 0)
                break;
            var moved = await Task.Run(() => cases.SelectMany(one => Moved(one, now, draft)).ToList(), cancel);
            var next = simulation with { After = cases[^1].CaseId.Value };
            if (!await Keep(simulation, next, cases.Count, moved, cancel))
                return;
            simulation = next;
        }
        await End(simulation, SimulationStatus.Done, cancel);
    }

    static IEnumerable<MovedCase> Moved(PastCase one, RoutingPolicy now, RoutingPolicy draft)
    {
        if (Simulating.Differ(now, draft, one.Question, one.Prediction) is var (here, there))
            yield return new(one, here, there);
    }

    /// <returns>False when it was cancelled meanwhile, or taken over by another instance.</returns>
    async Task<bool> Keep(Taken at, Taken next, int done, List<MovedCase> moved, CancellationToken cancel)
    {
        var goesOn = false;
        await database.Do(async work =>
        {
            goesOn = await work.Execute(Telemetry.Quiet + SimulationSql.Advance, new
            {
                at.Id, at.After, next = next.After, done, moved = moved.Count, work.Now,
            }) > 0;
            if (goesOn && moved.Count > 0)
                work.Later(SimulationSql.InsertMoved, SimulationSql.Moved(at.Id, moved));
        }, cancel);
        return goesOn;
    }

    Task End(Taken simulation, SimulationStatus status, CancellationToken cancel) => database.Do(
        work => work.Execute(SimulationSql.End, new { simulation.Id, status = status.ToWireName(), work.Now }), cancel);
}
