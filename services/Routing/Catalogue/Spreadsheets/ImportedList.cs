using System.Text.Json.Nodes;
using Dispatch.Routing.Catalogue.Domain.Lists;
using Dispatch.Routing.Catalogue.Drafts;

namespace Dispatch.Routing.Catalogue.Spreadsheets;

/// <summary>One sheet read as rows of a list.</summary>
/// <remarks>A column that the sheet lacks leaves what stands as it is.</remarks>
sealed class ImportedList
{
    readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    readonly SheetColumns columns;

    public ImportedList(
        CatalogueList list, Sheet sheet, IReadOnlyDictionary<string, JsonObject> standing, ISet<int> leaveOut,
        bool english)
    {
        List = list;
        var header = sheet.Rows.Count > 0 ? sheet.Rows[0] : new(1, []);
        columns = new(list, header);
        Faults.AddRange(columns.Faults);
        if (Faults.Count > 0)
            return;
        foreach (var row in sheet.Rows.Where(row => row.Number > header.Number))
        {
            Count++;
            var json = columns.Read(row, out var faults);
            var key = string.Join(' ', list.Columns.Where(c => c.Key).Select(c => json[c.Name]?.ToString())
                .Where(part => part is not null));
            if (leaveOut.Contains(row.Number))
            {
                LeftOut.Add(new(list.Name, row.Number, string.Join(',', row.Cells)));
                LeftOutKeys.Add(key);
                continue;
            }
            Take(row.Number, key, Merge(standing.GetValueOrDefault(key), json), faults, english);
        }
    }

    public CatalogueList List { get; }

    public int Count { get; private set; }

    public Dictionary<string, JsonObject> Rows { get; } = new(StringComparer.Ordinal);

    public List<SheetFault> Faults { get; } = [];

    public List<LeftOutRow> LeftOut { get; } = [];

    public HashSet<string> LeftOutKeys { get; } = new(StringComparer.Ordinal);

    /// <summary>The keys of rows that are at fault: what refers to them is not at fault for that.</summary>
    public HashSet<string> FaultyKeys { get; } = new(StringComparer.Ordinal);

    /// <summary>Where the row with this key stands in the sheet; null when it is none of the sheet's.</summary>
    public int? NumberOf(string? key) => key is not null && numbers.TryGetValue(key, out var number) ? number : null;

    public string? TitleOf(string? field) => field is null ? null : columns.TitleOf(field);

    static JsonObject Merge(JsonObject? standing, JsonObject cells)
    {
        var merged = standing is null ? [] : (JsonObject)standing.DeepClone();
        foreach (var (field, value) in cells)
            merged[field] = value?.DeepClone();
        return merged;
    }

    void Take(int number, string key, JsonObject json, List<SheetFault> faults, bool english)
    {
        if (faults.Count == 0)
        {
            var (row, wrong) = RowReading.Read(List, json, english);
            faults.AddRange(wrong.Select(f => new SheetFault(List.Name, number, TitleOf(f.Field), f.Text, "请补填或改正")));
            if (row is not null && !Rows.TryAdd(key, List.Write(row)))
                faults.Add(new(List.Name, number, TitleOf(List.Columns.First(c => c.Key).Name),
                    $"与第{numbers[key]}行重复", "请合并或删除其中一行"));
        }
        numbers.TryAdd(key, number);
        Faults.AddRange(faults);
        if (faults.Count > 0)
            FaultyKeys.Add(key);
    }
}
