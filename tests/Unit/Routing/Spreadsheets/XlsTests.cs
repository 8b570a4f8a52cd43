using System.Buffers.Binary;
using System.Diagnostics;
using System.Text;
using Dispatch.Routing.Catalogue.Spreadsheets;
using static Dispatch.Tests.Unit.Routing.XlsFile;

namespace Dispatch.Tests.Unit.Routing;

/// <summary>Workbooks of Excel 97 to 2003: those of offices, and those that would end the process.</summary>
public sealed class XlsTests
{
    // "码", and a text whose fonts and pronunciation take up so many bytes.
    static byte[] Text(uint skip = 0) => [.. Bytes(1), skip == 0 ? (byte)1 : (byte)5,
        .. skip == 0 ? [] : BitConverter.GetBytes(skip), .. Encoding.Unicode.GetBytes("码")];

    static IReadOnlyList<Sheet> Read(byte[] file) => SheetFile.Read("places.xls", file);

    static string Refused(byte[] file) =>
        Assert.Throws<UnreadableSheetException>(() => Read(file)).Chinese;

    static byte[] Globals(params byte[][] records) =>
        Book([.. records.SelectMany(r => r)], ("places", 0, Number(0, 0, 1)));

    /// <summary>Kept by a spreadsheet program: texts, numbers, days, moments, a formula, yes and no, merged cells.
    /// </summary>
    [Fact]
    public void A_file_of_an_office_is_read()
    {
        var file = File.ReadAllBytes(Repository.Path("tests", "Unit", "Routing", "Spreadsheets", "places.xls"));
        var sheets = Read(file);
        Assert.Equal(["地名库", "duties"], sheets.Select(s => s.Name));
        Assert.Equal(
            [
                "1 地名|地名类型|所在区划代码|人口|设立日期|核定时间|有效",
                "3 北关小区|小区|020422|620422100001|2026-12-01|2026-12-01 08:30:00|1",
                "4 会宁县郭城驿镇|乡镇|620422|0.1|2026-12-02||0", "5 合并|||1500",
            ],
            sheets[0].Rows.Select(r => $"{r.Number} {string.Join('|', r.Cells)}"));
        Assert.Equal(["010102", "620422-labour", "协办"], sheets[1].Rows[1].Cells);
    }

    [Fact]
    public void Texts_go_on_in_the_next_record_and_rows_keep_their_numbers()
    {
        byte[] strings =
        [
            .. Strings(3, Text(), [3, 0, 1, .. Encoding.Unicode.GetBytes("甲")]),
            .. Record(0x3C, [0, .. "bc"u8], [1, 0, 5, 6, 0, 0, 0, .. Encoding.Unicode.GetBytes("码"), 1, 2]),
            .. Record(0x3C, [3, 4, 5, 6]),
        ];
        var sheet = Assert.Single(Read(Book(strings, ("places", 0,
            [.. Shared(0, 0, 0), .. Shared(6, 0, 1), .. Shared(6, 2, 2), .. Label(7, 0, "乙")]))));
        Assert.Equal(["1 码", "7 甲bc||码", "8 乙"],
            sheet.Rows.Select(r => $"{r.Number} {string.Join('|', r.Cells)}"));
    }

