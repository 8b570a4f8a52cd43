namespace Dispatch.Intake.Cases;

/// <summary>Who is asked to assist (协办) may read the case from then on.</summary>
static class CaseReaders
{
    public static void Add(IReadOnlyList<ICaseEvent> events, Work work)
    {
        var helping = events.OfType<AssistanceAsked>()
            .SelectMany(e => e.Assisting.Select(t => (t.Organisation, e.Head.CaseId))).Distinct().ToList();
        if (helping.Count > 0)
        {
            work.Later(Insert, new
            {
                readers = helping.Select(r => r.Organisation.Value).ToArray(),
                readable = helping.Select(r => r.CaseId.Value).ToArray(),
            });
        }
    }

    public const string Insert = """
        insert into case_organisation (organisation, case_id)
        select * from unnest(@readers, @readable)
        on conflict do nothing
        """;
}
