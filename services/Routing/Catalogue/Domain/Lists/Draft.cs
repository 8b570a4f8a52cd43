using System.Text.Json.Nodes;
using Dispatch.Routing.Catalogue.Domain.Rows;

namespace Dispatch.Routing.Catalogue.Domain.Lists;

/// <summary>A row of a draft that is to be another than the one in force.</summary>
/// <param name="Base">The row that stood when it was changed; null when there was none.</param>
/// <param name="Row">The row as it is to stand; null when it is to go.</param>
/// <param name="By">Who changed it last.</param>
public sealed record CatalogueChange(
    string List, string Key, JsonObject? Base, JsonObject? Row, string By = "", DateTimeOffset At = default);

/// <summary>新增, 修改, 删除.</summary>
public enum RowFate { Added, Changed, Removed }

/// <summary>A field that differs; null on the side where it says nothing.</summary>
public sealed record FieldChange(string Field, JsonNode? Old, JsonNode? New);

/// <summary>How a row of a draft differs from the one that stands.</summary>
/// <param name="Outdated">Somebody else has changed the standing row since the draft changed it.</param>
public sealed record RowChange(
    string List, string Key, string? Name, RowFate What, IReadOnlyList<FieldChange> Fields, bool Outdated, string By,
    DateTimeOffset At);

/// <summary>A draft (清单草案): what a catalogue becomes by changes to its rows.</summary>
public static class Draft
{
    /// <summary>The lists with the changes in them; rows that are not changed stay the same objects.</summary>
    public static CatalogueRows Apply(CatalogueRows rows, IEnumerable<CatalogueChange> changes)
    {
        foreach (var of in changes.GroupBy(c => c.List))
        {
            var list = CatalogueLists.Find(of.Key)!;
            var left = of.ToDictionary(c => c.Key, StringComparer.Ordinal);
            var items = new List<object>();
            foreach (var row in list.Of(rows))
            {
                if (!left.Remove(list.Key(row), out var change))
                    items.Add(row);
                else if (change.Row is not null)
                    items.Add(list.Read(change.Row));
            }
            items.AddRange(left.Values.Where(c => c.Row is not null).OrderBy(c => c.Key, StringComparer.Ordinal)
                .Select(c => list.Read(c.Row!)));
            rows = list.With(rows, items);
        }
        return rows;
    }

    /// <summary>How the changes differ from the lists that stand, list by list and key by key.</summary>
    public static IReadOnlyList<RowChange> Difference(CatalogueRows rows, IEnumerable<CatalogueChange> changes) =>
    [
        .. from of in changes.GroupBy(c => c.List)
           let list = CatalogueLists.Find(of.Key)!
           orderby CatalogueLists.All.IndexOf(list)
           let published = Published(list, rows, of.Select(c => c.Key))
           from change in of.OrderBy(c => c.Key, StringComparer.Ordinal)
           select Compare(list, change, published.GetValueOrDefault(change.Key)),
    ];

    /// <summary>The published rows of these keys, as JSON.</summary>
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

    /// <summary>The changes that make one list of <paramref name="rows"/> what it is in another catalogue.</summary>
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

    static RowChange Compare(CatalogueList list, CatalogueChange change, JsonObject? standing) => new(
        list.Name, change.Key, NameOf(change.Row ?? standing ?? change.Base),
        change.Row is null ? RowFate.Removed : standing is null ? RowFate.Added : RowFate.Changed,
        Fields(list, standing, change.Row), !JsonNode.DeepEquals(standing, change.Base), change.By, change.At);

    static string? NameOf(JsonObject? row) => (row?["name"] ?? row?["officerName"])?.GetValue<string>();
}
