namespace Dispatch.Routing.Catalogue.Lists;

/// <summary>Pages through a list held in memory, in ordinal order of its key.</summary>
static class CataloguePage
{
    public static Page<T> Of<T>(IEnumerable<T> items, Paging paging, Func<T, string> key)
    {
        var after = paging.After(0);
        var rows = items
            .Where(item => after is null || string.CompareOrdinal(key(item), after) > 0)
            .OrderBy(key, StringComparer.Ordinal)
            .Take(paging.Take)
            .ToList();
        return paging.Page(rows, row => [key(row)]);
    }

    /// <summary>True if the code starts with <paramref name="q"/> or the name contains it, or if it is empty.</summary>
    public static bool Matches(string? q, string code, string name) =>
        string.IsNullOrEmpty(q)
        || code.StartsWith(q, StringComparison.OrdinalIgnoreCase)
        || name.Contains(q, StringComparison.Ordinal);
}
