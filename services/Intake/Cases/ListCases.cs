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

        var rows = await database.Read<CaseRow>(Query(filter, byNumber, words, CaseRow.ByPlace(actor)), new
        {
            actor.Scope,
            actor.Organisation,
            byPlace = CaseRow.ByPlace(actor),
            status = filter.Status?.ToString(),
            matter = filter.Matter?.Value,
            phone = filter.Phone is null ? null : Contact.Index(vault, filter.Phone),
            number = number.Value,
            from = filter.From,
            to = filter.To,
            after = paging.AfterId,
            take = paging.Take,
        }, cancel);
        return TypedResults.Ok(paging.Page([.. rows.Select(row => row.Item(vault))], item => [item.Id.ToString()]));
    }

    // Only the conditions that are asked for stand in the statement, so that each has the plan of its own index. The
    // words stand there themselves: whether to walk the newest cases or to look the words up depends on how common they
    // are, and one plan for all words made a rare one cost half a second among a million cases.
    static string Query(Filter filter, bool byNumber, string? words, bool byPlace)
    {
        var conditions = new List<string>();
        if (byPlace)
            conditions.Add("c.jurisdiction like @Scope");
        else
            conditions.Add("c.id in (select o.case_id from case_organisation o where o.organisation = @Organisation)");
        if (byNumber)
            conditions.Add("c.number = @number");
        if (words is not null)
            conditions.Add($"c.id in (select s.case_id from case_words s where s.words @@ {Literal(words)}::tsquery)");
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

    // Letters, digits, Chinese characters and the operators of a search: nothing else comes out of Words.
    static string Literal(string words) => "'" + words.Replace("'", "''", StringComparison.Ordinal) + "'";
}
