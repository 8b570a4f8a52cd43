using System.Text.Json;
using Dispatch.Escalation.Clocks.Domain;

namespace Dispatch.Escalation.Clocks;

/// <summary>Starts and stops the clocks of a case as its handling goes on.</summary>
/// <remarks>
/// Publishes <see cref="ClocksStopped"/> and <see cref="ClocksStarted"/>, each at most once for one event. The citizen
/// clock starts with <see cref="CaseRegistered"/> and is announced with Routing's first decision. Whatever has arrived
/// is decided in memory and written by one statement for each table; an event that came too early waits, and holds up
/// no other.
/// </remarks>
public static class StartAndStopClocks
{
    public static async Task Handle(IReadOnlyList<ICaseEvent> events, Work work, CurrentTerms current)
    {
        var terms = current.Value;
        var batch = await CaseClocksBatch.Load(events, terms, work);
        // Registrations come first, then each publisher's own order. What is still too early is tried again after the
        // others, as long as at least one more is applied.
        var waiting = events.OrderBy(e => e is CaseRegistered ? 0 : 1).ThenBy(e => e.Head.Version).ToList();
        for (var before = int.MaxValue; waiting.Count > 0 && waiting.Count < before;)
        {
            before = waiting.Count;
            waiting.RemoveAll(e => Follow(e, batch, terms, work) is null);
        }
        foreach (var early in waiting)
            work.TooEarly(early,
                $"{early.GetType().Name} of {early.Head.CaseNumber} waits for {Follow(early, batch, terms, work)}.");
        batch.Save(work);
    }

    /// <returns>What it waits for; null when it has been applied.</returns>
    static string? Follow(ICaseEvent what, CaseClocksBatch batch, Terms terms, Work work)
    {
        if (what is CaseRegistered registered)
        {
            batch.Open(registered, terms);
            return null;
        }
        if (batch.Find(what.Head.CaseId) is not { } clocks)
            return nameof(CaseRegistered);
        var change = clocks.Follow(what, work.Now);
        if (change.TooEarly is null)
            Publish(change, clocks, what, terms, work);
        return change.TooEarly;
    }

    static void Publish(ClockChange change, CaseClocks clocks, ICaseEvent because, Terms terms, Work work)
    {
        Reason[] why = change.Why.Length == 0 ? [] : [new(CodeOf(because), change.Why)];
        if (change.Stopped.Count > 0)
            work.Publish(new ClocksStopped(
                Head(clocks, because, work),
                [.. change.Stopped.Select(c => new StoppedClock(c.Id, c.Kind, c.TicketId, c.InTime))], why), because);
        if (change.Started.Count > 0)
            work.Publish(new ClocksStarted(
                Head(clocks, because, work), [.. change.Started.Select(clock => Announced(clock, terms))],
                [.. why, .. change.Started.SelectMany(clock => Explained(clock, terms)).Distinct()],
                because is CaseDispatched dispatched ? terms.Allowances.For(dispatched) : null), because);
    }

    // Such as ticket_claimed.
    static string CodeOf(ICaseEvent because) => JsonNamingPolicy.SnakeCaseLower.ConvertName(because.GetType().Name);

    static EventHead Head(CaseClocks clocks, ICaseEvent because, Work work) =>
        work.Head(clocks.Case.CaseId, clocks.Case.Number, clocks.NextVersion(), ActedBy.System, because);

    static StartedClock Announced(Clock clock, Terms terms) => new(
        clock.Id, clock.Kind, clock.TicketId, clock.Organisation, clock.StartedAt, clock.Due,
        terms[clock.Policy].Chinese(clock.Extended, clock.BoundedBy));

    static IEnumerable<Reason> Explained(Clock clock, Terms terms)
    {
        var policy = terms[clock.Policy];
        var term = policy.Chinese(clock.Extended, clock.BoundedBy);
        yield return new(
            "term_in_force", $"{clock.Kind.Chinese()}{term}，至{ChinaTime.Deadline(clock.Due)}（{policy.Source}）。");
        if (clock.BoundedBy is { } limit)
            yield return LaterTerms.Why(limit, clock.Kind, policy);
    }
}
