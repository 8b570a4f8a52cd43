using System.Text;

namespace Dispatch.Routing.Catalogue.Spreadsheets;

/// <summary>Reads CSV cell by cell, so that a file is refused before its rows are held.</summary>
/// <remarks>
/// Rows are numbered as the spreadsheet program numbers them, blank ones too. An inch sign within a cell is no harm; a
/// cell that begins with a quotation mark has to end with one, or it would swallow the rows below it.
/// </remarks>
static class CsvReader
{
    public static void Read(string text, SheetRows rows)
    {
        var at = 0;
        for (var number = 1; at < text.Length; number++)
        {
            for (var column = 0; ; column++)
            {
                rows.Put(column, CsvSheet.Unguard(Cell(text, ref at)));
                if (at >= text.Length || text[at++] is not ',')
                    break;
            }
            if (at < text.Length && text[at - 1] == '\r' && text[at] == '\n')
                at++;
            rows.End(number);
        }
    }

    // Leaves the place at the comma or the line's end behind the cell.
    static string Cell(string text, ref int at)
    {
        var start = at;
        while (at < text.Length && text[at] is ' ' or '\t')
            at++;
        if (at < text.Length && text[at] == '"')
            return at == start ? Quoted(text, ref at) : throw NotClosed();
        var end = text.AsSpan(at).IndexOfAny(',', '\r', '\n');
        at = end < 0 ? text.Length : at + end;
        return text[start..at];
    }

    static string Quoted(string text, ref int at)
    {
        var cell = new StringBuilder();
        while (true)
        {
            var start = ++at;
            var end = text.IndexOf('"', start);
            if (end < 0)
                throw NotClosed();
            cell.Append(text, start, end - start);
            at = end + 1;
            if (at == text.Length || text[at] is ',' or '\r' or '\n')
                return cell.ToString();
            if (text[at] != '"')
                throw NotClosed();
            cell.Append('"');
        }
    }

    static UnreadableSheetException NotClosed() => new("文件中有未闭合的引号", "A quotation mark is not closed");
}
