namespace Dispatch.Intake.Following;

/// <summary>Who leads a case, who may read it for that, and where it happened.</summary>
static class LeadAndReaders
{
    /// <param name="latest">Of each case the newest dispatch.</param>
    public static void Set(List<CaseDispatched> latest, IReadOnlyList<ICaseEvent> events, Work work)
    {
        var readers = events.OfType<CaseDispatched>()
            .SelectMany(e => e.Assisting.Append(e.Lead).Select(t => (t.Organisation, e.Head.CaseId))).Distinct()
            .ToList();
        work.Later(SetLead, new
        {
            ids = latest.Select(e => e.Head.CaseId.Value).ToArray(),
            versions = latest.Select(e => e.Head.Version).ToArray(),
            leads = latest.Select(e => e.Lead.Organisation.Value).ToArray(),
            names = latest.Select(e => e.Lead.OrganisationName).ToArray(),
            matters = latest.Select(e => e.Matter?.Value).ToArray(),
            matterNames = latest.Select(e => e.MatterName).ToArray(),
            readers = readers.Select(r => r.Organisation.Value).ToArray(),
            readable = readers.Select(r => r.CaseId.Value).ToArray(),
        });
    }

    /// <summary>
    /// Where it happened may have become known more exactly, by a dispatch or while the centre decides.
    /// </summary>
    public static void Place(IReadOnlyList<ICaseEvent> events, Work work)
    {
        var newest = events
            .Select(e => (e.Head, Place: e switch
            {
                CaseDispatched dispatched => dispatched.Place,
                CaseUndecided undecided => undecided.Place,
                _ => null,
            }))
            .Where(e => e.Place is not null).GroupBy(e => e.Head.CaseId)
            .Select(g => g.MaxBy(e => e.Head.Version)).ToList();
        if (newest.Count > 0)
        {
            work.Later(SetPlace, new
            {
                ids = newest.Select(e => e.Head.CaseId.Value).ToArray(),
                places = newest.Select(e => e.Place!.Jurisdiction.Value).ToArray(),
            });
        }
    }

    /// <summary>Who is asked to assist (协办) may read the case from then on.</summary>
    public static void AddAssistants(IReadOnlyList<ICaseEvent> events, Work work)
    {
        var helping = events.OfType<AssistanceAsked>()
            .SelectMany(e => e.Assisting.Select(t => (t.Organisation, e.Head.CaseId))).Distinct().ToList();
        if (helping.Count > 0)
        {
            work.Later(InsertReaders, new
            {
                readers = helping.Select(r => r.Organisation.Value).ToArray(),
                readable = helping.Select(r => r.CaseId.Value).ToArray(),
            });
        }
    }

    // It never becomes vaguer, nor another jurisdiction.
    const string SetPlace = """
        update registered_case c
        set jurisdiction = n.place
        from unnest(@ids, @places) as n (id, place)
        where c.id = n.id and n.place <> c.jurisdiction and starts_with(n.place, c.jurisdiction)
        """;

    const string SetLead = $"""
        with readers as ({InsertReaders})
        update case_progress p
        set lead_organisation = n.lead, lead_organisation_name = n.name, lead_version = n.version,
            matter = coalesce(n.matter, p.matter), matter_name = coalesce(n.matter_name, p.matter_name)
        from unnest(@ids, @versions, @leads, @names, @matters, @matterNames) as n (id, version, lead, name, matter,
            matter_name)
        where p.case_id = n.id and p.lead_version < n.version
        """;

    const string InsertReaders = """
        insert into case_organisation (organisation, case_id)
        select n.organisation, n.case_id from unnest(@readers, @readable) as n (organisation, case_id)
        on conflict do nothing
        """;
}
