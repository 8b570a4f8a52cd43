using Dispatch.Escalation.Clocks;
using Dispatch.Escalation.Clocks.Domain;
using Dispatch.Escalation.Deadlines;

namespace Dispatch.Escalation.Whistles;

/// <summary>
/// Sees to it that a term which passes has its consequence at once: an absent department (逾期未到) gets an order, an
/// unreviewed whistle goes to the centre.
/// </summary>
/// <remarks>
/// Publishes <see cref="DepartmentAbsent"/>, <see cref="WhistleTermMissed"/>, <see cref="WhistleAppealed"/>.
/// </remarks>
public sealed class WatchWhistles(
    Database database, CurrentTerms current, TimeProvider clock, Sweeps sweeps, ILogger<WatchWhistles> log)
    : WatchDeadlines("whistle", database, current, clock, sweeps, log)
{
    protected override async Task Look(Work work, Guid id, Terms terms)
    {
        var whistle = await StoredWhistle.LockOverdue(work, id);
        while (whistle?.NextOverdue(terms, work.Head(whistle.Version + 1, ActedBy.System)) is { } step)
        {
            await StoredWhistle.Save(work, step, terms);
            whistle = step.Whistle;
        }
    }
}
