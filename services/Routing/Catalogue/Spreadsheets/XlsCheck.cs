using System.Buffers.Binary;
using System.Text;

namespace Dispatch.Routing.Catalogue.Spreadsheets;

/// <summary>
/// Takes the workbook out of an .xls file, checks it record by record, and hides from ExcelDataReader all but the
/// records that make up rows of cells.
/// </summary>
/// <remarks>
/// The library bounds nothing: one record can make it add cells or texts without end, another try a password for hours.
/// </remarks>
sealed class XlsCheck
{
    const int LongestFormat = 5 + (2 * XlsxCheck.LongestFormat);

    const ushort Unknown = 0x0FFF;

    static class Kind
    {
        public const ushort Start = 0x0809, End = 0x000A, Sheet = 0x0085, Format = 0x041E, Style = 0x00E0;
        public const ushort From1904 = 0x0022, Password = 0x002F, Strings = 0x00FC, Continued = 0x003C;
        public const ushort Number = 0x0203, ShortNumber = 0x027E, ShortNumbers = 0x00BD, Label = 0x0204;
        public const ushort RichLabel = 0x00D6, Shared = 0x00FD, YesOrError = 0x0205, Formula = 0x0006;
        public const ushort FormulaText = 0x0207, SharedFormula = 0x04BC, ArrayFormula = 0x0221, Table = 0x0236;
    }

    readonly byte[] book;
    readonly Dictionary<uint, string> sheets = [];
    string? sheet;
    int found;
    uint strings;
    int formats;
    int values;

    XlsCheck(byte[] workbook) => book = workbook;

    public static Stream Workbook(byte[] bytes)
    {
        try
        {
            var file = new CompoundFile(bytes);
            if (file.Has("EncryptedPackage"))
                throw WorkbookReader.Encrypted();
            if (file.Has("_VBA_PROJECT_CUR"))
                throw HasMacros();
            if (!file.Has("Workbook"))
                throw TooOld();
            var check = new XlsCheck(file.Stream("Workbook"));
            check.Check();
            return new MemoryStream(check.book);
        }
        catch (Exception broken) when (broken is FormatException or ArgumentException or OverflowException
            or IndexOutOfRangeException)
        {
            throw WorkbookReader.Broken();
        }
    }

    void Check()
    {
        if (Number16(0) != Kind.Start || Number16(4) != 0x0600 || Number16(6) != 5)
            throw TooOld();
        for (var at = 0; at + 4 <= book.Length; at += 4 + Number16(at + 2))
        {
            if (at + 4 + Number16(at + 2) > book.Length)
                throw new FormatException("Cut off");
            Check(at, book.AsSpan(at + 4, Number16(at + 2)));
        }
        if (found < sheets.Count)
            throw new FormatException("A sheet that is none");
    }

    void Check(int at, ReadOnlySpan<byte> body)
    {
        switch (Number16(at))
        {
            case Kind.Start:
                if (sheets.TryGetValue((uint)at, out sheet))
                    found++;
                break;
            case Kind.Sheet:
                AddSheet(body);
                break;
            case Kind.Password:
                throw WorkbookReader.Encrypted();
            case Kind.Format when ++formats > XlsxCheck.MostFormats || body.Length > LongestFormat:
                throw new FormatException("More formats than a workbook can have");
            case Kind.Strings:
                strings = Number32(body[4..]);
                if (strings > SheetRows.MostCells)
                    throw SheetRows.TooManyCells();
                CheckStrings(at);
                break;
            case Kind.Number or Kind.ShortNumber or Kind.ShortNumbers or Kind.Label or Kind.RichLabel or Kind.Shared
                or Kind.YesOrError or Kind.Formula:
                if (sheet is not null)
                    CheckCell(sheet, Number16(at), body);
                break;
            case Kind.ArrayFormula or Kind.Table:
                // The library looks for a formula's text behind a shared formula, but not behind these.
                Rename(at, Kind.SharedFormula);
                break;
            case Kind.End or Kind.Format or Kind.Style or Kind.From1904 or Kind.Continued or Kind.FormulaText
                or Kind.SharedFormula:
                break;
            default:
                Rename(at, Unknown);
                break;
        }
    }

