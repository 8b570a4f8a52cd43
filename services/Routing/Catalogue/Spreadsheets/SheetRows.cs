namespace Dispatch.Routing.Catalogue.Spreadsheets;

/// <summary>
/// Gathers the rows of one file while it is read, and stops at more than can be held: what is blank costs nothing and
/// is not kept.
/// </summary>
public sealed class SheetRows
{
    public const int MostRows = 100_000, MostColumns = 64, MostCells = 2_000_000;

    /// <summary>Blank ones are found before it is known that they are blank.</summary>
    public const int MostWithBlanks = 8 << 20;

    readonly string[] row = new string[MostColumns];
    List<SheetRow> kept = [];
    int width;
    int rows;
    int cells;

    /// <summary>A cell of the row that is being read.</summary>
    public void Put(int column, string text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return;
        if (column >= MostColumns)
            throw TooManyColumns();
        Array.Fill(row, "", width, Math.Max(0, column - width));
        row[column] = text;
        width = Math.Max(width, column + 1);
    }

    /// <summary>The row is read to its end.</summary>
    public void End(int number)
    {
        if (width == 0)
            return;
        kept.Add(new(number, row[..width]));
        cells += width;
        width = 0;
        if (++rows > MostRows)
            throw new SheetTooLargeException($"文件超过{MostRows}行，请拆分成几个文件分别导入",
                $"The file has more than {MostRows} rows; split it and import the parts");
        if (cells > MostCells)
            throw TooManyCells();
    }

    public static SheetTooLargeException TooManyCells() => new(
        $"文件超过{MostCells}个单元格，请拆分成几个文件分别导入",
        $"The file has more than {MostCells} cells; split it and import the parts");

    public static SheetTooLargeException TooManyColumns() => new(
        $"文件有超过{MostColumns}栏的内容，请删除多余的栏后重新上传",
        $"The file has more than {MostColumns} columns; remove those that are not needed");

    /// <summary>The sheet is read to its end.</summary>
    public Sheet Take(string name)
    {
        var sheet = new Sheet(name, kept);
        kept = [];
        return sheet;
    }
}
