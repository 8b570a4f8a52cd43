using System.Text.Json;
using Dispatch.Intake.Cases.Domain;

namespace Dispatch.Intake.Cases;

/// <summary>Writes steps into the timelines of their cases, with the commit; what stands there already stays.</summary>
static class TimelineRows
{
    public static void Add(Work work, IReadOnlyList<ICaseEvent> steps)
    {
        var rows = steps.Select(step => (step, step.Head, Entry: Timeline.Of(step))).ToList();
        work.Later(Insert, new
        {
            ids = rows.Select(r => r.Head.CaseId.Value).ToArray(),
            at = rows.Select(r => r.Head.OccurredAt).ToArray(),
            sources = rows.Select(r => Timeline.Source(r.step)).ToArray(),
            versions = rows.Select(r => r.Head.Version).ToArray(),
            what = rows.Select(r => r.Entry.What).ToArray(),
            titles = rows.Select(r => r.Entry.Title).ToArray(),
            texts = rows.Select(r => r.Entry.Text).ToArray(),
            accounts = rows.Select(r => r.Head.By.Account.Value).ToArray(),
            names = rows.Select(r => r.Head.By.Name).ToArray(),
            organisations = rows.Select(r => r.Head.By.Organisation?.Value).ToArray(),
            reasons = rows.Select(r => JsonSerializer.Serialize(r.step.Reasons, ContractJson.Options)).ToArray(),
            traces = rows.Select(r => r.Head.TraceId).ToArray(),
        });
    }

    const string Insert = """
        insert into timeline (case_id, at, source, version, what, title, text, by_account, by_name, by_organisation,
            reasons, trace_id)
        select n.id, n.at, n.source, n.version, n.what, n.title, n.text, n.account, n.name, n.organisation,
            n.reasons::jsonb, n.trace
        from unnest(@ids, @at, @sources, @versions, @what, @titles, @texts, @accounts, @names, @organisations,
            @reasons, @traces)
            as n (id, at, source, version, what, title, text, account, name, organisation, reasons, trace)
        on conflict do nothing
        """;
}
