using Dispatch.Intake.Cases;
using Dispatch.Intake.Cases.Domain;

namespace Dispatch.Intake.Following;

/// <summary>
/// Follows what the other services do on each case: its timeline, its status, who leads, who may read it.
/// </summary>
/// <remarks>
/// Takes all that has arrived together, in a handful of statements. Tolerates any order: a status or a lead is only
/// ever replaced by one of a newer version, and a finished case keeps its ending.
/// </remarks>
public static class FollowCase
{
    public static async Task Handle(IReadOnlyList<ICaseEvent> events, Work work)
    {
        TimelineRows.Add(work, events);

        var dispatched = events.OfType<CaseDispatched>().GroupBy(e => e.Head.CaseId)
            .Select(g => g.MaxBy(e => e.Head.Version)!).ToList();
        if (dispatched.Count > 0)
            LeadAndReaders.Set(dispatched, events, work);
        LeadAndReaders.Place(events, work);
        RecusalAndCopies.Add(events, work);

        LeadAndReaders.AddAssistants(events, work);
        await FollowProgress(events, work);
    }

    static async Task FollowProgress(IReadOnlyList<ICaseEvent> events, Work work)
    {
        var moving = events.Where(Case.Follows).ToLookup(e => e.Head.CaseId);
        if (moving.Count == 0)
            return;
        var moved = new List<Case>();
        foreach (var found in await work.List<Case>(Load, new { ids = moving.Select(g => g.Key.Value).ToArray() }))
        {
            var followed = moving[found.Id].Aggregate(found, (one, step) => one.Follow(step));
            if (followed != found)
                moved.Add(followed);
        }
        if (moved.Count > 0)
        {
            work.Later(Save, new
            {
                ids = moved.Select(m => m.Id.Value).ToArray(),
                statuses = moved.Select(m => m.Status.ToWireName()).ToArray(),
                versions = moved.Select(m => m.StatusVersion).ToArray(),
                outcomes = moved.Select(m => m.Outcome?.ToWireName()).ToArray(),
                outcomeVersions = moved.Select(m => m.OutcomeVersion).ToArray(),
                terminations = moved.Select(m => m.TerminationVersion).ToArray(),
                rounds = moved.Select(m => m.RoundVersion).ToArray(),
            });
        }
    }

    // In one order everywhere, so that two instances do not wait for each other in a circle.
    const string Load = $"""
        select {Case.Columns}
        from case_progress p
        join registered_case c on c.id = p.case_id
        where p.case_id = any(@ids)
        order by p.case_id
        for update of p
        """;

    // Writes what Case.Follow has decided.
    const string Save = """
        update case_progress p
        set status = n.status, status_version = n.version, outcome = n.outcome, outcome_version = n.outcome_version,
            termination_version = n.termination_version, round_version = n.round_version
        from unnest(@ids, @statuses, @versions, @outcomes, @outcomeVersions, @terminations, @rounds)
            as n (id, status, version, outcome, outcome_version, termination_version, round_version)
        where p.case_id = n.id
        """;
}
