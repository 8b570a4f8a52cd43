using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Xlsx = DocumentFormat.OpenXml.Spreadsheet;

namespace Dispatch.Routing.Sheets;

/// <summary>Reads Excel workbooks; what a formula came to counts, and a number is written out.</summary>
static class WorkbookReader
{
    const int MostCharacters = 64 << 20;

    public static List<Sheet> Read(byte[] bytes)
    {
        try
        {
            using var stream = new MemoryStream(bytes);
            using var document = SpreadsheetDocument.Open(
                stream, false, new OpenSettings { MaxCharactersInPart = MostCharacters });
            var book = document.WorkbookPart!;
            var shared = book.SharedStringTablePart?.SharedStringTable.Elements<SharedStringItem>().Select(Text)
                .ToList();
            return
            [
                .. book.Workbook.Sheets!.Elements<Xlsx.Sheet>().Select(sheet => new Sheet(
                    sheet.Name!.Value!, [.. Rows((WorksheetPart)book.GetPartById(sheet.Id!), shared ?? [])])),
            ];
        }
        catch (Exception broken) when (broken is OpenXmlPackageException or InvalidDataException or FormatException
            or System.Xml.XmlException or NullReferenceException or ArgumentException or KeyNotFoundException
            or InvalidCastException)
        {
            throw new UnreadableSheetException("工作簿已损坏或过大", "The workbook is broken or too large");
        }
    }

    static IEnumerable<SheetRow> Rows(WorksheetPart part, List<string> shared)
    {
        var number = 0;
        foreach (var row in part.Worksheet.Descendants<Row>())
        {
            number = (int)(row.RowIndex?.Value ?? (uint)number + 1);
            var cells = new List<string>();
            foreach (var cell in row.Elements<Cell>())
            {
                var column = cell.CellReference?.Value is { } reference ? Index(reference) : cells.Count;
                while (cells.Count < column)
                    cells.Add("");
                cells.Add(Text(cell, shared));
            }
            yield return new(number, cells);
        }
    }

    static int Index(string reference) =>
        Math.Min(reference.TakeWhile(char.IsAsciiLetterUpper).Aggregate(0, (n, c) => (n * 26) + c - 'A' + 1) - 1, 200);

    static string Text(Cell cell, List<string> shared)
    {
        var value = cell.CellValue?.Text ?? "";
        if (cell.DataType?.Value is { } type && type != CellValues.Number)
            return type == CellValues.SharedString ? shared[int.Parse(value, CultureInfo.InvariantCulture)]
                : type == CellValues.InlineString ? Text(cell.InlineString!) : value;
        // Long codes are kept as numbers such as 6.20422100001001E14.
        return decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number.ToString("0.############", CultureInfo.InvariantCulture) : value;
    }

    static string Text(RstType item) => item.Elements<Text>().FirstOrDefault()?.Text
        ?? string.Concat(item.Elements<Run>().Select(run => run.Text?.Text));
}
