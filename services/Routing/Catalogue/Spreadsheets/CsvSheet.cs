using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using CsvHelper;
using CsvHelper.Configuration;

namespace Dispatch.Routing.Catalogue.Spreadsheets;

/// <summary>CSV by RFC 4180, in UTF-8 with or without its mark, or in GB18030 as older programs write it.</summary>
static partial class CsvSheet
{
    static CsvSheet() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static readonly Encoding Gb18030 = Older();

    static readonly CsvConfiguration Format = new(CultureInfo.InvariantCulture)
    {
        HasHeaderRecord = false,
        NewLine = "\r\n",
    };

    // An inch sign within a cell is no harm; a cell that begins with a quotation mark has to end with one, or it would
    // swallow the rows below it.
    static readonly CsvConfiguration Reading = new(CultureInfo.InvariantCulture)
    {
        HasHeaderRecord = false,
        IgnoreBlankLines = false,
        BufferSize = 1 << 16,
        BadDataFound = bad =>
        {
            if (bad.Field.AsSpan().TrimStart(" \t") is ['"', ..])
                throw NotClosed(bad.Context.Parser!.Row);
        },
    };

    /// <summary>Rows are numbered as the spreadsheet program numbers them, blank ones too.</summary>
    public static void Read(byte[] bytes, SheetRows rows)
    {
        var text = Decode(bytes);
        if (text.AsSpan().Count(',') > SheetRows.MostWithBlanks)
            throw SheetRows.TooManyCells();
        // A last cell that is not closed shows only at the end of a line.
        using var csv = new CsvParser(new StringReader(text.EndsWith('"') ? text + '\n' : text), Reading);
        while (csv.Read())
        {
            for (var column = 0; column < csv.Count; column++)
                rows.Put(column, Unguard(csv[column]));
            rows.End(csv.Row);
        }
    }

    /// <summary>With the mark by which spreadsheet programs know UTF-8.</summary>
    public static byte[] Write(Sheet sheet)
    {
        using var text = new StringWriter();
        using (var csv = new CsvWriter(text, Format))
        {
            foreach (var row in sheet.Rows)
            {
                foreach (var cell in row.Cells)
                    csv.WriteField(Guard(cell));
                csv.NextRecord();
            }
        }
        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())];
    }

    // A spreadsheet program would run what begins so as a formula; an apostrophe before it keeps it a text.
    static string Guard(string cell) => Formula().IsMatch(cell) ? "'" + cell : cell;

    static string Unguard(string cell) => cell is ['\'', ..] && Formula().IsMatch(cell) ? cell[1..] : cell;

    static string Decode(byte[] bytes)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            return Gb18030.GetString(bytes);
        }
    }

    static UnreadableSheetException NotClosed(int row) => new(
        $"文件第{row}行有未闭合的引号", $"A quotation mark in row {row} is not closed");

    static Encoding Older()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return Encoding.GetEncoding("GB18030");
    }

    [GeneratedRegex(@"^'*[=+\-@\t\r]")]
    private static partial Regex Formula();
}
