using System.Globalization;
using System.Text;
using ExcelDataReader;

namespace Dispatch.Routing.Catalogue.Spreadsheets;

/// <summary>Reads the sheets of an Excel workbook with ExcelDataReader: what a formula came to counts.</summary>
/// <remarks>The library trusts a file: give it only what <see cref="XlsxCheck"/> or <see cref="XlsCheck"/> let through.
/// </remarks>
static class WorkbookReader
{
    public const int MostSheets = 100;

    // Blank ones too; the library clears a row's cells before it reads the next.
    const long MostVisited = 100_000_000;
    const int ClearedInTimeOfOne = 16;

    // The library names a code page that is not built in.
    static WorkbookReader() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static List<Sheet> Read(Stream file)
    {
        try
        {
            using var book = ExcelReaderFactory.CreateReader(file);
            var sheets = new List<Sheet>();
            var rows = new SheetRows();
            var visited = 0L;
            for (var more = book.ResultsCount > 0; more; more = book.NextResult())
            {
                var columns = Math.Min(book.FieldCount, SheetRows.MostColumns);
                visited += (long)book.RowCount * (1 + columns + (book.FieldCount / ClearedInTimeOfOne));
                if (visited > MostVisited)
                    throw TooSpread(book);
                for (var number = 1; book.Read(); number++)
                {
                    for (var column = 0; column < columns; column++)
                    {
                        if (book.GetValue(column) is { } value)
                            rows.Put(column, Text(book, number, column, value));
                    }
                    rows.End(number);
                }
                sheets.Add(rows.Take(book.Name));
            }
            return sheets;
        }
        // The library throws whatever a broken file happens to lead to.
        catch (Exception broken) when (broken is not (UnreadableSheetException or OutOfMemoryException))
        {
            throw Broken();
        }
    }

    public static UnreadableSheetException Broken(string? sheet = null) => sheet is null
        ? new("工作簿已损坏", "The workbook is broken") : new($"工作表“{sheet}”已损坏", $"The sheet {sheet} is broken");

    public static UnreadableSheetException Encrypted() => new(
        "工作簿设有密码，请在Excel中取消密码并另存", "The workbook is encrypted; remove its password");

    public static SheetTooLargeException TooManySheets() => new(
        $"工作簿超过{MostSheets}张工作表，请删除多余的工作表后重新上传",
        $"The workbook has more than {MostSheets} sheets; remove those that are not needed");

    /// <param name="row">From 1.</param>
    /// <param name="column">From 0.</param>
    public static UnreadableSheetException Fault(
        string sheet, int row, int column, string chinese, string english) =>
        new($"工作表“{sheet}”第{row}行{Letters(column)}栏{chinese}", $"{sheet}!{Letters(column)}{row} {english}");

    /// <summary>A cell that shows #REF! or the like would be read as a blank one.</summary>
    public static UnreadableSheetException FormulaFailed(string sheet, int row, int column) =>
        Fault(sheet, row, column, "是公式错误值，请改正", "is a formula error");

    static SheetTooLargeException TooSpread(IExcelDataReader book) => new(
        $"工作表“{book.Name}”的内容一直延伸到第{book.RowCount}行{Letters(book.FieldCount - 1)}栏，请删除远处的单元格后重新上传",
        $"The sheet {book.Name} reaches to {Letters(book.FieldCount - 1)}{book.RowCount}; remove the far cells");

    static string Letters(int column) =>
        (column < 26 ? "" : Letters((column / 26) - 1)) + (char)('A' + (column % 26));

    static string Text(IExcelDataReader book, int row, int column, object value) => value switch
    {
        string text => StorableText.Is(text) ? text
            : throw Fault(book.Name, row, column, "含有无法保存的字符，请重新输入", "holds half a character"),
        bool yes => yes ? "1" : "0",
        DateTime moment => Moment(moment),
        double days when IsChineseDate(book.GetNumberFormatIndex(column)) && days is > 0 and < 200_000 =>
            Moment(DateTime.FromOADate(days)),
        double number => Number(number),
        TimeSpan duration => Number(duration.TotalDays),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    // Built-in formats such as yyyy"年"m"月"d"日", which the library takes for plain numbers.
    static bool IsChineseDate(int format) => format is (>= 27 and <= 36) or (>= 50 and <= 58);

    static string Moment(DateTime exact)
    {
        var moment = exact.AddMilliseconds(500);
        return moment.ToString(
            moment.Year < 1900 ? "HH:mm:ss" : moment.TimeOfDay.TotalSeconds < 1 ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss",
            CultureInfo.InvariantCulture);
    }

    // Long codes are kept as numbers such as 6.20422100001001E14.
    static string Number(double number)
    {
        var text = number.ToString("R", CultureInfo.InvariantCulture);
        return decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact)
            ? exact.ToString("0.############", CultureInfo.InvariantCulture) : text;
    }
}
