using System.Text.RegularExpressions;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Xlsx = DocumentFormat.OpenXml.Spreadsheet;

namespace Dispatch.Routing.Catalogue.Spreadsheets;

/// <summary>
/// Writes Excel workbooks: every cell as text, so that codes keep their zeros and nothing is run as a formula.
/// </summary>
static partial class WorkbookWriter
{
    /// <summary>More would be cut off by the spreadsheet program.</summary>
    public const int LongestCell = 32_767;

    const uint AsText = 49;

    public static byte[] Write(IReadOnlyList<Sheet> sheets)
    {
        using var stream = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook))
        {
            var book = document.AddWorkbookPart();
            book.Workbook = new(new Xlsx.Sheets());
            book.AddNewPart<WorkbookStylesPart>().Stylesheet = new(
                new Fonts(new Font(), new Font(new Bold())), new Fills(new Fill(), new Fill()),
                new Borders(new Border()),
                new CellFormats(
                    new CellFormat { NumberFormatId = AsText, ApplyNumberFormat = true },
                    new CellFormat
                    {
                        NumberFormatId = AsText, ApplyNumberFormat = true, FontId = 1, ApplyFont = true,
                    }));
            foreach (var (sheet, index) in sheets.Select((sheet, index) => (sheet, (uint)index + 1)))
            {
                var part = book.AddNewPart<WorksheetPart>();
                part.Worksheet = new(
                    new SheetViews(new SheetView(new Pane
                    {
                        VerticalSplit = 1, TopLeftCell = "A2", State = PaneStateValues.Frozen,
                        ActivePane = PaneValues.BottomLeft,
                    })
                    { WorkbookViewId = 0 }),
                    new Columns(new Column { Min = 1, Max = 16, Width = 20, CustomWidth = true }),
                    new SheetData(sheet.Rows.Select(ToRow)));
                book.Workbook.Sheets!.Append(new Xlsx.Sheet
                {
                    Id = book.GetIdOfPart(part), SheetId = index, Name = sheet.Name,
                });
            }
        }
        return stream.ToArray();
    }

    static Row ToRow(SheetRow row)
    {
        var style = row.Number == 1 ? 1u : 0u;
        return new(row.Cells.Select(text => ToCell(text, style))) { RowIndex = (uint)row.Number };
    }

    static Cell ToCell(string text, uint style)
    {
        var kept = new Text(Escape().Replace(text, "_x005F_")) { Space = SpaceProcessingModeValues.Preserve };
        return new(new InlineString(kept)) { DataType = CellValues.InlineString, StyleIndex = style };
    }

    // In a workbook _x000D_ stands for the character with that number.
    [GeneratedRegex("_(?=x[0-9A-Fa-f]{4}_)")]
    private static partial Regex Escape();
}
