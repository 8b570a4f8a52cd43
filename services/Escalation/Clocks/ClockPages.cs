using Dispatch.Escalation.Domain;

namespace Dispatch.Escalation.Clocks;

/// <summary>
/// The cases that a batch is about, with their clocks: read with two statements, written with one per table.
/// </summary>
public sealed class ClockPages
{
    readonly Dictionary<CaseId, CaseClocks> pages = [];
    readonly Dictionary<CaseId, PressuredCase> cases = [];
    readonly Dictionary<ClockId, Clock> clocks = [];
    readonly Dictionary<OrganisationId, string> names = [];

    public static async Task<ClockPages> Load(IReadOnlyList<ICaseEvent> events, Terms terms, Work work)
    {
        var pages = new ClockPages();
        var born = events.OfType<CaseRegistered>().Select(e => e.Head.CaseId).ToHashSet();
        var ids = events.Select(e => e.Head.CaseId).Where(id => !born.Contains(id)).Select(id => id.Value).Distinct()
            .Order().ToArray();
        if (ids.Length > 0)
            await pages.Read(ids, terms, work);
        foreach (var e in events.OfType<CaseDispatched>())
        {
            foreach (var ticket in e.Assisting.Prepend(e.Lead))
                pages.names[ticket.Organisation] = ticket.OrganisationName;
        }
        foreach (var ticket in events.OfType<AssistanceAsked>().SelectMany(e => e.Assisting))
            pages.names[ticket.Organisation] = ticket.OrganisationName;
        foreach (var e in events.OfType<CaseUndecided>())
            pages.names[e.Holder] = e.HolderName;
        return pages;
    }

    async Task Read(Guid[] ids, Terms terms, Work work)
    {
        foreach (var one in await work.List<PressuredCase>(LoadCases, new { ids }))
            cases[one.CaseId] = one;
        // After the lock, so that they are as the last holder left them.
        var found = await work.List<Clock>(LoadClocks, new { ids });
        foreach (var clock in found)
            clocks[clock.Id] = clock;
        var byCase = found.ToLookup(clock => clock.CaseId);
        foreach (var one in cases.Values)
            pages[one.CaseId] = new(terms, one, byCase[one.CaseId]);
    }

    public void Open(CaseRegistered registered, Terms terms) =>
        pages[registered.Head.CaseId] = CaseClocks.Open(terms, registered);

    public CaseClocks? Find(CaseId id) => pages.GetValueOrDefault(id);

    public void Save(Work work)
    {
        if (names.Count > 0)
            work.Later(SaveNames, new
            {
                ids = names.Keys.Select(id => id.Value).ToArray(),
                names = names.Values.ToArray()
            });
        var opened = pages.Values.Select(page => page.Case).Where(one => !cases.ContainsKey(one.CaseId)).ToList();
        var moved = pages.Values.Select(page => page.Case)
            .Where(one => cases.TryGetValue(one.CaseId, out var was) && was != one).ToList();
        var all = pages.Values.SelectMany(page => page.Clocks).ToList();
        Rows.Insert(work, opened);
        Rows.Update(work, moved);
        Rows.Insert(work, all.FindAll(clock => !clocks.ContainsKey(clock.Id)));
        Rows.Update(work, all.FindAll(clock => clocks.TryGetValue(clock.Id, out var was) && was != clock));
        MovedClocks.Update(
            work, all.Where(clock => clocks.TryGetValue(clock.Id, out var was) && was.Due != clock.Due));
    }

    // The lock makes another instance, or the sweep, wait and then see what this batch has decided.
    const string LoadCases = """
        select case_id, number, version, jurisdiction, organisation, lead_ticket, urgency, kind, colour, rung, open,
        reported_at,
               running, followed, spoken_at, array_to_string(recused, ',') as recused
        from pressured_case
        where case_id = any(@ids)
        order by case_id
        for update
        """;

    const string LoadClocks = $"""
        select {Clock.Columns}
        from clock
        where case_id = any(@ids)
        """;

    // A name that is already known is not touched, so that no batch waits for another's; nor one of the catalogue's.
    const string SaveNames = """
        insert into organisation (id, name)
        select n.id, n.name from unnest(@ids, @names) as n (id, name)
        where not exists (select from organisation o where o.id = n.id and (o.listed or o.name = n.name))
        order by n.id
        on conflict (id) do update set name = excluded.name where not organisation.listed
        """;
}
