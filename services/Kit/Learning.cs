using Dispatch.Contracts;

namespace Dispatch.Kit;

/// <summary>Something that this service learns from its owner's events.</summary>
/// <param name="Aggregate">How the aggregates of those events begin.</param>
sealed record Learns(Announcement What, string Aggregate);

/// <summary>
/// Asks for what this service has learnt nothing of yet, until it has: after a first start, after its tables were
/// emptied, or when the owner told of it before anybody listened.
/// </summary>
sealed class Learning(IReadOnlyList<Learns> all, Database database, Sweeps sweeps) : Sweep(sweeps)
{
    static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(30), LookAgain = TimeSpan.FromHours(1);

    // The queues are bound by then; the owner may still be starting.
    protected override TimeSpan BeforeFirst => TimeSpan.FromSeconds(2);

    protected override async Task<TimeSpan> Pass(CancellationToken cancel)
    {
        var missing = await Missing(cancel);
        if (missing.Count == 0)
            return LookAgain;
        await Ask(missing, cancel);
        return AskAgain;
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
