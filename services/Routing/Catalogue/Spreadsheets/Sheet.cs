namespace Dispatch.Routing.Catalogue.Spreadsheets;

/// <summary>A table as people send it: a CSV file, or one sheet of a workbook, without its blank rows.</summary>
public sealed record Sheet(string Name, IReadOnlyList<SheetRow> Rows);

/// <summary>One row of a sheet.</summary>
/// <param name="Number">As the spreadsheet program numbers it, from 1.</param>
public sealed record SheetRow(int Number, IReadOnlyList<string> Cells)
{
    public string Cell(int column) => column < Cells.Count ? Cells[column].Trim() : "";
}

/// <summary>A file that cannot be read, or is more than can be; the message says so in Chinese.</summary>
public class UnreadableSheetException(string chinese, string english) : Exception(english)
{
    public string Chinese => chinese;
}

/// <inheritdoc/>
public sealed class SheetTooLargeException(string chinese, string english) : UnreadableSheetException(chinese, english);
