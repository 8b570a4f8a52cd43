namespace Dispatch.Intake.Following;

/// <summary>
/// Who stands beside a case: those that must stand back from it (回避), and those that get a copy of it (抄送).
/// </summary>
static class RecusalAndCopies
{
    public static void Add(IReadOnlyList<ICaseEvent> events, Work work)
    {
        var recused = events.Select(e => e switch
        {
            CaseDispatched dispatched => (e.Head.CaseId, dispatched.Recused, dispatched.Centre),
            CaseUndecided undecided => (e.Head.CaseId, undecided.Recused, undecided.Holder),
            _ => (e.Head.CaseId, null, null),
        }).Where(e => e.Recused is not null).SelectMany(e => e.Recused!.Below
            // Routing knows the code as the list writes it; it may have been mistyped at registration. A centre that no
            // other is above sees to a complaint of itself.
            .Prepend(e.Recused.Against).Select(o => (o, e.CaseId, Reads: o == e.Centre))
            .Concat(e.Recused.Superior is { } superior ? [(superior, e.CaseId, true)] : [])).Distinct().ToList();
        if (recused.Count > 0)
        {
            work.Later(Recuse, new
            {
                organisations = recused.Select(r => r.Item1.Value).ToArray(),
                cases = recused.Select(r => r.CaseId.Value).ToArray(), reads = recused.Select(r => r.Reads).ToArray(),
            });
        }

        var copies = events.OfType<CaseDispatched>()
            .SelectMany(e => (e.Copies ?? []).Select(c => (c.Id, e.Head.CaseId, e.Head.OccurredAt)))
            .DistinctBy(c => (c.Id, c.CaseId)).ToList();
        if (copies.Count > 0)
        {
            work.Later(Copy, new
            {
                organisations = copies.Select(c => c.Id.Value).ToArray(),
                cases = copies.Select(c => c.CaseId.Value).ToArray(), at = copies.Select(c => c.OccurredAt).ToArray(),
            });
        }
    }

    const string Recuse = """
        insert into case_recusal (organisation, case_id, reads)
        select n.organisation, n.case_id, n.reads
        from unnest(@organisations, @cases, @reads) as n (organisation, case_id, reads)
        on conflict do nothing
        """;

    const string Copy = """
        with readers as (
            insert into case_organisation (organisation, case_id)
            select n.organisation, n.case_id from unnest(@organisations, @cases) as n (organisation, case_id)
            on conflict do nothing
        )
        insert into case_copy (organisation, case_id, at)
        select n.organisation, n.case_id, n.at
        from unnest(@organisations, @cases, @at) as n (organisation, case_id, at)
        on conflict do nothing
        """;
}
