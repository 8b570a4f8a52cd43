using Dispatch.Escalation.Causes;
using Dispatch.Escalation.Clocks.Domain;

namespace Dispatch.Escalation.Clocks;

/// <summary>
/// The cases that a batch of events is about, with their clocks: read by two statements, written by one for each table.
/// </summary>
public sealed class CaseClocksBatch
{
    readonly Dictionary<CaseId, CaseClocks> byCase = [];
    readonly Dictionary<CaseId, TimedCase> loadedCases = [];
    readonly Dictionary<ClockId, Clock> loadedClocks = [];
    readonly Dictionary<OrganisationId, string> names = [];

    public static async Task<CaseClocksBatch> Load(IReadOnlyList<ICaseEvent> events, Terms terms, Work work)
    {
        var batch = new CaseClocksBatch();
        var born = events.OfType<CaseRegistered>().Select(e => e.Head.CaseId).ToHashSet();
        var ids = events.Select(e => e.Head.CaseId).Where(id => !born.Contains(id)).Select(id => id.Value).Distinct()
            .Order().ToArray();
        if (ids.Length > 0)
            await batch.Read(ids, terms, work);
        foreach (var what in events)
            batch.KeepNames(what);
        return batch;
    }

    async Task Read(Guid[] ids, Terms terms, Work work)
    {
        foreach (var one in await work.List<TimedCase>(LockCases, new { ids }))
            loadedCases[one.CaseId] = one;
        // After the lock, so that they are as the last holder left them.
        var found = await ClockTables.Of(work, ids);
        foreach (var clock in found)
            loadedClocks[clock.Id] = clock;
        var clocksOf = found.ToLookup(clock => clock.CaseId);
        foreach (var one in loadedCases.Values)
            byCase[one.CaseId] = new(terms, one, clocksOf[one.CaseId]);
    }

    void KeepNames(ICaseEvent what)
    {
        if (what is CaseUndecided undecided)
            names[undecided.Holder] = undecided.HolderName;
        IEnumerable<DispatchedTicket> tickets = what switch
        {
            CaseDispatched e => e.Assisting.Prepend(e.Lead),
            AssistanceAsked e => e.Assisting,
            _ => [],
        };
        foreach (var ticket in tickets)
            names[ticket.Organisation] = ticket.OrganisationName;
    }

    public void Open(CaseRegistered registered, Terms terms) =>
        byCase[registered.Head.CaseId] = CaseClocks.Open(terms, registered);

    public CaseClocks? Find(CaseId id) => byCase.GetValueOrDefault(id);

    public void Save(Work work)
    {
        if (names.Count > 0)
            work.Later(SaveNames, new
            {
                ids = names.Keys.Select(id => id.Value).ToArray(), names = names.Values.ToArray(),
            });
        var cases = byCase.Values.Select(one => one.Case).ToList();
        var clocks = byCase.Values.SelectMany(one => one.Clocks).ToList();
        LiftCauses.Add(work, [.. byCase.Values.SelectMany(one => one.Causes)]);
        ClockTables.Insert(work, cases.FindAll(one => !loadedCases.ContainsKey(one.CaseId)));
        ClockTables.Update(
            work, cases.FindAll(one => loadedCases.TryGetValue(one.CaseId, out var before) && before != one));
        ClockTables.Insert(work, clocks.FindAll(clock => !loadedClocks.ContainsKey(clock.Id)));
        ClockTables.Update(
            work, clocks.FindAll(clock => loadedClocks.TryGetValue(clock.Id, out var before) && before != clock));
    }

    // The lock makes another instance, or the sweep that raises warnings, wait and then see what this batch decided.
    static readonly string LockCases = $"""
        select {ClockTables.CaseColumns("c")}
        from timed_case c
        where c.case_id = any(@ids)
        order by c.case_id
        for update
        """;

    // Names that are known already are not written again, so that batches do not wait for each other's rows. The names
    // of the catalogue come first.
    const string SaveNames = """
        insert into organisation (id, name)
        select n.id, n.name from unnest(@ids, @names) as n (id, name)
        where not exists (select from organisation o where o.id = n.id and (o.listed or o.name = n.name))
        order by n.id
        on conflict (id) do update set name = excluded.name where not organisation.listed
        """;
}
