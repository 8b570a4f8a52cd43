using Dispatch.Intake.Cases;

namespace Dispatch.Intake.Search;

/// <summary>The statement behind <see cref="ListCases"/>.</summary>
static class CaseQuery
{
    public enum Search
    {
        None,

        /// <summary>By the index of words: few cases hold all of them.</summary>
        ByIndex,

        /// <summary>Newest cases first, until a page of them holds the words.</summary>
        ByWalk,

        /// <summary>As the database sees fit, together with other conditions.</summary>
        Free,
    }

    /// <summary>
    /// Common words are found by going back from the newest case, rare ones by the index of words. The database does
    /// not choose well itself: its statistics hold the thousand commonest words, and it took all others for common,
    /// which cost half a second among a million cases.
    /// </summary>
    public static async Task<Search> HowToSearch(
        Database database, string words, ListCases.Filter filter, Actor actor, Paging paging, CancellationToken cancel)
    {
        var found = await database.ReadOne<int>(
            CountNewest, new { words, after = paging.AfterId, take = paging.Take }, cancel);
        if (found < paging.Take)
            return Search.ByIndex;
        // Where other conditions leave few of the newest cases, the walk would be long.
        return CaseVisibility.ReachOf(actor.Role) == Reach.Jurisdiction
            && actor.Jurisdiction.Value.Length <= CountyDigits
            && filter is { Status: null, Matter: null, Phone: null, From: null, To: null, Unrated: not true }
            ? Search.ByWalk : Search.Free;
    }

    // Only the conditions that are asked for stand in the statement, so that each has the plan of its own index.
    public static string Of(ListCases.Filter filter, bool byNumber, Search search, Actor actor)
    {
        var conditions = new List<string> { Visibility.Cases.Sees(actor) };
        if (byNumber)
            conditions.Add("c.number = @number");
        if (Condition(search) is { } words)
            conditions.Add(words);
        if (filter.Phone is not null)
            conditions.Add(Visibility.FoundByPhone(actor));
        if (filter.Status is not null)
            conditions.Add("p.status = @status");
        if (filter.Unrated is true)
            conditions.Add(Unrated);
        if (filter.Matter is not null)
            conditions.Add("p.matter = @matter");
        if (filter.From is not null)
            conditions.Add("c.registered_at >= @from");
        if (filter.To is not null)
            conditions.Add("c.registered_at < @to");
        return $"""
            select {CaseRow.Columns}
            from registered_case c
            join case_progress p on p.case_id = c.id
            join petitioner w on w.case_id = c.id
            where {string.Join(" and ", conditions)} and (@after::uuid is null or c.id < @after)
            order by c.id desc
            limit @take
            """;
    }

    // The condition of Case.RatableUntil, written as in its index.
    const string Unrated =
        "p.status = 'archived' and p.solved and p.rating is null and p.archived_at > @archivedAfter";

    const int CountyDigits = 6;

    // "offset 0" keeps the planner from making a join of it: the words are looked up case by case along the walk.
    static string? Condition(Search search) => search switch
    {
        Search.ByIndex => "c.id = any(array(select s.case_id from case_words s where s.words @@ @words::tsquery))",
        Search.ByWalk =>
            "exists (select from case_words s where s.case_id = c.id and s.words @@ @words::tsquery offset 0)",
        Search.Free => "c.id in (select s.case_id from case_words s where s.words @@ @words::tsquery)",
        _ => null,
    };

    const string CountNewest = """
        select count(*)::int
        from (
            select
            from (
                select words
                from case_words
                where @after::uuid is null or case_id < @after
                order by case_id desc
                limit 10000
            ) newest
            where words @@ @words::tsquery
            limit @take
        ) found
        """;
}
