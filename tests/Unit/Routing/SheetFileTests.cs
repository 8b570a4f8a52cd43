using System.IO.Compression;
using System.Text;
using Dispatch.Routing.Catalogue.Spreadsheets;
using Xunit;

namespace Dispatch.Tests.Unit.Routing;

/// <summary>Files that would end the process or fill its memory, and those that only look so.</summary>
public sealed class SheetFileTests
{
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

    static byte[] Book(string rows, string strings = "<si><t>code</t></si>", string book = "", string head = "") => Zip(
        ("[Content_Types].xml", "<Types/>"),
        ("_rels/.rels", Relations(("officeDocument", "xl/workbook.xml"))),
        ("xl/workbook.xml",
            $"""<workbook xmlns:r="r">{book}<sheets><sheet name="places" r:id="r0"/></sheets></workbook>"""),
        ("xl/_rels/workbook.xml.rels",
            Relations(("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "/xl/sharedStrings.xml"))),
        ("xl/worksheets/sheet1.xml", $"{head}<worksheet><sheetData>{rows}</sheetData></worksheet>"),
        ("xl/sharedStrings.xml", $"<sst>{strings}</sst>"));

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
        () => Read(Book(Cell, head: """<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>""")));

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
}
