using System.Text.Json;
using Dispatch.Intake.Domain;

namespace Dispatch.Intake.Cases;

/// <summary>
/// Follows what the other services do on each case: its timeline, its status, who leads, who may read it.
/// </summary>
/// <remarks>
/// Takes all that has arrived together, in a handful of statements. Tolerates any order: a status or a lead is only
/// ever replaced by one of a newer version, and a finished case keeps its ending.
/// </remarks>
public static class FollowCase
{
    public static Task Handle(IReadOnlyList<ICaseEvent> events, Work work)
    {
        var entries = events.Select(e => (Event: e, e.Head, Entry: Timeline.Of(e))).ToList();
        work.Later(AddToTimeline, new
        {
            ids = entries.Select(e => e.Head.CaseId.Value).ToArray(),
            at = entries.Select(e => e.Head.OccurredAt).ToArray(),
            sources = entries.Select(e => Source(e.Event)).ToArray(),
            versions = entries.Select(e => e.Head.Version).ToArray(),
            what = entries.Select(e => e.Entry.What).ToArray(),
            titles = entries.Select(e => e.Entry.Title).ToArray(),
            texts = entries.Select(e => e.Entry.Text).ToArray(),
            accounts = entries.Select(e => e.Head.By.Account.Value).ToArray(),
            names = entries.Select(e => e.Head.By.Name).ToArray(),
            organisations = entries.Select(e => e.Head.By.Organisation?.Value).ToArray(),
            reasons = entries.Select(e => JsonSerializer.Serialize(e.Event.Reasons, ContractJson.Options)).ToArray(),
            traces = entries.Select(e => e.Head.TraceId).ToArray(),
        });

        var dispatched = events.OfType<CaseDispatched>().GroupBy(e => e.Head.CaseId)
            .Select(g => g.MaxBy(e => e.Head.Version)!).ToList();
        if (dispatched.Count > 0)
            CaseLead.Set(dispatched, events, work);
        CaseSides.Add(events, work);

        CaseReaders.Add(events, work);
        var moved = entries.Where(e => e.Entry.Status is not null && Source(e.Event) == "routing")
            .GroupBy(e => e.Head.CaseId).Select(g => g.MaxBy(e => e.Head.Version)).ToList();
        if (moved.Count > 0)
        {
            work.Later(SetStatus, new
            {
                ids = moved.Select(m => m.Head.CaseId.Value).ToArray(),
                versions = moved.Select(m => m.Head.Version).ToArray(),
                statuses = moved.Select(m => m.Entry.Status!.Value.ToWireName()).ToArray(),
            });
        }
        return Task.CompletedTask;
    }

    static string Source(ICaseEvent what) => what switch
    {
        FileOpened or ConsentGiven or ConsentRefused or SessionHeld or AgreementReached or AgreementEffective
            or MediationEnded => "mediation",
        ClocksStarted or ClocksStopped or WarningRaised or WarningAcknowledged or CaseEscalated => "escalation",
        _ => "routing",
    };

    const string AddToTimeline = """
        insert into timeline (case_id, at, source, version, what, title, text, by_account, by_name, by_organisation,
            reasons, trace_id)
        select id, at, source, version, what, title, text, account, name, organisation, reasons::jsonb, trace
        from unnest(@ids, @at, @sources, @versions, @what, @titles, @texts, @accounts, @names, @organisations,
            @reasons, @traces)
            as n (id, at, source, version, what, title, text, account, name, organisation, reasons, trace)
        on conflict do nothing
        """;

    const string SetStatus = """
        update case_progress p
        set status = n.status, status_version = n.version
        from unnest(@ids, @versions, @statuses) as n (id, version, status)
        where p.case_id = n.id and p.status_version < n.version and p.status not in ('archived', 'withdrawn')
        """;
}
