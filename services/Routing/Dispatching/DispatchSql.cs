namespace Dispatch.Routing.Dispatching;

/// <summary>The statement of <see cref="Dispatches"/>.</summary>
static class DispatchSql
{
    public const string Insert = """
        insert into ticket (id, case_id, role, organisation, status, hop, bound, jurisdiction, dispatched_at, reasons,
            shield_override, officer, officer_name)
        select id, case_id, role, organisation, 'dispatched', hop, bound, jurisdiction, @now, reasons::jsonb, under,
            officer, officer_name
        from unnest(@ids, @cases, @roles, @organisations, @hops, @bound, @jurisdictions, @reasons, @under, @officers,
            @names)
            as n (id, case_id, role, organisation, hop, bound, jurisdiction, reasons, under, officer, officer_name)
        """;
}
