using System.Text;
using System.Text.RegularExpressions;

namespace Dispatch.Routing.Sheets;

/// <summary>CSV by RFC 4180, in UTF-8 with or without its mark, or in GB18030 as older programs write it.</summary>
static partial class CsvSheet
{
    static CsvSheet() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static readonly Encoding Gb18030 = Older();

    public static Sheet Read(string name, byte[] bytes)
    {
        var rows = new List<SheetRow>();
        var text = Decode(bytes);
        var (cells, cell, at) = (new List<string>(), new StringBuilder(), 0);
        while (at < text.Length)
        {
            if (text[at] == '"' && cell.Length == 0)
                at = Quoted(text, at + 1, cell);
            else if (text[at] == ',')
                (cells, cell, at) = ([.. cells, Unguard(cell.ToString())], new(), at + 1);
            else if (text[at] is '\r' or '\n')
            {
                at += text[at] == '\r' && at + 1 < text.Length && text[at + 1] == '\n' ? 2 : 1;
                rows.Add(new(rows.Count + 1, [.. cells, Unguard(cell.ToString())]));
                (cells, cell) = ([], new());
            }
            else
                cell.Append(text[at++]);
        }
        if (cell.Length > 0 || cells.Count > 0)
            rows.Add(new(rows.Count + 1, [.. cells, Unguard(cell.ToString())]));
        return new(name, rows);
    }

    /// <summary>With the mark by which spreadsheet programs know UTF-8.</summary>
    public static byte[] Write(Sheet sheet)
    {
        var text = new StringBuilder("\uFEFF");
        foreach (var row in sheet.Rows)
            text.AppendJoin(',', row.Cells.Select(Quote)).Append("\r\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    static int Quoted(string text, int at, StringBuilder cell)
    {
        for (; at < text.Length; at++)
        {
            if (text[at] != '"')
                cell.Append(text[at]);
            else if (at + 1 < text.Length && text[at + 1] == '"')
                cell.Append(text[++at]);
            else
                return at + 1;
        }
        throw new UnreadableSheetException("文件中有未闭合的引号", "A quotation mark is not closed");
    }

    // A spreadsheet program would run what begins so as a formula; an apostrophe before it keeps it a text.
    static string Quote(string cell)
    {
        var safe = Formula().IsMatch(cell) ? "'" + cell : cell;
        return safe.AsSpan().IndexOfAny("\",\r\n") < 0 ? safe : '"' + safe.Replace("\"", "\"\"") + '"';
    }

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

    static Encoding Older()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return Encoding.GetEncoding("GB18030");
    }

    [GeneratedRegex(@"^'*[=+\-@\t\r]")]
    private static partial Regex Formula();
}
