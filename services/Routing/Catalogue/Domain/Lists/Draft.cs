using System.Text.Json.Nodes;
using Dispatch.Routing.Catalogue.Domain.Rows;

namespace Dispatch.Routing.Catalogue.Domain.Lists;

/// <summary>A draft's change to one row.</summary>
/// <param name="Base">The published row when the draft first changed it; null if there was none.</param>
/// <param name="Row">The row as the draft wants it; null to remove it.</param>
/// <param name="By">The name of whoever changed it last.</param>
public sealed record CatalogueChange(
    string List, string Key, JsonObject? Base, JsonObject? Row, string By = "", DateTimeOffset At = default);

/// <summary>What a draft does with a row: 新增, 修改, 删除.</summary>
public enum RowFate { Added, Changed, Removed }

/// <summary>A field that differs between two rows; null on the side that has no value.</summary>
public sealed record FieldChange(string Field, JsonNode? Old, JsonNode? New);

/// <summary>How a draft's row differs from the published one.</summary>
/// <param name="Outdated">The published row is no longer the one that the draft's change was based on.</param>
public sealed record RowChange(
    string List, string Key, string? Name, RowFate What, IReadOnlyList<FieldChange> Fields, bool Outdated, string By,
    DateTimeOffset At);

/// <summary>Applies and compares the row changes of a draft (清单草案).</summary>
public static class Draft
{
    /// <summary>
    /// The catalogue with the changes applied. Changed rows keep their place, added rows come last, and unchanged rows
    /// stay the same objects.
    /// </summary>
    public static CatalogueRows Apply(CatalogueRows rows, IEnumerable<CatalogueChange> changes)
    {
        foreach (var of in changes.GroupBy(c => c.List))
        {
            var list = CatalogueLists.Find(of.Key)!;
            var pending = of.ToDictionary(c => c.Key, StringComparer.Ordinal);
            var items = new List<object>();
            foreach (var row in list.Of(rows))
            {
                if (!pending.Remove(list.Key(row), out var change))
                    items.Add(row);
                else if (change.Row is not null)
                    items.Add(list.Read(change.Row));
            }
            items.AddRange(pending.Values.Where(c => c.Row is not null).OrderBy(c => c.Key, StringComparer.Ordinal)
                .Select(c => list.Read(c.Row!)));
            rows = list.With(rows, items);
        }
        return rows;
    }

    /// <summary>How the changes differ from the published rows, in the order of the lists and then by key.</summary>
    public static IReadOnlyList<RowChange> Difference(CatalogueRows rows, IEnumerable<CatalogueChange> changes) =>
    [
        .. from of in changes.GroupBy(c => c.List)
           let list = CatalogueLists.Find(of.Key)!
           orderby CatalogueLists.All.IndexOf(list)
           let published = Published(list, rows, of.Select(c => c.Key))
           from change in of.OrderBy(c => c.Key, StringComparer.Ordinal)
           select Compare(list, change, published.GetValueOrDefault(change.Key)),
    ];

    /// <summary>The published rows with these keys as JSON; keys that no row has are left out.</summary>
    public static Dictionary<string, JsonObject> Published(
        CatalogueList list, CatalogueRows rows, IEnumerable<string> keys)
    {
        var wanted = keys.ToHashSet(StringComparer.Ordinal);
        var found = new Dictionary<string, JsonObject>(StringComparer.Ordinal);
        foreach (var row in list.Of(rows))
        {
            if (list.Key(row) is var key && wanted.Contains(key))
                found[key] = list.Write(row);
        }
        return found;
    }

    /// <summary>
    /// The changes that turn a list of <paramref name="rows"/> into that of <paramref name="other"/>.
    /// </summary>
    public static IEnumerable<CatalogueChange> Between(CatalogueList list, CatalogueRows rows, CatalogueRows other)
    {
        var wanted = list.Of(other).ToDictionary(list.Key, list.Write, StringComparer.Ordinal);
        var published = list.Of(rows).ToDictionary(list.Key, list.Write, StringComparer.Ordinal);
        return wanted.Keys.Union(published.Keys, StringComparer.Ordinal)
            .Select(key => new CatalogueChange(
                list.Name, key, published.GetValueOrDefault(key), wanted.GetValueOrDefault(key)))
            .Where(change => !JsonNode.DeepEquals(change.Base, change.Row));
    }

    /// <summary>The fields in which two rows differ.</summary>
    public static IReadOnlyList<FieldChange> Fields(CatalogueList list, JsonObject? old, JsonObject? @new) =>
    [
        .. from column in list.Columns
           let before = old?[column.Name]
           let after = @new?[column.Name]
           where !JsonNode.DeepEquals(before, after)
           select new FieldChange(column.Name, before?.DeepClone(), after?.DeepClone()),
    ];

    static RowChange Compare(CatalogueList list, CatalogueChange change, JsonObject? published) => new(
        list.Name, change.Key, NameOf(change.Row ?? published ?? change.Base),
        change.Row is null ? RowFate.Removed : published is null ? RowFate.Added : RowFate.Changed,
        Fields(list, published, change.Row), !JsonNode.DeepEquals(published, change.Base), change.By, change.At);

    static string? NameOf(JsonObject? row) => (row?["name"] ?? row?["officerName"])?.GetValue<string>();
}
