using System.Globalization;
using System.Xml;

namespace Dispatch.Routing.Catalogue.Spreadsheets;

/// <summary>Reads Excel workbooks; what a formula came to counts, and a number is written out.</summary>
sealed class WorkbookReader(Unpacking archive)
{
    const int LastRow = 1_048_576, MostSheets = 100;

    readonly SheetRows rows = new();

    sealed record Part(string Type, string Path);

    public List<Sheet> Read()
    {
        try
        {
            var book = Parts("", "_rels/.rels").Values.First(part => part.Type == "officeDocument").Path;
            var parts = Parts(book, $"{Path.GetDirectoryName(book)}/_rels/{Path.GetFileName(book)}.rels");
            var named = XmlPart.Nodes(Bytes(book)).Where(node => node.Begins("sheet"))
                .Select(node => (Name: node.GetAttribute("name")!, Part: parts[node.RelationId()])).Take(MostSheets + 1)
                .ToList();
            if (named.Count > MostSheets)
                throw new SheetTooLargeException($"工作簿超过{MostSheets}张工作表，请删除多余的工作表后重新上传",
                    $"The workbook has more than {MostSheets} sheets; remove those that are not needed");
            var shared = parts.Values.FirstOrDefault(part => part.Type == "sharedStrings") is { } strings
                ? Strings(strings.Path) : [];
            // A sheet that is a chart has no rows.
            return [.. named.Where(n => n.Part.Type == "worksheet").Select(n => Sheet(n.Name, n.Part.Path, shared))];
        }
        catch (Exception broken) when (broken is XmlException or InvalidOperationException or FormatException
            or ArgumentException or KeyNotFoundException or NotSupportedException)
        {
            throw new UnreadableSheetException("工作簿已损坏", "The workbook is broken");
        }
    }

    byte[] Bytes(string path) => archive.Bytes(archive.Find(path) ?? throw new FormatException("A part is missing"));

    Dictionary<string, Part> Parts(string of, string relations)
    {
        var from = new Uri(new Uri("http://workbook/"), of);
        return XmlPart.Nodes(Bytes(relations)).Where(node => node.Begins("Relationship")).ToDictionary(
            node => node.GetAttribute("Id")!,
            node => new Part(node.GetAttribute("Type")!.Split('/')[^1],
                Uri.UnescapeDataString(new Uri(from, node.GetAttribute("Target")!).AbsolutePath)),
            StringComparer.Ordinal);
    }

    List<string> Strings(string path)
    {
        var strings = new List<string>();
        var text = new CellText();
        foreach (var node in XmlPart.Nodes(Bytes(path)))
        {
            text.Take(node);
            if (!node.Ends("si"))
                continue;
            strings.Add(text.Done());
            if (strings.Count > SheetRows.MostCells)
                throw SheetRows.TooManyCells();
        }
        return strings;
    }

    Sheet Sheet(string name, string path, List<string> shared)
    {
        var (number, column, type) = (0, -1, "n");
        var text = new CellText();
        foreach (var node in XmlPart.Nodes(Bytes(path)))
        {
            if (node.Begins("row"))
                (number, column) = (Number(node.GetAttribute("r"), number), -1);
            else if (node.Begins("c"))
                (column, type) = (Index(node.GetAttribute("r"), column), node.GetAttribute("t") ?? "n");
            text.Take(node);
            if (node.Ends("c"))
                rows.Put(column, Value(type, text.Done(), shared));
            else if (node.Ends("row"))
                rows.End(number);
            else if (node.Ends("sheetData"))
                break;
        }
        return rows.Take(name);
    }

    static int Number(string? reference, int before)
    {
        var number = before + 1;
        return (reference is null || int.TryParse(reference, CultureInfo.InvariantCulture, out number))
            && number > before && number <= LastRow ? number : throw new FormatException("No such row");
    }

    // As AB12; what is too far to the right is refused with its text.
    static int Index(string? reference, int before) =>
        reference is null || !char.IsAsciiLetterUpper(reference.FirstOrDefault()) ? before + 1
        : reference.TakeWhile(char.IsAsciiLetterUpper).Take(4).Aggregate(0, (n, c) => (n * 26) + c - 'A' + 1) - 1;

    static string Value(string type, string value, List<string> shared) => type switch
    {
        "s" => shared[int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var at) ? at : -1],
        // Long codes are kept as numbers such as 6.20422100001001E14.
        "n" when decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) =>
            number.ToString("0.############", CultureInfo.InvariantCulture),
        _ => value,
    };
}
