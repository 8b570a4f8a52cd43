using System.Text.Json.Nodes;
using Dispatch.Routing.Catalogue.Domain.Lists;

namespace Dispatch.Routing.Catalogue.Spreadsheets;

/// <summary>What is wrong in a file.</summary>
/// <param name="Row">As the spreadsheet program numbers it.</param>
/// <param name="Column">The column's title in the file.</param>
public sealed record SheetFault(string List, int Row, string? Column, string What, string Remedy);

/// <summary>A row that was left out on purpose.</summary>
sealed record LeftOutRow(string List, int Row, string Text);

/// <summary>Which column of a sheet is which of the list's, by Chinese or English titles in any order.</summary>
sealed class SheetColumns
{
    readonly CatalogueList list;
    readonly Dictionary<string, string> titles = new(StringComparer.Ordinal);
    readonly List<(Column Column, int Index)> columns = [];

    public SheetColumns(CatalogueList list, SheetRow header)
    {
        this.list = list;
        for (var index = 0; index < header.Cells.Count; index++)
        {
            var title = header.Cell(index).TrimEnd('*');
            if (title.Length == 0)
                continue;
            if (list.Columns.FirstOrDefault(c => c.Chinese == title
                || c.Name.Equals(title, StringComparison.OrdinalIgnoreCase)) is not { } column)
                Faults.Add(new(list.Name, header.Number, title, $"没有“{title}”这一栏",
                    $"请删除该栏，或改为：{string.Join("、", list.Columns.Select(c => c.Chinese))}"));
            else if (!titles.TryAdd(column.Name, title))
                Faults.Add(new(list.Name, header.Number, title, $"“{title}”重复", "请只保留一栏"));
            else
                columns.Add((column, index));
        }
        foreach (var key in list.Columns.Where(c => c is { Key: true, Required: true } && !titles.ContainsKey(c.Name)))
            Faults.Add(new(list.Name, header.Number, key.Chinese, $"缺少“{key.Chinese}”一栏", "请补上该栏"));
    }

    public List<SheetFault> Faults { get; } = [];

    /// <summary>The title in this file, or the one that would be right.</summary>
    public string TitleOf(string field) => titles.GetValueOrDefault(field)
        ?? list.Columns.FirstOrDefault(c => c.Name == field)?.Chinese ?? field;

    public JsonObject Read(SheetRow row, out List<SheetFault> faults)
    {
        var json = new JsonObject();
        faults = [];
        foreach (var (column, index) in columns)
        {
            try
            {
                json[column.Name] = column.Read(row.Cell(index));
            }
            catch (FormatException wrong)
            {
                faults.Add(new(
                    list.Name, row.Number, titles[column.Name], $"“{row.Cell(index)}”不正确", wrong.Message));
            }
        }
        return json;
    }
}
