using Dispatch.Escalation.Domain;

namespace Dispatch.Escalation.Clocks;

/// <summary>Starts and stops the clocks of a case as its handling goes on.</summary>
/// <remarks>
/// Publishes <see cref="ClocksStopped"/> and <see cref="ClocksStarted"/>, each once for one step. The citizen clock
/// starts with <see cref="CaseRegistered"/> and is announced with the first dispatch. Whatever has arrived is decided
/// in memory and written with one statement per table; an event that came before the one it builds on waits alone.
/// </remarks>
public static class RunClocks
{
    public static async Task Handle(IReadOnlyList<ICaseEvent> events, Work work, RuleBook rules)
    {
        var terms = await rules.Read(work.Cancel);
        var pages = await ClockPages.Load(events, terms, work);
        // Registering comes first; then each publisher's own order. What still came too early is tried again after the
        // rest.
        var waiting = events.OrderBy(e => e is CaseRegistered ? 0 : 1).ThenBy(e => e.Head.Version).ToList();
        for (var before = int.MaxValue; waiting.Count > 0 && waiting.Count < before;)
        {
            before = waiting.Count;
            waiting.RemoveAll(e => Follow(e, pages, terms, work) is null);
        }
        foreach (var early in waiting)
            work.TooEarly(early,
                $"{early.GetType().Name} of {early.Head.CaseNumber} waits for {Follow(early, pages, terms, work)}.");
        pages.Save(work);
    }

    /// <returns>What it waits for; null when it has been applied.</returns>
    static string? Follow(ICaseEvent what, ClockPages pages, Terms terms, Work work)
    {
        if (what is CaseRegistered registered)
        {
            pages.Open(registered, terms);
            return null;
        }
        if (pages.Find(what.Head.CaseId) is not { } page)
            return nameof(CaseRegistered);
        var step = page.Follow(what, work.Now);
        if (step.TooEarly is null)
            Publish(step, page, what, terms, work);
        return step.TooEarly;
    }

    static void Publish(Step step, CaseClocks page, ICaseEvent because, Terms terms, Work work)
    {
        var why = because.GetType().Name is var name && step.Why.Length > 0
            ? [new Reason(System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(name), step.Why)]
            : Array.Empty<Reason>();
        if (step.Stopped.Count > 0)
            work.Publish(new ClocksStopped(
                Head(page, because, work),
                [.. step.Stopped.Select(clock => new StoppedClock(clock.Id, clock.Kind, clock.TicketId, clock.InTime))],
                why), because);
        if (step.Started.Count > 0)
            work.Publish(new ClocksStarted(
                Head(page, because, work), [.. step.Started.Select(clock => Announced(clock, terms))],
                [.. why, .. step.Started.Select(clock => Explained(clock, terms)).Distinct()],
                because is CaseDispatched dispatched ? terms.Allowances.For(dispatched) : null), because);
    }

    static EventHead Head(CaseClocks page, ICaseEvent because, Work work) =>
        work.Head(page.Case.CaseId, page.Case.Number, page.NextVersion(), ActedBy.System, because);

    static StartedClock Announced(Clock clock, Terms terms) => new(
        clock.Id, clock.Kind, clock.TicketId, clock.Organisation, clock.StartedAt, clock.Due,
        terms[clock.Policy].Words(clock.Extended));

    static Reason Explained(Clock clock, Terms terms)
    {
        var policy = terms[clock.Policy];
        var term = policy.Words(clock.Extended);
        return new("term_in_force", $"{clock.Kind.Chinese()}{term}，至{clock.Due.Chinese()}（{policy.Source}）。");
    }
}