    [Fact]
    public void A_file_with_a_password_or_macros_is_refused_with_what_to_do()
    {
        Assert.Contains("密码", Refused(Globals(Record(0x2F, Bytes(1, 4, 4), new byte[200]))), StringComparison.Ordinal);
        Assert.Contains("密码", Refused(Compound([], "EncryptedPackage")), StringComparison.Ordinal);
        Assert.Contains("宏", Refused(Compound(Records([], ("places", 0, [])), other: "_VBA_PROJECT_CUR")),
            StringComparison.Ordinal);
        Assert.Contains("宏", Refused(Book([], ("places", 1, []))), StringComparison.Ordinal);
        Assert.Contains("Excel 97", Refused(Compound(Start(5, 0x0500))), StringComparison.Ordinal);
        Assert.Contains("Excel 97", Refused(Compound([], "WordDocument")), StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_cell_cannot_say_is_refused_by_sheet_row_and_column()
    {
        Assert.StartsWith("工作表“places”第3行B栏是公式错误值",
            Refused(OneSheet(Number(0, 0, 1), Record(0x0205, Bytes(2, 1, 0), [0x2A, 1]))), StringComparison.Ordinal);
        Assert.StartsWith("工作表“places”第1行A栏是公式错误值",
            Refused(OneSheet(Record(0x06, Bytes(0, 0, 0, 2, 0x17, 0, 0xFFFF), new byte[8]))), StringComparison.Ordinal);
        Assert.StartsWith("工作表“places”第1行A栏", Refused(OneSheet(Shared(0, 0, 7))), StringComparison.Ordinal);
        Assert.StartsWith("工作表“places”第2行A栏含有无法保存的字符",
            Refused(OneSheet(Label(1, 0, "\0"))), StringComparison.Ordinal);
    }

    public static TheoryData<string> Broken() => new("endless cells", "endless text", "long text", "far sheet",
        "cut off", "sectors", "sector sizes", "table", "size", "nothing");

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_broken_file_is_refused(string what) => Assert.Contains("已损坏", Refused(what switch
    {
        "endless cells" => OneSheet(Record(0xBD, Bytes(0, 0, 0, 0, 0, 0xFFFF))),
        // Leads back to its own first byte.
        "endless text" => Globals(Strings(2_000_000, Text(0xFFFF_FFF7))),
        "long text" => Globals(Strings(1, [0xFF, 0xFF, 0])),
        "far sheet" => Compound([.. Start(5), .. Record(0x85, Bytes(0xFFFF, 0xFFFF, 0), [1, 0, 65]), .. Record(0x0A)]),
        "cut off" => OneSheet(Number(0, 0, 1))[..1_500],
        "sectors" => With(68, 1),
        "sector sizes" => With(30, 30),
        "table" => With(76, 1),
        "size" => With(512 + 128 + 120, int.MaxValue),
        _ => [0xD0, 0xCF, 0x11, 0xE0],
    }), StringComparison.Ordinal);

    static byte[] With(int at, int value)
    {
        var file = OneSheet(Number(0, 0, 1));
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(at), value);
        return file;
    }

    [Fact]
    public void More_than_can_be_held_is_refused()
    {
        byte[] Rows(int count) => [.. Enumerable.Range(0, count).SelectMany(row => Number(row, 0, row))];
        foreach (var file in (byte[][])
        [
            OneSheet(Number(0, SheetRows.MostColumns, 1)), Globals(Strings(SheetRows.MostCells + 1)),
            Book([], ("places", 0, Rows(60_000)), ("rules", 0, Rows(60_000))),
            Book([], [.. Enumerable.Range(0, 101).Select(n => ($"s{n}", (byte)0, Array.Empty<byte>()))]),
        ])
            Assert.Throws<SheetTooLargeException>(() => Read(file));
    }

    [Fact]
    public void A_sheet_may_claim_any_size()
    {
        var watch = Stopwatch.StartNew();
        var claim = Record(0x0200, [0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0x7F, 0, 0, 0xFF, 0xFF, 0, 0]);
        Assert.Single(Assert.Single(Read(OneSheet(claim, Number(65_535, 0, 620_422_100_001)))).Rows, row =>
            row is { Number: 65_536, Cells: ["620422100001"] });
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 5);
    }

    [Fact]
    public void Whatever_is_changed_in_a_file_it_is_read_or_refused()
    {
        var whole = File.ReadAllBytes(Repository.Path("tests", "Unit", "Routing", "Spreadsheets", "places.xls"));
        var random = new Random(12_345);
        for (var round = 0; round < 2_000; round++)
        {
            byte[] file = [.. whole];
            for (var n = random.Next(1, 8); n > 0; n--)
                file[random.Next(file.Length)] = (byte)(random.Next(3) == 0 ? 0xFF : random.Next(256));
            try
            {
                Read(file);
            }
            catch (UnreadableSheetException)
            {
                // As it should be.
            }
        }
    }
}
