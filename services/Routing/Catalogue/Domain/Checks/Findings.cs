using Dispatch.Routing.Catalogue.Domain.Lists;

namespace Dispatch.Routing.Catalogue.Domain.Checks;

/// <summary>Collects the faults found while checking one list.</summary>
/// <param name="name">What a row is called in a finding.</param>
sealed class Findings<T>(CatalogueList<T> list, IReadOnlyList<T> items, Func<T, string> name) where T : class
{
    readonly List<Finding> found = [];

    public IReadOnlyList<Finding> All => found;

    /// <summary>Checks each row, but reports a repeated key as <c>duplicate_code</c> instead.</summary>
    public void Each(Action<T, int> check)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var row = 0; row < items.Count; row++)
        {
            if (seen.Add(list.Key(items[row])))
                check(items[row], row);
            else
                Add(row, list.Columns.First(c => c.Key).Name, "duplicate_code", $"“{list.Key(items[row])}”重复",
                    $"{list.Key(items[row])} stands twice");
        }
    }

    /// <summary>Reports a fault of one field.</summary>
    public void Add(int row, string field, string code, string chinese, string english) => found.Add(new(
        list.Name, list.Key(items[row]), name(items[row]), field, code, chinese, english, row));

    /// <summary>Reports a reference to something that is not listed.</summary>
    public void Unknown(int row, string field, string value) => Add(
        row, field, "unknown_reference",
        $"{list.Columns.First(c => c.Name == field).Chinese}“{value}”不存在", $"{field} \"{value}\" does not exist");

    /// <summary>Reports aliases that are empty or longer than 60 characters.</summary>
    public void Aliases(int row, IReadOnlyList<string>? aliases)
    {
        if (aliases?.Any(a => a.Length is 0 or > 60) is true)
            Add(row, "aliases", "alias_length", "别名须为1至60个字", "an alias has 1 to 60 characters");
    }

    /// <summary>Reports a fault of the list as a whole.</summary>
    public void Whole(string code, string chinese, string english) =>
        found.Add(new(list.Name, null, null, null, code, chinese, english));

    /// <summary>Reports a fault that must be corrected in another list.</summary>
    public void Elsewhere(Finding finding) => found.Add(finding);
}

/// <summary>Indexes rows by code, keeping the first of two with the same code; the checks report the second.</summary>
static class ByCode
{
    public static Dictionary<TKey, T> Of<T, TKey>(IEnumerable<T> items, Func<T, TKey> code) where TKey : notnull
    {
        var rows = new Dictionary<TKey, T>();
        foreach (var item in items)
            rows.TryAdd(code(item), item);
        return rows;
    }
}
