using Dispatch.Escalation.Whistles.Domain;

namespace Dispatch.Escalation.Whistles;

/// <summary>
/// The figures of the whistles that were blown in a period (吹哨统计): how often each township whistles for its cases,
/// against the band in force, and how each department answers and comes.
/// </summary>
/// <remarks>
/// Only whistles that the caller may see are counted, so that <see cref="ListWhistles"/> shows exactly those behind a
/// number. A head sees his own township, his own organisation, and the departments that it has summoned. Refuses with
/// <c>period_wrong</c>. Source: 北京“吹哨报到” (2018).
/// </remarks>
public static class ReadWhistleFigures
{
    /// <param name="Whistles">Blown by the township and its villages; the centre's own stand apart.</param>
    /// <param name="Cases">Registered in the period.</param>
    /// <param name="Rate">Whistles for a hundred cases.</param>
    public sealed record Township(
        JurisdictionId Jurisdiction, string Name, long Whistles, long Cases, decimal? Rate, BandSide Side,
        WhistleBand Band);

    /// <summary>Whistles that a centre has blown itself.</summary>
    public sealed record Centre(OrganisationId Organisation, string Name, long Whistles);

    public sealed record Answer(
        DateOnly From, DateOnly To, IReadOnlyList<Township> Townships, IReadOnlyList<Centre> Centres,
        IReadOnlyList<DepartmentFigures> Departments);

    sealed record Listed(JurisdictionId Jurisdiction, string Name);

    sealed record Blown(string Place, OrganisationId? Centre, long Whistles, string? Name);

    sealed record Registered(string Place, long Cases);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/whistles/statistics", Handle)
        .Allow(Roles.Head, Roles.Dispatcher, Roles.Director, Roles.Leader, Roles.Auditor)
        .Produces<Answer>()
        .Refuses(RefusalKind.Invalid);

    static async Task<IResult> Handle(
        DateOnly? from, DateOnly? to, Actor actor, Database database, CountCases registered, TimeProvider clock,
        CancellationToken cancel)
    {
        if (!Period.Of(from, to, clock.GetUtcNow()).Accepted(out var period, out var refusal))
            return Problems.From(refusal);
        var args = new { period.From, period.To, actor.Organisation, actor.Scope };
        await registered.Refresh(cancel);
        var blown = await database.Read<Blown>(CountWhistles(actor), args, cancel);
        return TypedResults.Ok(new Answer(
            period.From, period.To, await Townships(database, actor, period, blown, args, cancel),
            [.. blown.Where(row => row.Centre is not null).Select(row => new Centre(
                row.Centre!.Value, row.Name ?? row.Centre.Value.Value, row.Whistles))],
            await database.Read<DepartmentFigures>(CountDepartments(actor), args, cancel)));
    }

    static async Task<IReadOnlyList<Township>> Townships(
        Database database, Actor actor, Period period, List<Blown> blown, object args, CancellationToken cancel)
    {
        // How many cases a whole county has is no department's business.
        if (OfOwnOrganisation(actor) && actor.Jurisdiction.Value.Length < TownshipCode)
            return [];
        var bands = await database.Read<WhistleBand>(Bands, null, cancel);
        var whistles = blown.Where(row => row.Centre is null).ToDictionary(
            row => row.Place, row => row.Whistles, StringComparer.Ordinal);
        var cases = (await database.Read<Registered>(Cases, args, cancel)).ToDictionary(
            row => row.Place, row => row.Cases, StringComparer.Ordinal);
        // A township that has neither whistled nor had a case still stands in the table; what must be looked at comes
        // first.
        return
        [
            .. (await database.Read<Listed>(ListedTownships, args, cancel)).ConvertAll(one =>
            {
                var (place, band) = (one.Jurisdiction.Value, WhistleBand.InForce(bands, one.Jurisdiction, period.To));
                var (n, of) = (whistles.GetValueOrDefault(place), cases.GetValueOrDefault(place));
                return new Township(
                    one.Jurisdiction, one.Name, n, of, WhistleBand.Rate(n, of), band.Judge(n, of), band);
            }).OrderBy(row => row.Side is not (BandSide.Below or BandSide.Above)),
        ];
    }

    internal const int TownshipCode = 9;

    static bool OfOwnOrganisation(Actor actor) => CaseVisibility.ReachOf(actor.Role) == Reach.OwnOrganisation;

    const string Bands = """
        select id, jurisdiction, low, high, least_cases, source, effective_from
        from whistle_band
        """;

    const string ListedTownships = """
        select jurisdiction, min(name) as name
        from organisation
        where listed and kind = 'township' and jurisdiction like @Scope
        group by jurisdiction
        order by jurisdiction
        """;

    const string Cases = """
        select d.place, sum(d.cases)::bigint as cases
        from case_day d
        where d.day between @From and @To and d.place like @Scope
        group by d.place
        """;

    static string CountWhistles(Actor actor) => $"""
        select n.*, o.name
        from (
            select case when w.organisation = w.centre then '' else left(w.jurisdiction, {TownshipCode}) end as place,
                case when w.organisation = w.centre then w.centre end as centre, count(*) as whistles
            from whistle w
            where {FigureSql.InPeriod("w.blown_at")} and {Visibility.Whistles.Sees(actor)}
            group by 1, 2
        ) n
        left join organisation o on o.id = n.centre
        order by n.centre
        """;

    static string CountDepartments(Actor actor) => $"""
        select n.organisation, coalesce(o.name, n.organisation) as name, n.summoned, n.answered_in_time,
            n.answer_missed, n.arrived_in_time, n.arrived_late, n.absent, n.refused_with_duty, n.refused_without_duty,
            n.excused, n.rated, n.points
        from (
            select s.organisation, {string.Join(", ", Enum.GetValues<WhistleFigure>().Select(Number))},
                coalesce(sum(s.points), 0) as points
            from summons s
            where {FigureSql.InPeriod("s.blown_at")} and {Visibility.Summonses.Sees(actor)}
                {(OfOwnOrganisation(actor) ? "and @Organisation in (s.organisation, s.blower)" : "")}
            group by s.organisation
        ) n
        left join organisation o on o.id = n.organisation
        order by n.summoned desc, n.organisation
        """;

    static string Number(WhistleFigure figure) =>
        $"count(*) filter (where {FigureSql.Counts(figure)}) as {System.Text.Json.JsonNamingPolicy.SnakeCaseLower
            .ConvertName(figure.ToString())}";
}
