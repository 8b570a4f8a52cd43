using Dispatch.Routing.Catalogue.Domain;
using Dispatch.Routing.Catalogue.Domain.Rows;
using Dispatch.Routing.Catalogue.Lists;

namespace Dispatch.Routing.Statistics;

/// <summary>
/// Reports how much reaches the grass roots (下沉率): how many lead tickets townships and villages were given, and every
/// use of an exemption from the shield (减负例外), newest first.
/// </summary>
/// <remarks>A use appears as soon as the case is dispatched. Refuses with <c>period_wrong</c>.</remarks>
public static class ReadShieldReport
{
    /// <param name="Tickets">Lead tickets of the township and its villages.</param>
    /// <param name="Exempted">Tickets given under an exemption, assisting ones too.</param>
    public sealed record Township(OrganisationId Organisation, string Name, long Tickets, long Exempted);

    /// <summary>A ticket that was given under an exemption.</summary>
    public sealed record Use(
        TicketId TicketId, CaseNumber CaseNumber, OrganisationId Organisation, string OrganisationName,
        TicketRole Role, MatterId? Matter, string? MatterName, ExemptionId Exemption, string Reason,
        string GrantedByName,
        DateTimeOffset Until, DateTimeOffset DispatchedAt);

    /// <param name="Tickets">All lead tickets of the period.</param>
    /// <param name="GrassRoots">How many of those townships and villages were given.</param>
    /// <param name="Exempted">All tickets given under an exemption, assisting ones too.</param>
    public sealed record Answer(
        DateOnly From, DateOnly To, long Tickets, long GrassRoots, long Exempted, IReadOnlyList<Township> Townships,
        IReadOnlyList<Use> Items, string? Next);

    sealed record Count(OrganisationId Organisation, long Tickets);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/shield/report", Handle)
        .Allow(Roles.Dispatcher, Roles.Director, Roles.Leader, Roles.Auditor)
        .Produces<Answer>()
        .Refuses(RefusalKind.Invalid);

    static async Task<IResult> Handle(
        DateOnly? from, DateOnly? to, Paging paging, Actor actor, Database database, CurrentCatalogue current,
        CountStatistics figures, TimeProvider clock, CancellationToken cancel)
    {
        if (!Period.Of(from, to, clock.GetUtcNow()).Accepted(out var period, out var refusal))
            return Problems.From(refusal);
        await figures.Refresh(cancel);
        var catalogue = current.Value;
        var args = new { period.From, period.To, actor.Scope, after = paging.AfterId, paging.Take };
        var given = await database.Read<Count>(Given, args, cancel);
        var exempted = await database.Read<Count>(Exempted, args, cancel);
        var uses = paging.Page(await database.Read<Use>(Uses, args, cancel), last => [last.TicketId.ToString()]);
        var townships = given.Select(g => (g.Organisation, g.Tickets, 0L))
            .Concat(exempted.Select(e => (e.Organisation, 0L, e.Tickets)))
            .Select(row => (Of: OfTownship(catalogue, row.Organisation), row.Item2, row.Item3))
            .Where(row => row.Of is not null).GroupBy(row => row.Of!, row => (row.Item2, row.Item3))
            .Select(g => new Township(g.Key.Code, g.Key.Name, g.Sum(r => r.Item1), g.Sum(r => r.Item2)))
            .OrderByDescending(t => t.Tickets).ThenBy(t => t.Organisation.Value, StringComparer.Ordinal).ToList();
        return TypedResults.Ok(new Answer(
            period.From, period.To, given.Sum(g => g.Tickets), townships.Sum(t => t.Tickets),
            exempted.Sum(e => e.Tickets), townships,
            [.. uses.Items.Select(u => u with
            {
                OrganisationName = catalogue.Organisation(u.Organisation)?.Name ?? u.OrganisationName,
            })],
            uses.Next));
    }

    // A village's tickets count towards its township. An organisation that is neither, or no longer listed, is left out
    // of the rows.
    static OrganisationRow? OfTownship(CatalogueIndex catalogue, OrganisationId code) =>
        catalogue.Organisation(code) switch
        {
            { Kind: OrganisationKind.Township } township => township,
            { Kind: OrganisationKind.Village } village =>
                catalogue.Nearest(OrganisationKind.Township, village.Jurisdiction) ?? village,
            _ => null,
        };

    const string Given = """
        select f.organisation, sum(f.tickets) as tickets
        from statistic_day f
        where f.day between @From and @To and f.jurisdiction like @Scope
        group by f.organisation
        """;

    const string Exempted = $"select t.organisation, count(*) as tickets {Used} group by t.organisation";

    const string Uses = $"""
        select t.id as ticket_id, c.case_number, t.organisation, t.organisation as organisation_name, t.role, c.matter,
            c.matter_name, o.id as "exemption", o.reason, o.granted_by_name, o.until, t.dispatched_at
        {Used} and (@after::uuid is null or t.id < @after)
        order by t.id desc
        limit @Take
        """;

    const string Used = """
        from ticket t
        join routed_case c using (case_id)
        join shield_exemption o on o.id = t.shield_exemption
        where t.shield_exemption is not null and t.jurisdiction like @Scope
            and t.id >= first_id(@From::timestamp at time zone 'Asia/Shanghai')
            and t.id < first_id((@To::date + 1)::timestamp at time zone 'Asia/Shanghai')
        """;
}
