using Dispatch.Escalation.Whistles.Domain;

namespace Dispatch.Escalation.Whistles;

/// <summary>
/// Lists the whistles (吹哨) that the caller may see, newest first: also exactly those behind a number of
/// <see cref="ReadWhistleFigures"/>.
/// </summary>
/// <remarks>Refuses with <c>period_wrong</c>.</remarks>
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
        .Produces<Page<Item>>()
        .Refuses(RefusalKind.Invalid);

    /// <param name="organisation">Only those that summon it.</param>
    /// <param name="blower">Only those that it has blown or proposed.</param>
    /// <param name="township">Only those that the township and its villages have blown for their own place.</param>
    /// <param name="figure">Only those whose summons of the organisation counts for it.</param>
    /// <param name="from">Only those that were blown in the period from this day on.</param>
    static async Task<IResult> Handle(
        EnumParameter<WhistleStatus>? status, EnumParameter<WhistleType>? type, bool? open, CaseNumber? @case,
        OrganisationId? organisation, OrganisationId? blower, JurisdictionId? township,
        EnumParameter<WhistleFigure>? figure, DateOnly? from, DateOnly? to, Paging paging, Actor actor,
        Database database, TimeProvider clock, CancellationToken cancel)
    {
        Period? period = null;
        if ((from ?? to) is not null && !Period.Of(from, to, clock.GetUtcNow()).Accepted(out period, out var refusal))
            return Problems.From(refusal);
        string[] filters =
        [
            status is null ? "" : "and w.status = @status",
            open == true ? "and w.status not in ('ended', 'withdrawn')" : "",
            type is null ? "" : "and w.type = @type",
            @case is null ? "" : OnCase,
            blower is null ? "" : Blown,
            township is null ? "" : "and w.jurisdiction like @place and w.organisation <> w.centre",
            period is null ? "" : "and " + FigureSql.InPeriod("w.blown_at"),
            organisation is null && figure is null ? "" : Summoned(organisation is not null, figure?.Value, period),
        ];
        var load = Load(actor, string.Join("\n  ", filters.Where(one => one.Length > 0)));
        var rows = await database.Read<Item>(load, new
        {
            status = status?.ToString(), type = type?.ToString(), number = @case?.Value, summoned = organisation,
            blower, place = township + "%", period?.From, period?.To, actor.Organisation, actor.Scope,
            after = paging.AfterId, paging.Take,
        }, cancel);
        return TypedResults.Ok(paging.Page(rows, row => [row.Id.ToString()]));
    }

    const string OnCase = "and w.id in (select x.whistle_id from whistle_case x where x.case_number = @number)";

    // Behind a number the period bounds the summonses as well, so that only those of the period are read.
    static string Summoned(bool one, WhistleFigure? figure, Period? period) => $"""
        and w.id in (select s.whistle_id from summons s where {FigureSql.Counts(figure ?? WhistleFigure.Summoned)}
            {(one ? "and s.organisation = @summoned" : "")}
            {(period is null ? "" : "and " + FigureSql.InPeriod("s.blown_at"))})
        """;

    // Whoever reads a whistle of its own and is not summoned by it has blown or proposed it.
    const string Blown = """
        and w.id in (select x.whistle_id from whistle_reader x where x.organisation = @blower)
        and not exists (select from summons x where x.whistle_id = w.id and x.organisation = @blower)
        """;

    // Ids are made in the order of time. Each reach and filter has its own text, so that it finds its index.
    static string Load(Actor actor, string filters) => $"""
        select w.id, w.number, w.type, w.status, w.demand, w.jurisdiction, w.address, w.organisation,
            o.name as organisation_name, w.proposed_at, w.blown_at, w.ended_at, s.lead_name, s.summoned, s.on_site,
            s.absent, s.arrive_by
        from (
            select *
            from whistle w
            where {Visibility.Whistles.Sees(actor)}
              and (@after::uuid is null or w.id < @after)
              {filters}
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
