namespace Dispatch.Intake.Ledger;

/// <summary>
/// This service's page of the books (账目): its open cases, counted in 256 slices with a digest each, so that the gateway can
/// compare millions of cases across the services and fetch only the slices that differ.
/// </summary>
public static class ReadLedger
{
    /// <param name="Digest">Exclusive or over the hashes of the slice's case ids, as a decimal string.</param>
    public sealed record Slice(int Number, int Count, string Digest);

    public sealed record Page(int Open, IReadOnlyList<Slice> BySlice);

    public sealed record Entry(CaseNumber CaseNumber, CaseId CaseId, DateTimeOffset Since, string? Holder);

    static readonly string[] Readers = [Roles.Dispatcher, Roles.Director, Roles.Leader, Roles.Auditor, Roles.Admin];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/ledger", Count).Allow(Readers).Produces<Page>();
        routes.MapGet("/ledger/{slice}", List).Allow(Readers).Produces<List<Entry>>();
    }

    static async Task<IResult> Count(Actor actor, Database database, CancellationToken cancel)
    {
        var slices = await database.Read<Slice>(Counted, new { actor.Scope }, cancel);
        return TypedResults.Ok(new Page(slices.Sum(s => s.Count), slices));
    }

    static async Task<IResult> List(int slice, Actor actor, Database database, CancellationToken cancel) =>
        TypedResults.Ok(await database.Read<Entry>(Listed, new { slice, actor.Scope }, cancel));

    const string Counted = """
        select ('x' || substr(hash, 1, 2))::bit(8)::int as number, count(*)::int as count,
            bit_xor(('x' || substr(hash, 1, 15))::bit(60)::bigint)::text as digest
        from (
            select md5(c.id::text) as hash
            from case_progress p
            join citizen_case c on c.id = p.case_id
            where p.status <> 'archived' and p.status <> 'withdrawn' and c.jurisdiction like @Scope
        ) open
        group by 1
        order by 1
        """;

    const string Listed = """
        select c.number as case_number, c.id as case_id, c.registered_at as since, p.lead_organisation as holder
        from case_progress p
        join citizen_case c on c.id = p.case_id
        where p.status <> 'archived' and p.status <> 'withdrawn' and c.jurisdiction like @Scope
            and ('x' || substr(md5(c.id::text), 1, 2))::bit(8)::int = @slice
        """;
}
