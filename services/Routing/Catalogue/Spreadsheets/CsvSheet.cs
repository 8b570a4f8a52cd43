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

    public static string Unguard(string cell) => cell is ['\'', ..] && Formula().IsMatch(cell) ? cell[1..] : cell;

    public static string Decode(byte[] bytes)
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

    static Encoding Older()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return Encoding.GetEncoding("GB18030");
    }

    [GeneratedRegex(@"^'*[=+\-@\t\r]")]
    private static partial Regex Formula();
}
