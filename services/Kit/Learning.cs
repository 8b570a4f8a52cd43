using Dispatch.Contracts;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Dispatch.Kit;

/// <summary>Something that this service learns from its owner's events.</summary>
/// <param name="Aggregate">How the aggregates of those events begin.</param>
sealed record Learns(Announcement What, string Aggregate);

/// <summary>
/// Asks for what this service has learnt nothing of yet, until it has: after a first start, after its tables were
/// emptied, or when the owner told of it before anybody listened.
/// </summary>
sealed class Learning(IReadOnlyList<Learns> all, Database database, TimeProvider clock, ILogger<Learning> log)
    : BackgroundService
{
    // The queues are bound by then; the owner may still be starting.
    static readonly TimeSpan First = TimeSpan.FromSeconds(2), Next = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var pause = First; ; pause = Next)
        {
            await Task.Delay(pause, clock, stoppingToken);
            try
            {
                var missing = await Missing(stoppingToken);
                if (missing.Count == 0)
                    return;
                await Ask(missing, stoppingToken);
            }
            catch (Exception problem) when (Outage.Is(problem))
            {
                log.LogInformation("Asking waits for the database: {Problem}", problem.Message);
            }
        }
    }

    async Task<List<Announcement>> Missing(CancellationToken cancel)
    {
        var missing = new List<Announcement>();
        foreach (var one in all)
        {
            if (!await database.ReadOne<bool>(Telemetry.Quiet + Knows, new { one.Aggregate }, cancel))
                missing.Add(one.What);
        }
        return missing;
    }

    Task Ask(List<Announcement> missing, CancellationToken cancel) => database.Do(work =>
    {
        foreach (var what in missing)
            work.Publish(new AnnouncementAsked(work.Head(1, ActedBy.System), what));
        return Task.CompletedTask;
    }, cancel);

    const string Knows = "select exists (select from learnt where starts_with(aggregate, @Aggregate))";
}
