using System.IO.Compression;
using System.Text;
using Dispatch.Routing.Catalogue.Spreadsheets;
using Xunit;

namespace Dispatch.Tests.Unit.Routing;

/// <summary>Files that would end the process or fill its memory, and those that only look so.</summary>
public sealed class SheetFileTests
{
    const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    const string Sheet = """<sheets><sheet name="places" r:id="r0"/></sheets>""";

    const string Cell = """<row r="1"><c r="A1" t="inlineStr"><is><t>code</t></is></c></row>""";

    static byte[] Zip(params (string Name, string Text)[] files)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in files)
            {
                using var writer = new StreamWriter(zip.CreateEntry(name).Open());
                writer.Write(text);
            }
        }
        return stream.ToArray();
    }

    static byte[] Book(
        string rows, string strings = "<si><t>code</t></si>", string book = "", string head = "",
        string styles = "", string type = "") =>
        Zip(Parts(rows, strings, book, head, styles, type));

    static (string Name, string Text)[] Parts(
        string rows, string strings = "<si><t>code</t></si>", string book = "", string head = "",
        string styles = "", string type = "") =>
    [
        ("[Content_Types].xml", "<Types/>"),
        ("_rels/.rels", Relations(("officeDocument", "xl/workbook.xml"))),
        ("xl/workbook.xml",
            $"""<workbook xmlns="{Main}" xmlns:r="r">{book}{Sheet}</workbook>"""),
        ("xl/_rels/workbook.xml.rels",
            Relations(("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "/xl/sharedStrings.xml"),
                ("styles", "styles.xml"))),
        ("xl/styles.xml", $"""<styleSheet xmlns="{Main}">{styles}</styleSheet>"""),
        ("xl/worksheets/sheet1.xml", $"""{type}<worksheet xmlns="{Main}">{head}{Data(rows)}</worksheet>"""),
        ("xl/sharedStrings.xml", $"""<sst xmlns="{Main}">{strings}</sst>"""),
    ];

    static string Data(string rows) => $"<sheetData>{rows}</sheetData>";

    static string Relations(params (string Type, string Target)[] to) =>
        $"<Relationships>{string.Concat(to.Select((one, n) =>
            $"""<Relationship Id="r{n}" Type="x/{one.Type}" Target="{one.Target}"/>"""))}</Relationships>";

    static string Nested(string name) =>
        string.Concat(Enumerable.Repeat($"<{name}>", 50_000)) + string.Concat(Enumerable.Repeat($"</{name}>", 50_000));

    static string Repeated(string text, int times) => string.Concat(Enumerable.Repeat(text, times));

    static IReadOnlyList<Sheet> Read(byte[] file) => SheetFile.Read("places.csv", file);

    static IReadOnlyList<Sheet> Csv(string text) => Read(Encoding.UTF8.GetBytes(text));

    [Fact]
    public void Parts_of_a_workbook_that_nest_deeply_are_refused()
    {
        foreach (var book in (byte[][])
        [
            Book($"""<row r="1"><c r="A1" t="inlineStr"><is>{Nested("r")}</is></c></row>"""),
            Book(Cell, $"<si>{Nested("r")}</si>"), Book(Cell, book: Nested("extLst")), Book(Nested("row")),
        ])
            Assert.IsNotType<SheetTooLargeException>(Assert.ThrowsAny<UnreadableSheetException>(() => Read(book)));
    }

    [Theory]
    [InlineData("""<row r="1"><c r="A1" t="s"><v>99999999999999</v></c></row>""")]
    [InlineData("""<row r="1"><c r="A1" t="s"><v>-1</v></c></row>""")]
    [InlineData("""<row r="4294967295"><c r="A1"><v>1</v></c></row>""")]
    [InlineData("""<row r="x"><c r="A1"><v>1</v></c></row>""")]
    [InlineData("<row><c><v>1</v>")]
    public void A_workbook_that_says_what_cannot_be_is_refused(string rows) =>
        Assert.Throws<UnreadableSheetException>(() => Read(Book(rows)));

    [Fact]
    public void A_workbook_with_a_document_type_is_refused() => Assert.Throws<UnreadableSheetException>(
        () => Read(Book(Cell, type: """<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>""")));

    [Fact]
    public void Cells_are_read_wherever_they_stand_and_blank_ones_are_left_out()
    {
        var sheet = Assert.Single(Read(Book(
            """
            <row><c t="s"><v>0</v></c><c r="C1" t="str"><f>A1&amp;""</f><v>x</v></c><c r="GR1" s="3"/></row>
            <row r="3"><c><v>6.20422100001001E14</v></c><c t="inlineStr"><is><r><t>甲</t></r><rPh><t>jia</t></rPh><r><t
            >乙</t></r></is></c></row><row/><row r="900000"><c t="s"/></row>
            """.Replace("""<c t="s"/>""", "<c/>", StringComparison.Ordinal))));
        Assert.Equal(("places", 2), (sheet.Name, sheet.Rows.Count));
        Assert.Equal(["code", "", "x"], sheet.Rows[0].Cells);
        Assert.Equal(3, sheet.Rows[1].Number);
        Assert.Equal(["620422100001001", "甲乙"], sheet.Rows[1].Cells);
    }

    public static TheoryData<string> Large() => new("rows", "columns", "cells", "unpacked", "sheet rows", "far column",
        "strings", "sheets");

    [Theory]
    [MemberData(nameof(Large))]
    public void What_is_more_than_can_be_held_is_refused(string what) => Assert.Throws<SheetTooLargeException>(
        () => what switch
        {
            "rows" => Csv(Repeated("a\n", SheetRows.MostRows + 1)),
            "columns" => Csv(new string(',', SheetRows.MostColumns) + "a"),
            "cells" => Csv(Repeated(new string(',', 40) + "a\n", (SheetRows.MostCells / 41) + 1)),
            "unpacked" => Read(
                Zip(("places.csv", new string(',', 33 << 20)), ("rules.csv", new string(',', 33 << 20)))),
            "sheet rows" => Read(Book(Repeated("<row><c><v>1</v></c></row>", SheetRows.MostRows + 1))),
            "far column" => Read(Book("""<row><c r="GR1"><v>1</v></c></row>""")),
            "strings" => Read(Book(Cell, Repeated("<si/>", SheetRows.MostCells + 1))),
            _ => Read(Book(Cell, book: Repeated("""<sheet name="a" r:id="r0"/>""", 100))),
        });

    [Fact]
    public void Blank_rows_and_cells_cost_nothing()
    {
        Assert.Empty(Csv(new string(',', 4 << 20))[0].Rows);
        Assert.Empty(Csv(new string('\n', 4 << 20))[0].Rows);
        // Code that has not been compiled to the end yet puts on the heap what it later does not: the least counts.
        var least = Enumerable.Range(0, 4).Min(_ =>
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            Assert.Equal(3_000_002, Assert.Single(Csv(Repeated(", \n", 3_000_001) + "a\n\n\n")[0].Rows).Number);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        });
        // What the text itself takes, and its bytes, and little more.
        Assert.InRange(least, 0, 150_000_000);
    }

    [Fact]
    public void An_archive_whose_directory_does_not_fit_its_files_is_refused()
    {
        var file = Zip(("places.csv", "name\n"));
        var directory = file.AsSpan().IndexOf("PK\u0001\u0002"u8);
        foreach (var size in (int[])[60, 60_000_000, int.MaxValue])
        {
            BitConverter.TryWriteBytes(file.AsSpan(directory + 24), size);
            Assert.ThrowsAny<UnreadableSheetException>(() => Read(file));
        }
        Assert.ThrowsAny<UnreadableSheetException>(() => Read(file[..(file.Length / 2)]));
    }

    // As a spreadsheet program styles them: 1 a day, 2 a moment, 3 a day as Chinese programs have it, 4 a duration.
    const string Styles = """
        <numFmts>
          <numFmt numFmtId="164" formatCode="yyyy/m/d\ h:mm"/><numFmt numFmtId="165" formatCode="[h]:mm"/>
        </numFmts>
        <cellXfs>
          <xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="31"/><xf numFmtId="165"/>
        </cellXfs>
        """;

    [Theory]
    [InlineData("""<c r="A1"><v>620422100001</v></c>""", "620422100001")]
    [InlineData("""<c r="A1"><v>6.20422100001001E14</v></c>""", "620422100001001")]
    [InlineData("""<c r="A1"><v>0.30000000000000004</v></c>""", "0.3")]
    [InlineData("""<c r="A1"><v>1E300</v></c>""", "1E+300")]
    [InlineData("""<c r="A1" t="inlineStr"><is><t>010102</t></is></c>""", "010102")]
    [InlineData("""<c r="A1" s="1"><v>46357</v></c>""", "2026-12-01")]
    [InlineData("""<c r="A1" s="2"><v>46357.354166666664</v></c>""", "2026-12-01 08:30:00")]
    [InlineData("""<c r="A1" s="3"><v>46357</v></c>""", "2026-12-01")]
    [InlineData("""<c r="A1" s="4"><v>0.5</v></c>""", "0.5")]
    [InlineData("""<c r="A1" t="d"><v>2026-12-01</v></c>""", "2026-12-01")]
    [InlineData("""<c r="A1" t="b"><v>1</v></c>""", "1")]
    [InlineData("""<c r="A1" t="b"><v>0</v></c>""", "0")]
    [InlineData("""<c r="A1" t="str"><v>a_x005F_x0041__x000A_b</v></c>""", "a_x0041_\nb")]
    public void A_cell_says_what_a_person_sees(string cell, string text) =>
        Assert.Equal([text], Assert.Single(Assert.Single(Read(Book($"<row>{cell}</row>", styles: Styles))).Rows).Cells);

    [Theory]
    [InlineData("""<c r="C9" t="e"><v>#REF!</v></c>""", "工作表“places”第9行C栏是公式错误值，请改正")]
    [InlineData("""<c r="AB9" t="s"><v>3</v></c>""", "工作表“places”第9行AB栏已损坏")]
    [InlineData("""<c r="A9" t="str"><v>_xD800_</v></c>""", "工作表“places”第9行A栏含有无法保存的字符，请重新输入")]
    [InlineData("""<c r="A9"><v>1</v></d>""", "工作表“places”已损坏")]
    public void What_a_cell_cannot_say_is_refused_by_sheet_row_and_column(string cell, string says) => Assert.Equal(
        says, Assert.Throws<UnreadableSheetException>(() => Read(Book($"""<row r="9">{cell}</row>"""))).Chinese);

    [Fact]
    public void A_sheet_may_claim_any_size_but_not_have_it()
    {
        var claim = Book(Cell, head: """<dimension ref="A1:XFD1048576"/>""");
        Assert.Single(Assert.Single(Read(claim)).Rows);
        var far = Assert.Throws<SheetTooLargeException>(
            () => Read(Book("""<row r="1048576"><c r="A1048576"><v>1</v></c><c r="XFD1048576" s="1"/></row>""")));
        Assert.StartsWith("工作表“places”的内容一直延伸到第1048576行XFD栏", far.Chinese, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_of_too_many_fonts_or_a_row_of_too_many_cells_is_refused()
    {
        Assert.Throws<UnreadableSheetException>(
            () => Read(Book(Cell, $"<si>{Repeated("<r><t>a</t></r>", 500_000)}</si>")));
        Assert.Throws<UnreadableSheetException>(
            () => Read(Book($"<row>{Repeated("<c/>", 4_000_000)}</row>")));
        Assert.Throws<UnreadableSheetException>(() => Read(Book(Cell, styles:
            $"<numFmts>{Repeated("""<numFmt numFmtId="164" formatCode="0"/>""", 5_000)}</numFmts>")));
    }

    [Fact]
    public void A_workbook_in_the_strict_form_and_a_chart_among_the_sheets_are_no_harm()
    {
        var strict = Zip([.. Parts(Cell).Select(part => (part.Name, part.Text.Replace(
            Main, "http://purl.oclc.org/ooxml/spreadsheetml/main", StringComparison.Ordinal)))]);
        Assert.Single(Assert.Single(Read(strict)).Rows);
        var parts = Parts(Cell, book: """<sheets><sheet name="图" r:id="r3"/></sheets>""");
        var chart = Zip([.. parts.Select(part => (part.Name, part.Text.Replace(
            "</Relationships>", """<Relationship Id="r3" Type="x/chartsheet" Target="c.xml"/></Relationships>""",
            StringComparison.Ordinal)))]);
        Assert.Equal("places", Assert.Single(Read(chart)).Name);
    }

    [Fact]
    public void Of_two_files_of_one_name_in_a_workbook_the_first_counts()
    {
        var sheet = Assert.Single(Read(Zip([.. Parts(Cell),
            ("xl/worksheets/sheet1.xml", $"""<worksheet xmlns="{Main}">{Data(Nested("row"))}</worksheet>""")])));
        Assert.Equal(["code"], Assert.Single(sheet.Rows).Cells);
    }

    [Theory]
    [InlineData("a\n\"b\nc,d\n", "文件第2行有未闭合的引号")]
    [InlineData("a\n\nb,\"c\"\"", "文件第3行有未闭合的引号")]
    [InlineData("a, \"b\"", "文件第1行有未闭合的引号")]
    [InlineData("\"a\nb\"\n\"c\"d\n", "文件第2行有未闭合的引号")]
    [InlineData("\"", "文件第1行有未闭合的引号")]
    public void A_quotation_mark_that_is_not_closed_is_named(string text, string says) =>
        Assert.Equal(says, Assert.Throws<UnreadableSheetException>(() => Csv(text)).Chinese);

    [Fact]
    public void Rows_are_numbered_as_a_person_counts_them()
    {
        var sheet = Assert.Single(Csv("a,5\" pipe\r\n\r\n\"b\r\nb\",\"\"\"q\"\"\"\r,,\nc,\"\""));
        Assert.Equal([(1, "a|5\" pipe"), (3, "b\r\nb|\"q\""), (5, "c")],
            sheet.Rows.Select(row => (row.Number, string.Join('|', row.Cells))));
    }

    [Fact]
    public void A_row_of_millions_of_cells_is_refused() =>
        Assert.Throws<SheetTooLargeException>(() => Csv(new string(',', 20_000_000)));

    [Fact]
    public void Whatever_is_changed_in_a_workbook_it_is_read_or_refused()
    {
        const string Signs = "<>/=\"' rcsvt0129-.AZ&;#x!_";
        var whole = Parts(
            """<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" s="2"><v>46357</v></c></row>""", styles: Styles);
        var random = new Random(12_345);
        for (var round = 0; round < 2_000; round++)
        {
            var parts = whole.ToArray();
            ref var part = ref parts[random.Next(parts.Length)];
            var text = part.Text.ToCharArray();
            for (var n = random.Next(1, 4); n > 0; n--)
                text[random.Next(text.Length)] = Signs[random.Next(Signs.Length)];
            part.Text = new(text);
            try
            {
                Read(Zip(parts));
            }
            catch (UnreadableSheetException)
            {
                // As it should be.
            }
        }
    }
}
