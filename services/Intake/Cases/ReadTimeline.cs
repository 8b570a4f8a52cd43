
namespace Dispatch.Intake.Cases;

/// <summary>Every step of a case, oldest first: what, when, who, why, and the trace in which it happened.</summary>
public static class ReadTimeline
{
    /// <param name="Source">The service whose step it was, or the whistle or order on the case.</param>
    /// <param name="Version">The source's version: of the case, of the whistle, of the order.</param>
    public sealed record Step(
        DateTimeOffset At, string What, string Title, string Text, Person By, IReadOnlyList<Reason> Reasons,
        string? TraceId, string Source, int Version);

    public sealed record Person(AccountId Account, string Name, OrganisationId? Organisation);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/cases/{number}/timeline", Handle)
        .Allow(Visibility.Readers)
        .Produces<Page<Step>>()
        .Refuses(RefusalKind.NotFound);

    sealed record Row(
        DateTimeOffset At, string What, string Title, string Text, AccountId ByAccount, string ByName,
        OrganisationId? ByOrganisation, IReadOnlyList<Reason> Reasons, string? TraceId, string Source, int Version);

    static async Task<IResult> Handle(CaseNumber number, Actor actor, Database database, CancellationToken cancel)
    {
        var rows = await database.Read<Row>(
            Load(actor), new { number, actor.Scope, actor.Organisation, actor.Account, most = Paging.Most }, cancel);
        return rows.Count == 0
            ? Problems.From(Visibility.NotFound)
            : TypedResults.Ok(new Page<Step>([.. rows.Select(r => new Step(
                r.At, r.What, r.Title, r.Text, new(r.ByAccount, r.ByName, r.ByOrganisation), r.Reasons, r.TraceId,
                r.Source, r.Version))], null));
    }

    static string Load(Actor actor) => $"""
        select t.at, t.what, t.title, t.text, t.by_account, t.by_name, t.by_organisation, t.reasons, t.trace_id,
        t.source, t.version
        from registered_case c
        join timeline t on t.case_id = c.id
        where c.number = @number and {Visibility.Cases.Sees(actor)}
        order by t.at, t.source, t.version
        limit @most
        """;
}
