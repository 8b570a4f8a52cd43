using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Dispatch.Routing.Catalogue.Spreadsheets;

/// <summary>
/// Copies the parts of an .xlsx that ExcelDataReader reads, each checked first, into a package that it finds them in.
/// </summary>
/// <remarks>
/// The library bounds nothing: it would walk to row 2147483647, make room for column ZZZZZZ, join a million runs of one
/// text one by one, and read a wrong text index as text and a formula error as a blank cell.
/// </remarks>
sealed class XlsxCheck(Unpacking archive)
{
    const int Deepest = 64, LastRow = 1_048_576, MostCellsInRow = 16_384;
    const int MostRuns = 256, MostStyles = 65_536;

    public const int MostFormats = 4_096, LongestFormat = 255;

    const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const string Relations = "http://schemas.openxmlformats.org/package/2006/relationships";
    const string Documents = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    static readonly XmlReaderSettings Safe = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    string? sheet;
    int allCells;

    sealed record Part(string Type, string Path);

    public Stream Copy()
    {
        try
        {
            var copy = new MemoryStream(archive.Size);
            using (var zip = new ZipArchive(copy, ZipArchiveMode.Create, leaveOpen: true))
                Copy(zip);
            copy.Position = 0;
            return copy;
        }
        catch (Exception broken) when (broken is XmlException or InvalidOperationException or FormatException
            or ArgumentException or KeyNotFoundException or NotSupportedException)
        {
            throw WorkbookReader.Broken(sheet);
        }
    }

    void Copy(ZipArchive zip)
    {
        var book = Parts("", "_rels/.rels").Values.First(part => part.Type == "officeDocument").Path;
        var parts = Parts(book, $"{Path.GetDirectoryName(book)}/_rels/{Path.GetFileName(book)}.rels");
        var (sheets, from1904) = Sheets(Bytes(book), parts);
        var strings = 0;
        if (parts.Values.FirstOrDefault(part => part.Type == "sharedStrings") is { } shared)
            Add(zip, "sharedStrings.xml", Bytes(shared.Path), part => strings = CheckStrings(part));
        if (parts.Values.FirstOrDefault(part => part.Type == "styles") is { } styles)
            Add(zip, "styles.xml", Bytes(styles.Path), CheckStyles);
        foreach (var (n, (name, path)) in sheets.Index())
        {
            sheet = name;
            Add(zip, $"worksheets/sheet{n}.xml", Bytes(path), part => CheckSheet(name, part, strings));
        }
        Add(zip, "workbook.xml", Element(Main, "workbook",
            Element(Main, "workbookPr", new XAttribute("date1904", from1904 ? "1" : "0")),
            Element(Main, "sheets", sheets.Select((sheet, n) => Element(Main, "sheet",
                new XAttribute("name", sheet.Name), new XAttribute("sheetId", n + 1),
                new XAttribute(XName.Get("id", Documents), $"r{n}"))))));
        Add(zip, "_rels/workbook.xml.rels", Element(Relations, "Relationships", sheets.Select((_, n) =>
            Element(Relations, "Relationship", new XAttribute("Id", $"r{n}"),
                new XAttribute("Target", $"worksheets/sheet{n}.xml")))));
    }

    static XElement Element(string space, string name, params object[] content) => new(XName.Get(name, space), content);

    static void Add(ZipArchive zip, string path, XElement part) =>
        Add(zip, path, Encoding.UTF8.GetBytes(part.ToString()), _ => { });

    static void Add(ZipArchive zip, string path, byte[] part, Action<byte[]> check)
    {
        part = InUsualNamespace(part);
        check(part);
        using var to = zip.CreateEntry("xl/" + path, CompressionLevel.NoCompression).Open();
        to.Write(part);
    }

    // The library knows only the namespace of the usual form, not of the "strict" one.
    static byte[] InUsualNamespace(byte[] part)
    {
        var strict = "http://purl.oclc.org/ooxml/spreadsheetml/main"u8;
        var at = part.AsSpan(0, Math.Min(part.Length, 4_096)).IndexOf(strict);
        return at < 0 ? part
            : [.. part.AsSpan(0, at), .. Encoding.UTF8.GetBytes(Main), .. part.AsSpan(at + strict.Length)];
    }

    byte[] Bytes(string path) => archive.Bytes(archive.Find(path) ?? throw new FormatException("A part is missing"));

    Dictionary<string, Part> Parts(string of, string relations)
    {
        var from = new Uri(new Uri("http://workbook/"), of);
        return Elements(Bytes(relations)).Where(node => node.LocalName == "Relationship").ToDictionary(
            node => Needed(node, "Id"),
            node => new Part(Needed(node, "Type").Split('/')[^1],
                Uri.UnescapeDataString(new Uri(from, Needed(node, "Target")).AbsolutePath)),
            StringComparer.Ordinal);
    }

    static string Needed(XmlReader node, string attribute) =>
        node.GetAttribute(attribute) ?? throw new FormatException("An attribute is missing");

    // A sheet that is a chart has no rows.
    static (List<(string Name, string Path)> Sheets, bool From1904) Sheets(byte[] book, Dictionary<string, Part> parts)
    {
        var (sheets, count, from1904) = (new List<(string, string)>(), 0, false);
        foreach (var node in Elements(book))
        {
            if (node.LocalName == "workbookPr")
                from1904 = node.GetAttribute("date1904") is "1" or "true";
            if (node.LocalName != "sheet")
                continue;
            if (++count > WorkbookReader.MostSheets)
                throw WorkbookReader.TooManySheets();
            var (name, part) = (node.GetAttribute("name") ?? "", parts[RelationId(node)]);
            if (part.Type == "worksheet")
                sheets.Add((name, part.Path));
        }
        return (sheets, from1904);
    }

