using Dispatch.Intake.Domain;
using Dispatch.Intake.Petitioners;

namespace Dispatch.Intake.Cases;

/// <summary>
/// Looks up cases, newest first: by number, telephone, words, status, matter or time, within the caller's scope.
/// </summary>
public static class ListCases
{
    public sealed record Filter(
        Word<CaseStatus>? Status, MatterId? Matter, [property: StringLength(24)] string? Phone,
        [property: StringLength(100)] string? Q, DateTimeOffset? From, DateTimeOffset? To);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/cases", Handle)
        .Allow(CaseRow.Readers)
        .Produces<Page<CaseItem>>();

    static async Task<IResult> Handle(
        [AsParameters] Filter filter, Paging paging, Actor actor, Database database, Vault vault,
        CancellationToken cancel)
    {
        // A number answers at once, however it was typed; anything else that is typed is words.
        var byNumber = CaseNumber.TryParse(filter.Q, null, out var number);
        var words = byNumber || string.IsNullOrWhiteSpace(filter.Q) ? null : Words.Query(filter.Q);
        if (!byNumber && words is null && !string.IsNullOrWhiteSpace(filter.Q))
            return TypedResults.Ok(new Page<CaseItem>([], null));

        var rare = words is not null && await Rare(database, words, paging, cancel);
        var rows = await database.Read<CaseRow>(Query(filter, byNumber, words, rare, CaseRow.ByPlace(actor)), new
        {
            actor.Scope,
            actor.Organisation,
            byPlace = CaseRow.ByPlace(actor),
            status = filter.Status?.ToString(),
            matter = filter.Matter?.Value,
            phone = filter.Phone is null ? null : Contact.Index(vault, filter.Phone),
            number = number.Value,
            words,
            from = filter.From,
            to = filter.To,
            after = paging.AfterId,
            take = paging.Take,
        }, cancel);
        return TypedResults.Ok(paging.Page([.. rows.Select(row => row.Item(vault))], item => [item.Id.ToString()]));
    }

    // A page of a common word is found among the newest cases, and a rare one in the index of words. The database knows
    // only the thousand commonest words and took a rare one for common: half a second among a million cases.
    static async Task<bool> Rare(Database database, string words, Paging paging, CancellationToken cancel) =>
        await database.ReadOne<int>(CountNewest, new { words, after = paging.AfterId, take = paging.Take }, cancel)
            < paging.Take;

    // Only the conditions that are asked for stand in the statement, so that each has the plan of its own index.
    static string Query(Filter filter, bool byNumber, string? words, bool rare, bool byPlace)
    {
        var conditions = new List<string>();
        if (byPlace)
            conditions.Add("c.jurisdiction like @Scope");
        else
            conditions.Add("c.id in (select o.case_id from case_organisation o where o.organisation = @Organisation)");
        if (byNumber)
            conditions.Add("c.number = @number");
        if (words is not null)
            conditions.Add(rare
                ? "c.id = any(array(select s.case_id from case_words s where s.words @@ @words::tsquery))"
                : "c.id in (select s.case_id from case_words s where s.words @@ @words::tsquery)");
        if (filter.Phone is not null)
            conditions.Add("w.phone_index = @phone");
        if (filter.Status is not null)
            conditions.Add("p.status = @status");
        if (filter.Matter is not null)
            conditions.Add("p.matter = @matter");
        if (filter.From is not null)
            conditions.Add("c.registered_at >= @from");
        if (filter.To is not null)
            conditions.Add("c.registered_at < @to");
        return $"""
            select {CaseRow.Columns}
            from citizen_case c
            join case_progress p on p.case_id = c.id
            join petitioner w on w.case_id = c.id
            where {string.Join(" and ", conditions)} and (@after::uuid is null or c.id < @after)
            order by c.id desc
            limit @take
            """;
    }

    const string CountNewest = """
        select count(*)::int
        from (
            select
            from (
                select words
                from case_words
                where @after::uuid is null or case_id < @after
                order by case_id desc
                limit 20000
            ) newest
            where words @@ @words::tsquery
            limit @take
        ) found
        """;
}
