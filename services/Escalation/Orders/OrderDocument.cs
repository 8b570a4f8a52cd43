using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;
using Dispatch.Escalation.Orders.Domain;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Dispatch.Escalation.Orders;

/// <summary>
/// Writes an order as a Word document in the official form: A4, the margins, fonts and sizes of GB/T 9704-2012. It
/// holds neither a macro nor a link.
/// </summary>
public static partial class OrderDocument
{
    public const string MediaType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    const string Text = "仿宋", Name = "楷体", Heading = "黑体", Title = "方正小标宋简体", Digits = "宋体", Red = "FF0000";

    // In twentieths of a point: between the margins lie 156 by 225 millimetres, which is 22 lines of 28 points.
    const int Line = 560, Width = 8845, Em = 320;

    public static byte[] Write(OrderPaper paper)
    {
        using var stream = new MemoryStream();
        using (var file = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document))
        {
            file.PackageProperties.Title = Clean(paper.Number + paper.Title);
            file.PackageProperties.Creator = Clean(paper.Issuer);
            var main = file.AddMainDocumentPart();
            main.AddNewPart<StyleDefinitionsPart>().Styles = DocumentStyles();
            main.AddNewPart<FontTablePart>().Fonts = FontTable();
            main.AddNewPart<DocumentSettingsPart>().Settings = new(
                new EvenAndOddHeaders(),
                new Compatibility(new CompatibilitySetting
                {
                    Name = CompatSettingNameValues.CompatibilityMode, Val = "15",
                    Uri = "http://schemas.microsoft.com/office/word",
                }));
            var (odd, even) = (main.AddNewPart<FooterPart>(), main.AddNewPart<FooterPart>());
            (odd.Footer, even.Footer) = (PageNumber(JustificationValues.Right), PageNumber(JustificationValues.Left));
            main.Document = new(new Body([.. Content(paper), new SectionProperties(
                new FooterReference { Type = HeaderFooterValues.Default, Id = main.GetIdOfPart(odd) },
                new FooterReference { Type = HeaderFooterValues.Even, Id = main.GetIdOfPart(even) },
                new PageSize { Width = 11906, Height = 16838 },
                new PageMargin
                {
                    Top = 2098, Bottom = 1984, Left = 1588, Right = 1473, Header = 851, Footer = 1361, Gutter = 0,
                })]));
        }
        return stream.ToArray();
    }

    static IEnumerable<OpenXmlElement> Content(OrderPaper paper)
    {
        // The name of the issuer fills the line at most, and no letter is higher than two lines.
        var size = Math.Clamp(Width / 10 / Math.Max(1, paper.Issuer.Length), 44, 88);
        if (paper.Haste is { } haste)
            yield return Lined("Flush", Run(haste, Heading));
        yield return Lined("Issuer", Run(paper.Issuer, Title, size, Red));
        yield return Lined("Number", Run(paper.Number), new Run(new TabChar()), Run("签发人："), Run(paper.Signer, Name));
        yield return Lined("Subject", Run(paper.Title, Title, 44));
        yield return Lined("Flush", Run(paper.Addressee));
        yield return Lined("Text", Run(paper.Opening));
        foreach (var part in paper.Parts)
        {
            yield return Lined("Heading", Run(part.Heading, Heading));
            foreach (var paragraph in part.Paragraphs)
                yield return Lined("Text", Run(paragraph));
        }
        yield return KeptWithNext(Lined("Text", Run(paper.Closing)));
        if (paper.Annex.Count > 0)
            yield return KeptWithNext(Lined("Text", Run("附件：涉及工单清单")));
        foreach (var signature in Signature(paper))
            yield return signature;
        if (paper.Annex.Count == 0)
            yield break;
        var annex = Lined("Flush", Run("附件", Heading));
        annex.ParagraphProperties!.PageBreakBefore = new();
        yield return annex;
        yield return Lined("Subject", Run("涉及工单清单", Title, 44));
        yield return Cases(paper.Annex);
        // A document may not end with a table.
        yield return new Paragraph(new ParagraphProperties(
            new SpacingBetweenLines { Line = "20", LineRule = LineSpacingRuleValues.Exact }));
    }

    /// <summary>
    /// The date ends four characters before the margin with the issuer centred above it; where the issuer is longer,
    /// it ends two characters before the margin and the date is centred below it.
    /// </summary>
    static IEnumerable<Paragraph> Signature(OrderPaper paper)
    {
        var (issuer, date) = (Ems(paper.Issuer), Ems(paper.Date));
        var (ofIssuer, ofDate) = issuer <= date
            ? ((4 * Em) + ((date - issuer) / 2), 4 * Em) : (2 * Em, (2 * Em) + ((issuer - date) / 2));
        yield return KeptWithNext(Ending(paper.Issuer, ofIssuer, 3 * Line / 2));
        yield return Ending(paper.Date, ofDate, 0);
    }

    static Paragraph Ending(string text, int indent, int before) => new(
        new ParagraphProperties(
            new SpacingBetweenLines { Before = Number(before) }, new Indentation { Right = Number(indent) },
            new Justification { Val = JustificationValues.Right }),
        Run(text));

    static int Ems(string text) => text.Sum(letter => char.IsAscii(letter) ? Em / 2 : Em);

    static Table Cases(IReadOnlyList<IReadOnlyList<string>> rows)
    {
        int[] widths = [845, 2800, 1400, 1400, 2400];
        BorderType Thin(BorderType border) => With(border, BorderValues.Single, 4);
        var table = new Table(
            new TableProperties(
                new TableWidth { Width = Number(Width), Type = TableWidthUnitValues.Dxa },
                new TableBorders(
                    Thin(new TopBorder()), Thin(new LeftBorder()), Thin(new BottomBorder()), Thin(new RightBorder()),
                    Thin(new InsideHorizontalBorder()), Thin(new InsideVerticalBorder())),
                new TableLayout { Type = TableLayoutValues.Fixed }),
            new TableGrid(widths.Select(width => new GridColumn { Width = Number(width) })));
        TableRow Row(IReadOnlyList<string> cells, bool head)
        {
            var row = new TableRow(new TableRowProperties(new CantSplit()));
            if (head)
                row.TableRowProperties!.Append(new TableHeader());
            row.Append(cells.Select((text, n) => new TableCell(
                new TableCellProperties(
                    new TableCellWidth { Width = Number(widths[n]), Type = TableWidthUnitValues.Dxa },
                    new TableCellVerticalAlignment { Val = TableVerticalAlignmentValues.Center }),
                Lined("Cell", Run(text, head ? Heading : Text, 28)))));
            return row;
        }
        table.Append(rows.Select((cells, n) => Row(cells, n == 0)));
        return table;
    }

    static Footer PageNumber(JustificationValues side) => new(new Paragraph(
        new ParagraphProperties(
            new Indentation { Left = Number(Em), Right = Number(Em) }, new Justification { Val = side }),
        Run("— ", Digits, 28), new SimpleField(Run("1", Digits, 28)) { Instruction = " PAGE " },
        Run(" —", Digits, 28)));

    static Paragraph Lined(string style, params OpenXmlElement[] content)
    {
        var format = new ParagraphProperties(new ParagraphStyleId { Val = style });
        // A word that fills more than a line may be broken anywhere; a time or a number never.
        if (LongWord().IsMatch(string.Concat(content.Select(run => run.InnerText))))
            format.WordWrap = new() { Val = false };
        return new([format, .. content]);
    }

    [GeneratedRegex("[!-~]{56}")]
    private static partial Regex LongWord();

    static Paragraph KeptWithNext(Paragraph paragraph)
    {
        paragraph.ParagraphProperties!.KeepNext = new();
        return paragraph;
    }

    /// <param name="size">In half points; null: of the text.</param>
    static Run Run(string text, string font = Text, int? size = null, string? colour = null)
    {
        var format = new RunProperties { RunFonts = FontOf(font) };
        if (colour is not null)
            format.Color = new() { Val = colour };
        if (size is { } half)
            format.FontSize = new() { Val = Number(half) };
        return new(format, new Text(Clean(text)) { Space = SpaceProcessingModeValues.Preserve });
    }

    // Without the hint Word takes quotation marks and dashes from the Latin font.
    static RunFonts FontOf(string font) => new()
    {
        Ascii = font, HighAnsi = font, EastAsia = font, ComplexScript = font, Hint = FontTypeHintValues.EastAsia,
    };

    static Styles DocumentStyles() => new(
        new DocDefaults(
            new RunPropertiesDefault(new RunPropertiesBaseStyle(
                FontOf(Text), new FontSize { Val = "32" },
                new Languages { Val = "zh-CN", EastAsia = "zh-CN" })),
            new ParagraphPropertiesDefault(new ParagraphPropertiesBaseStyle(
                new SpacingBetweenLines
                {
                    Before = "0", After = "0", Line = Number(Line), LineRule = LineSpacingRuleValues.Exact,
                }))),
        new Style(new StyleName { Val = "Normal" })
        {
            StyleId = "Normal", Type = StyleValues.Paragraph, Default = true,
        },
        Styled("Text", "公文正文", new Indentation { FirstLine = Number(2 * Em), FirstLineChars = 200 },
            new Justification { Val = JustificationValues.Both }),
        Styled("Heading", "公文一级标题", new KeepNext(),
            new Indentation { FirstLine = Number(2 * Em), FirstLineChars = 200 }, new OutlineLevel { Val = 0 }),
        Styled("Flush", "公文顶格"),
        Styled("Issuer", "发文机关标志",
            new SpacingBetweenLines { Line = "240", LineRule = LineSpacingRuleValues.Auto },
            new Justification { Val = JustificationValues.Center }),
        Styled("Number", "发文字号",
            new ParagraphBorders(Ruled(new BottomBorder())),
            new Tabs(new TabStop { Val = TabStopValues.Right, Position = Width }),
            new SpacingBetweenLines { Before = "280" }),
        Styled("Subject", "公文标题",
            new SpacingBetweenLines
            {
                Before = "480", After = "360", Line = "700", LineRule = LineSpacingRuleValues.Exact,
            },
            new Justification { Val = JustificationValues.Center }),
        Styled("Cell", "清单",
            new SpacingBetweenLines { Line = "480", LineRule = LineSpacingRuleValues.Exact },
            new Justification { Val = JustificationValues.Center }));

    static Style Styled(string id, string name, params OpenXmlElement[] format) => new(
        new StyleName { Val = name }, new BasedOn { Val = "Normal" }, new StyleParagraphProperties(format))
    {
        StyleId = id, Type = StyleValues.Paragraph, CustomStyle = true,
    };

    // Whoever lacks a font gets the one that is most like it.
    static Fonts FontTable() => new(
        FontNamed(Text, "FangSong"), FontNamed(Name, "KaiTi"), FontNamed(Heading, "SimHei"),
        FontNamed(Digits, "SimSun"), FontNamed(Title, "FZXiaoBiaoSong-B05S"));

    static Font FontNamed(string name, string other) => new(
        new AltName { Val = other }, new FontCharSet { Val = "86" }, new FontFamily { Val = FontFamilyValues.Auto },
        new Pitch { Val = FontPitchValues.Variable })
    {
        Name = name,
    };

    static BorderType Ruled(BorderType border)
    {
        border.Color = Red;
        return With(border, BorderValues.Single, 18);
    }

    static BorderType With(BorderType border, BorderValues kind, uint size)
    {
        (border.Val, border.Size, border.Space) = (kind, size, 0);
        return border;
    }

    /// <summary>Without what XML cannot hold.</summary>
    static string Clean(string text) => string.Concat(text.EnumerateRunes()
        .Select(rune => rune.ToString()).Where(rune => rune.Length == 2 || XmlConvert.IsXmlChar(rune[0]))
        .Select(rune => char.IsControl(rune[0]) ? " " : rune));

    static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
