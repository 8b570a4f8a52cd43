using System.Text;
using System.Xml;

namespace Dispatch.Routing.Catalogue.Spreadsheets;

/// <summary>One part of a workbook, read node by node: what builds a tree of it follows its nesting by calling itself,
/// and a part that nests deeply would end the process.</summary>
static class XmlPart
{
    const int Deepest = 64;

    static readonly XmlReaderSettings Safe = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    /// <summary>The same reader at each of its nodes.</summary>
    /// <exception cref="XmlException">It is no XML, or is nested as no workbook is.</exception>
    public static IEnumerable<XmlReader> Nodes(byte[] part)
    {
        using var reader = XmlReader.Create(new MemoryStream(part), Safe);
        while (reader.Read())
        {
            if (reader.Depth > Deepest)
                throw new XmlException("Nested too deeply");
            yield return reader;
        }
    }

    public static bool Begins(this XmlReader node, string name) =>
        node.NodeType == XmlNodeType.Element && node.LocalName == name;

    public static bool Ends(this XmlReader node, string name) => node.LocalName == name
        && (node.NodeType == XmlNodeType.EndElement || (node.NodeType == XmlNodeType.Element && node.IsEmptyElement));

    // In the namespace of relations, whichever of the standard's two it is.
    public static string RelationId(this XmlReader node)
    {
        for (var more = node.MoveToFirstAttribute(); more; more = node.MoveToNextAttribute())
        {
            if (node is { LocalName: "id", NamespaceURI.Length: > 0 })
                return node.Value;
        }
        throw new FormatException("A sheet without its part");
    }
}

/// <summary>Gathers what a cell or a shared string says, without how it is pronounced.</summary>
sealed class CellText
{
    readonly StringBuilder text = new();
    bool within;
    bool pronounced;

    public void Take(XmlReader node)
    {
        if (node.Begins("rPh"))
            pronounced = true;
        else if (node.Begins("t") || node.Begins("v"))
            within = !pronounced;
        if (node.Ends("rPh"))
            pronounced = false;
        else if (node.Ends("t") || node.Ends("v"))
            within = false;
        if (within && node.NodeType is not (XmlNodeType.Element or XmlNodeType.EndElement))
            text.Append(node.Value);
    }

    public string Done()
    {
        var said = text.ToString();
        text.Clear();
        return said;
    }
}
