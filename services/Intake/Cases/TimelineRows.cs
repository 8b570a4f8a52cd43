using System.Text.Json;
using Dispatch.Intake.Cases.Domain;

namespace Dispatch.Intake.Cases;

/// <summary>Writes steps into the timelines of their cases, with the commit; what stands there already stays.</summary>
static class TimelineRows
{
    public static void Add(Work work, IReadOnlyList<ICaseEvent> steps) => Add(work,
    [
        .. steps.Select(step => new Row(
            step.Head.CaseId, step.Head, Timeline.Source(step), Timeline.Of(step), step.Reasons)),
    ]);

    /// <summary>A step of a whistle or an order stands in the timeline of each case that it is about.</summary>
    public static void Add(Work work, IReadOnlyList<IPressureEvent> steps) => Add(work,
    [
        .. from step in steps
           from one in step.Cases
           select new Row(one.Id, step.Head, step.Aggregate, Timeline.Of(step), step.Reasons),
    ]);

    /// <param name="Source">What counts the versions: a service for the case, or a whistle or an order.</param>
    sealed record Row(
        CaseId Case, IEventHead Head, string Source, TimelineEntry Entry, IReadOnlyList<Reason> Reasons);

    static void Add(Work work, IReadOnlyList<Row> rows)
    {
        if (rows.Count == 0)
            return;
        work.Later(Insert, new
        {
            ids = rows.Select(r => r.Case.Value).ToArray(),
            at = rows.Select(r => r.Head.OccurredAt).ToArray(),
            sources = rows.Select(r => r.Source).ToArray(),
            versions = rows.Select(r => r.Head.Version).ToArray(),
            what = rows.Select(r => r.Entry.What).ToArray(),
            titles = rows.Select(r => r.Entry.Title).ToArray(),
            texts = rows.Select(r => r.Entry.Text).ToArray(),
            accounts = rows.Select(r => r.Head.By.Account.Value).ToArray(),
            names = rows.Select(r => r.Head.By.Name).ToArray(),
            organisations = rows.Select(r => r.Head.By.Organisation?.Value).ToArray(),
            reasons = rows.Select(r => JsonSerializer.Serialize(r.Reasons, ContractJson.Options)).ToArray(),
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
