namespace Dispatch.Escalation.Orders.Domain;

/// <summary>A heading of the text with the paragraphs under it.</summary>
public sealed record PaperPart(string Heading, IReadOnlyList<string> Paragraphs);

/// <summary>A case as an order names it: no word of who complains, nor of what was said.</summary>
public sealed record PaperCase(CaseNumber Number, CaseKind Kind, Urgency Urgency, DateTimeOffset ReportedAt)
{
    public static readonly IReadOnlyList<string> Titles = ["序号", "工单编号", "类别", "紧急程度", "受理时间"];

    public string ToChinese() => $"{Number}（{Kind.Chinese()}，{Urgency.Chinese()}，{ChinaTime.Date(ReportedAt)}受理）";

    /// <param name="place">Its place in the list, from 1.</param>
    public IReadOnlyList<string> ToRow(int place) =>
        [$"{place}", Number.Value, Kind.Chinese(), Urgency.Chinese(), ChinaTime.Date(ReportedAt)];
}

/// <summary>Who sends an order out (发文机关).</summary>
/// <param name="Level">Of what it is the centre: it says to whom a circular goes.</param>
public sealed record Issuer(string Name, Level? Level);

/// <summary>
/// An order in the official form (公文格式), in Chinese whatever the reader's language: what the print page and the Word
/// document show. Source: GB/T 9704-2012.
/// </summary>
/// <param name="Haste">特急 or 紧急; null where nothing is marked.</param>
/// <param name="Annex">The cases as a table with its titles, where they are too many for the text; else empty.</param>
public sealed record OrderPaper(
    string Issuer, string? Haste, string Number, string Signer, string Title, string Addressee, string Opening,
    IReadOnlyList<PaperPart> Parts, string Closing, IReadOnlyList<IReadOnlyList<string>> Annex, string Date)
{
    public static string TitleOf(OrderForm form) => form switch
    {
        OrderForm.Notice => "催办通知书",
        OrderForm.Listed => "挂牌督办通知书",
        OrderForm.Interview => "约谈通知书",
        _ => "督办通报",
    };
}
