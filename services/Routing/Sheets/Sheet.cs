namespace Dispatch.Routing.Sheets;

/// <summary>A table as people send it: a CSV file, or one sheet of a workbook.</summary>
sealed record Sheet(string Name, IReadOnlyList<SheetRow> Rows);

/// <summary>One row of a sheet.</summary>
/// <param name="Number">As the spreadsheet program numbers it, from 1.</param>
sealed record SheetRow(int Number, IReadOnlyList<string> Cells)
{
    public string Cell(int column) => column < Cells.Count ? Cells[column].Trim() : "";

    public bool Blank => Cells.All(string.IsNullOrWhiteSpace);
}

/// <summary>A file that is none of those that can be read; the message says so in Chinese.</summary>
sealed class UnreadableSheetException(string chinese, string english) : Exception(english)
{
    public string Chinese => chinese;
}