    void AddSheet(ReadOnlySpan<byte> body)
    {
        if (body[5] is 1 or 6)
            throw HasMacros();
        var (length, wide) = (body[6], (body[7] & 1) != 0);
        var name = wide ? Encoding.Unicode.GetString(body.Slice(8, 2 * length))
            : Encoding.Latin1.GetString(body.Slice(8, length));
        if (body[5] == 0 && !sheets.TryAdd(Number32(body), name))
            throw new FormatException("Two sheets in one place");
        if (sheets.Count > WorkbookReader.MostSheets)
            throw WorkbookReader.TooManySheets();
    }

    void CheckCell(string sheet, ushort kind, ReadOnlySpan<byte> body)
    {
        var (row, column) = (Number16(body), Number16(body[2..]));
        var last = column;
        if (kind == Kind.ShortNumbers)
        {
            last = Number16(body[^2..]);
            if (body.Length != 6 + (6 * (last - column + 1)))
                throw WorkbookReader.Broken(sheet);
        }
        if (last >= SheetRows.MostColumns)
            throw SheetRows.TooManyColumns();
        if (kind == Kind.Shared && Number32(body[6..]) >= strings)
            throw WorkbookReader.Fault(sheet, row + 1, column, "已损坏", "is broken");
        if ((kind == Kind.YesOrError && body[7] != 0)
            || (kind == Kind.Formula && body[6] == 2 && Number16(body[12..]) == 0xFFFF))
            throw WorkbookReader.FormulaFailed(sheet, row + 1, column);
        values += last - column + 1;
        if (values > SheetRows.MostCells)
            throw SheetRows.TooManyCells();
    }

    /// <summary>A text may go on in the next record, and what says how to skip its fonts must not lead back.</summary>
    void CheckStrings(int at)
    {
        var (here, end) = (at + 12, at + 4 + Number16(at + 2));
        for (var n = 0; n < strings; n++)
        {
            if (here == end)
                Next();
            var (characters, flags) = ((int)Number16(Take(2)), book[Take(1)]);
            var skip = (flags & 8) == 0 ? 0L : 4 * Number16(Take(2));
            if ((flags & 4) != 0)
                skip += Number32(book.AsSpan(Take(4)));
            var size = (flags & 1) + 1;
            while (characters > 0)
            {
                if (here == end)
                {
                    Next();
                    size = book[Take(1)] == 0 ? 1 : 2;
                }
                var taken = Math.Min(characters, (end - here) / size);
                if (taken == 0)
                    throw new FormatException("Half a character");
                characters -= taken;
                here += taken * size;
            }
            for (; skip > end - here; Next())
                skip -= end - here;
            here += (int)skip;
        }

        int Take(int bytes)
        {
            here += bytes;
            return here <= end ? here - bytes : throw new FormatException("Cut off");
        }

        void Next()
        {
            if (Number16(end) != Kind.Continued)
                throw new FormatException("Cut off");
            (here, end) = (end + 4, end + 4 + Number16(end + 2));
            if (end > book.Length)
                throw new FormatException("Cut off");
        }
    }

    ushort Number16(int at) => Number16(book.AsSpan(at));

    static ushort Number16(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt16LittleEndian(bytes);

    static uint Number32(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt32LittleEndian(bytes);

    void Rename(int at, ushort kind) => BinaryPrimitives.WriteUInt16LittleEndian(book.AsSpan(at), kind);

    static UnreadableSheetException HasMacros() => new(
        "工作簿含有宏，请另存为不含宏的.xlsx", "The workbook has macros; save it as .xlsx without them");

    static UnreadableSheetException TooOld() => new(
        "这不是Excel 97以后的工作簿，请在Excel中另存为.xlsx或CSV", "It is no workbook since Excel 97; save it as .xlsx or CSV");
}
