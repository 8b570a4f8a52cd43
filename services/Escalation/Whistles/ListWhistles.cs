namespace Dispatch.Escalation.Whistles;

/// <summary>Lists the whistles (吹哨) that the caller may see, newest first.</summary>
public static class ListWhistles
{
    public static readonly string[] Readers =
    [
        Roles.GridWorker, Roles.Handler, Roles.Head, Roles.Dispatcher, Roles.Director, Roles.Leader, Roles.Auditor,
    ];

    /// <param name="Summoned">How many departments must come, without those that are excused.</param>
    /// <param name="Absent">How many had not come when they had to.</param>
    /// <param name="ArriveBy">The earliest time by which somebody who is not there yet must come.</param>
    public sealed record Item(
        WhistleId Id, string Number, WhistleType Type, WhistleStatus Status, string Demand, JurisdictionId Jurisdiction,
        string Address, OrganisationId Organisation, string? OrganisationName, DateTimeOffset ProposedAt,
        DateTimeOffset? BlownAt, DateTimeOffset? EndedAt, string? LeadName, int Summoned, int OnSite, int Absent,
        DateTimeOffset? ArriveBy);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/whistles", Handle)
        .Allow(Readers)
        .Produces<Page<Item>>();

    /// <param name="organisation">Only those that summon it.</param>
    /// <param name="blower">Only those that it has blown or proposed.</param>
    static async Task<IResult> Handle(
        EnumParameter<WhistleStatus>? status, EnumParameter<WhistleType>? type, bool? open, CaseNumber? @case,
        OrganisationId? organisation, OrganisationId? blower, Paging paging, Actor actor, Database database,
        CancellationToken cancel)
    {
        var load = Load(actor, status is not null, open == true, @case, organisation, blower);
        var rows = await database.Read<Item>(load, new
        {
            status = status?.ToString(), type = type?.ToString(), number = @case?.Value, summoned = organisation,
            blower, actor.Organisation, actor.Scope, after = paging.AfterId, paging.Take,
        }, cancel);
        return TypedResults.Ok(paging.Page(rows, row => [row.Id.ToString()]));
    }

    const string OnCase = "and w.id in (select x.whistle_id from whistle_case x where x.case_number = @number)";

    const string Summoned = "and w.id in (select x.whistle_id from summons x where x.organisation = @summoned)";

    // Whoever reads a whistle of its own and is not summoned by it has blown or proposed it.
    const string Blown = """
        and w.id in (select x.whistle_id from whistle_reader x where x.organisation = @blower)
        and not exists (select from summons x where x.whistle_id = w.id and x.organisation = @blower)
        """;

    // Ids are made in the order of time. Each reach and filter has its own text, so that it finds its index.
    static string Load(
        Actor actor, bool status, bool open, CaseNumber? number, OrganisationId? organisation,
        OrganisationId? blower) => $"""
        select w.id, w.number, w.type, w.status, w.demand, w.jurisdiction, w.address, w.organisation,
            o.name as organisation_name, w.proposed_at, w.blown_at, w.ended_at, s.lead_name, s.summoned, s.on_site,
            s.absent, s.arrive_by
        from (
            select *
            from whistle w
            where {Visibility.Whistles.Sees(actor)}
              and (@after::uuid is null or w.id < @after)
              {(status ? "and w.status = @status" : "")}
              {(open ? "and w.status not in ('ended', 'withdrawn')" : "")}
              and (@type::text is null or w.type = @type)
              {(number is null ? "" : OnCase)}
              {(organisation is null ? "" : Summoned)}
              {(blower is null ? "" : Blown)}
            order by w.id desc
            limit @Take
        ) w
        left join organisation o on o.id = w.organisation
        left join lateral (
            select min(s.name) filter (where s.role = 'lead') as lead_name,
                count(*) filter (where s.state <> 'excused')::int as summoned,
                count(s.arrived_at)::int as on_site,
                count(s.arrival_order)::int as absent,
                min((
                    select max((d ->> 'due')::timestamptz)
                    from jsonb_array_elements(s.deadlines) d
                    where d ->> 'kind' = 'arrival' and d ->> 'metAt' is null
                )) filter (where s.arrived_at is null) as arrive_by
            from summons s
            where s.whistle_id = w.id
        ) s on true
        order by w.id desc
        """;
}