    // In the namespace of relations, whichever of the standard's two it is.
    static string RelationId(XmlReader node)
    {
        for (var more = node.MoveToFirstAttribute(); more; more = node.MoveToNextAttribute())
        {
            if (node is { LocalName: "id", NamespaceURI.Length: > 0 })
                return node.Value;
        }
        throw new FormatException("A sheet without its part");
    }

    static int CheckStrings(byte[] part)
    {
        var (strings, text) = (0, default(Runs));
        foreach (var node in Nodes(part, "sst"))
        {
            if (node is { NodeType: XmlNodeType.Element, LocalName: "si" })
            {
                text = default;
                if (++strings > SheetRows.MostCells)
                    throw SheetRows.TooManyCells();
            }
            text.Take(node);
        }
        return strings;
    }

    static void CheckStyles(byte[] part)
    {
        var (formats, styles) = (0, 0);
        foreach (var node in Elements(part))
        {
            if (node.LocalName == "numFmt")
            {
                formats++;
                if (node.GetAttribute("formatCode") is not { Length: <= LongestFormat })
                    throw new FormatException("No such number format");
            }
            else if (node.LocalName == "xf")
                styles++;
            if (formats > MostFormats || styles > MostStyles)
                throw new FormatException("More styles than a workbook can have");
        }
    }

    void CheckSheet(string name, byte[] part, int strings)
    {
        var (row, column, cells, type, within, text) = (0, -1, 0, "n", false, default(Runs));
        foreach (var node in Nodes(part, "worksheet"))
        {
            if (node.NodeType == XmlNodeType.Element)
            {
                within = node.LocalName == "v";
                if (node.LocalName == "row")
                    (row, column, cells) = (Number(node.GetAttribute("r"), row), -1, 0);
                else if (node.LocalName == "c")
                {
                    (column, type) = (Index(node.GetAttribute("r"), column), node.GetAttribute("t") ?? "n");
                    text = default;
                    if (++allCells > SheetRows.MostWithBlanks)
                        throw SheetRows.TooManyCells();
                    if (++cells > MostCellsInRow)
                        throw new FormatException("More cells than a row can have");
                }
            }
            else if (node.NodeType == XmlNodeType.Text && (within || text.Any))
            {
                if (column >= SheetRows.MostColumns)
                    throw SheetRows.TooManyColumns();
                if (type == "e")
                    throw WorkbookReader.FormulaFailed(name, row, Math.Max(column, 0));
                if (type == "s" && !(int.TryParse(
                    node.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at < strings))
                    throw WorkbookReader.Fault(name, row, Math.Max(column, 0), "已损坏", "is broken");
            }
            text.Take(node);
        }
    }

    static int Number(string? reference, int before)
    {
        var number = before + 1;
        return (reference is null || int.TryParse(reference, CultureInfo.InvariantCulture, out number))
            && number > before && number <= LastRow ? number : throw new FormatException("No such row");
    }

    // As AB12.
    static int Index(string? reference, int before)
    {
        if (reference is null || reference.Length == 0 || !char.IsAsciiLetterUpper(reference[0]))
            return before + 1;
        var (column, letters) = (0, 0);
        for (; letters < reference.Length && char.IsAsciiLetterUpper(reference[letters]); letters++)
        {
            if (letters == 3)
                throw SheetRows.TooManyColumns();
            column = (column * 26) + reference[letters] - 'A' + 1;
        }
        return column - 1;
    }

    static IEnumerable<XmlReader> Elements(byte[] part) =>
        Nodes(part, null).Where(node => node.NodeType == XmlNodeType.Element);

    /// <summary>The same reader at each of its nodes.</summary>
    static IEnumerable<XmlReader> Nodes(byte[] part, string? root)
    {
        using var reader = XmlReader.Create(new MemoryStream(part), Safe);
        if (root is not null && !reader.IsStartElement(root, Main))
            throw new FormatException("No such part");
        while (reader.Read())
        {
            if (reader.Depth > Deepest)
                throw new XmlException("Nested too deeply");
            yield return reader;
        }
    }

    /// <summary>The runs of one text, each with its own font, which the library joins one by one.</summary>
    struct Runs
    {
        [ThreadStatic]
        static char[]? some;

        static char[] Some => some ??= new char[4_096];

        int runs;
        int length;

        public readonly bool Any => runs > 0;

        public void Take(XmlReader node)
        {
            if (node is { NodeType: XmlNodeType.Element, LocalName: "t" })
                runs++;
            else if (runs > 0 && node.NodeType is XmlNodeType.Text or XmlNodeType.CDATA)
            {
                for (int read; (read = node.ReadValueChunk(Some, 0, Some.Length)) > 0;)
                    length += read;
            }
            else
                return;
            if (runs > MostRuns || (runs > 1 && length > WorkbookWriter.LongestCell))
                throw new UnreadableSheetException(
                    $"工作簿中有单元格的文字超过{MostRuns}段不同格式，请清除格式", "A cell has too many fonts; clear them");
        }
    }
}
