using Dispatch.Escalation.Clocks;

namespace Dispatch.Escalation.Whistles;

/// <summary>
/// Sees to it that a term which passes has its consequence at once: an absent department (逾期未到) gets an order, an
/// unreviewed whistle goes to the centre.
/// </summary>
/// <remarks>
/// Publishes <see cref="DepartmentAbsent"/>, <see cref="WhistleTermMissed"/>, <see cref="WhistleAppealed"/>. Several
/// instances may run: each takes whistles that nobody else holds at the moment.
/// </remarks>
public sealed class WatchWhistles(Database database, CurrentTerms current, Sweeps sweeps) : Sweep(sweeps)
{
    const int Most = 100;
    static readonly TimeSpan Between = TimeSpan.FromSeconds(1);

    protected override async Task<TimeSpan> Pass(CancellationToken cancel)
    {
        var taken = 0;
        var terms = current.Value;
        await database.Do(async work =>
        {
            var due = await StoredWhistle.LockOverdue(work, Most);
            taken = due.Count;
            foreach (var found in due)
            {
                using var trace = Telemetry.Begin("watch whistle");
                var whistle = found;
                while (whistle.NextOverdue(terms, work.Head(whistle.Version + 1, ActedBy.System)) is { } step)
                {
                    await StoredWhistle.Save(work, step, terms);
                    whistle = step.Whistle;
                }
            }
        }, cancel);
        return taken == Most ? TimeSpan.Zero : Between;
    }
}
