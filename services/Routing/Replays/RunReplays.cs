using Dispatch.Routing.Cases;
using Dispatch.Routing.Domain;
using Dispatch.Routing.Drafts;

namespace Dispatch.Routing.Replays;

/// <summary>Works off the replays that were asked for, one after the other and one case after the other.</summary>
/// <remarks>
/// One thread alone: cases that arrive meanwhile go first. What was found and how far it has come are committed
/// together, so that a replay goes on where it stopped, here or in another instance, and counts nothing twice.
/// </remarks>
public sealed class RunReplays(
    Database database, CurrentStanding standing, TimeProvider clock, Sweeps sweeps, ILogger<RunReplays> log)
    : Sweep(sweeps)
{
    const int Most = 1_000;
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500), Silence = TimeSpan.FromSeconds(10);

    sealed record Taken(ReplayId Id, DraftId Draft, string Jurisdiction, Guid After, Guid Before);

    protected override async Task<TimeSpan> Pass(CancellationToken cancel)
    {
        try
        {
            var now = clock.GetUtcNow();
            if (await database.ReadOne<Taken>(
                Telemetry.Quiet + ReplaySql.Take, new { now, silent = now - Silence }, cancel) is { } replay)
                await Run(replay, cancel);
        }
        // What cannot be replayed now will not be at the next pass either.
        catch (Exception problem) when (!Outage.Is(problem) && !cancel.IsCancellationRequested)
        {
            log.LogError(problem, "A replay failed");
            await database.Do(work => work.Execute(ReplaySql.Fail, new { work.Now }), cancel);
        }
        return Pause;
    }

    async Task Run(Taken replay, CancellationToken cancel)
    {
        var now = standing.Value;
        Catalogue? drafted = null;
        await database.Do(async work => drafted = new(await DraftRows.Load(work, replay.Draft)), cancel);
        var draft = now with { Catalogue = drafted! };
        while (true)
        {
            var cases = await database.Read<PastCase>(ReplaySql.Cases, new
            {
                replay.After, replay.Before, scope = replay.Jurisdiction + "%", Most,
            }, cancel);
            if (cases.Count == 0)
                break;
            var moved = await Task.Run(() => cases.SelectMany(one => Moved(one, now, draft)).ToList(), cancel);
            var next = replay with { After = cases[^1].CaseId.Value };
            if (!await Keep(replay, next, cases.Count, moved, cancel))
                return;
            replay = next;
        }
        await End(replay, ReplayStatus.Done, cancel);
    }

    static IEnumerable<MovedCase> Moved(PastCase one, Standing now, Standing draft)
    {
        if (Replaying.Differ(now, draft, one.Question, one.Learned) is var (here, there))
            yield return new(one, here, there);
    }

    /// <returns>False when it was cancelled meanwhile, or taken over by another instance.</returns>
    async Task<bool> Keep(Taken at, Taken next, int done, List<MovedCase> moved, CancellationToken cancel)
    {
        var goesOn = false;
        await database.Do(async work =>
        {
            goesOn = await work.Execute(Telemetry.Quiet + ReplaySql.Advance, new
            {
                at.Id, at.After, next = next.After, done, moved = moved.Count, work.Now,
            }) > 0;
            if (goesOn && moved.Count > 0)
                work.Later(ReplaySql.InsertMoved, ReplaySql.Moved(at.Id, moved));
        }, cancel);
        return goesOn;
    }

    Task End(Taken replay, ReplayStatus status, CancellationToken cancel) => database.Do(
        work => work.Execute(ReplaySql.End, new { replay.Id, status = status.Word(), work.Now }), cancel);
}
