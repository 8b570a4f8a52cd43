namespace Dispatch.Escalation.Orders.Domain;

// The order on paper. Of what the organisation has planned and answered it tells the fact and the day, never the words:
// they may name the petitioner, and a circular goes to everybody.
public sealed partial record SupervisionOrder
{
    /// <summary>So many cases are named in the text; more are listed in an annex.</summary>
    const int MostInText = 3;

    const string ClimbBefore = "order/", ClimbAfter = "/climb";

    Refusal NotSigned => new(
        RefusalKind.Conflict, "order_not_signed",
        Status == OrderStatus.Discarded ? $"{OrderPaper.TitleOf(Form)}未予签发，不出具公文。"
            : $"{OrderPaper.TitleOf(Form)}须由综治中心主任或分管领导签发后才能出具，请先在督办单页面办理签发。",
        Status == OrderStatus.Discarded ? "The draft was not signed; there is no document of it."
            : "The director or a leader must sign it first; sign it on the order's page.");

    /// <summary>The order that was not obeyed, of which this one is the sharper form; null for the first.</summary>
    public OrderId? ClimbedFrom =>
        Cause.StartsWith(ClimbBefore, StringComparison.Ordinal) && Cause.EndsWith(ClimbAfter, StringComparison.Ordinal)
        && Guid.TryParse(Cause[ClimbBefore.Length..^ClimbAfter.Length], out var id) ? new(id) : null;

    /// <summary>Refuses with <c>order_not_signed</c>.</summary>
    /// <param name="before">The orders that it has climbed from, the first one first.</param>
    /// <param name="opening">Why it was opened.</param>
    public Result<OrderPaper> OnPaper(
        Issuer issuer, IReadOnlyList<SupervisionOrder> before, IReadOnlyList<Reason> opening,
        IReadOnlyList<PaperCase> cases)
    {
        if (IssuedAt is not { } issued)
            return NotSigned;
        var (circular, many) = (Form == OrderForm.Circular, cases.Count > MostInText);
        var involved = many ? $"涉及工单{cases.Count}件，清单附后。"
            : $"涉及工单{cases.Count}件：{string.Join("；", cases.Select(one => one.ToChinese()))}。";
        (string Heading, IEnumerable<string> Paragraphs)[] parts =
        [
            (circular ? "基本情况" : "督办事由和依据",
                [
                    .. Facts(issuer, before, opening),
                    $"督办依据：{Sentence((before is [var root, ..] ? root : this).Basis)}",
                ]),
            ("涉及诉求", cases.Count == 0 ? [] : [involved]),
            (circular ? "处理意见和要求" : "督办要求", [.. Lines(Demand).Select(Sentence), .. circular
                ? ["各单位要引以为戒，对督办事项按时签收、按期办结、如实回复。"] : Array.Empty<string>()]),
            ("办理时限", [Term(circular ? $"{Name}须" : "请你单位")]),
        ];
        return new OrderPaper(
            issuer.Name, Urgency is Urgency.Emergency or Urgency.Urgent ? Urgency.Chinese() : null, Number,
            SignedBy is { } by && by.Account != ActedBy.System.Account ? by.Name : issuer.Name,
            OrderPaper.TitleOf(Form), circular ? Everybody(issuer.Level) : $"{Name}：",
            Form switch
            {
                OrderForm.Notice => "现就下列督办事项予以催办。",
                OrderForm.Listed => "经研究，决定对下列事项予以挂牌督办，现通知如下。",
                OrderForm.Interview => "经研究，决定就下列事项约谈你单位主要负责人，现通知如下。",
                _ => $"现将{Name}督办事项的办理情况通报如下。",
            },
            [.. parts.Where(part => part.Paragraphs.Any())
                .Select((part, n) => new PaperPart($"{"一二三四"[n]}、{part.Heading}", [.. part.Paragraphs]))],
            circular ? "特此通报。" : "特此通知。", many ? [PaperCase.Titles, .. cases.Select((one, n) => one.ToRow(n + 1))] : [],
            ChinaTime.Date(issued));
    }

    IEnumerable<string> Facts(
        Issuer issuer, IReadOnlyList<SupervisionOrder> before, IReadOnlyList<Reason> opening)
    {
        // The first order of the line tells why all began; what the later ones say is in their own forms and days.
        foreach (var reason in opening.Where(one => one.Code is not ("order_opened" or "order_term" or "order_signed"
            or "term_missed")))
            yield return Sentence(reason.Text);
        foreach (var one in before)
            yield return $"{ChinaTime.Date(one.IssuedAt!.Value)}，{issuer.Name}印发《{OrderPaper.TitleOf(one.Form)}》"
                + $"（{one.Number}），要求{Name}于{Due(one)}前办结并回复。{Name}{Outcome(one)}，逾期未办结。";
    }

    static string Outcome(SupervisionOrder one) => one switch
    {
        { Gaps: not null } => "所报办理情况经审核不符合要求，已退回补正",
        { PlanUntil: { } until } => $"已签收，并计划于{ChinaTime.Deadline(until)}前完成",
        _ => "未按要求签收和报送办理计划",
    };

    string Term(string who)
    {
        var (plan, end, climbs) = Form switch
        {
            OrderForm.Notice => ("办理计划", "办结", "逾期未办结的，予以挂牌督办。"),
            OrderForm.Listed => ("办理计划", "办结", "逾期未办结的，约谈主要负责人。"),
            OrderForm.Interview => ("整改计划", "整改到位", "逾期未整改到位的，予以通报。"),
            _ => ("整改计划", "整改到位", ""),
        };
        var noted = Current(ClockKind.Acknowledgement)!.Due;
        var by = noted < Current(ClockKind.Order)!.Due
            ? $"于{ChinaTime.Deadline(noted)}前签收并报送{plan}，于{Due(this)}前{end}" : $"于{Due(this)}前签收、{end}";
        return $"{who}{by}，并书面回复办理结果，附佐证材料。{climbs}";
    }

    static string Due(SupervisionOrder one) => ChinaTime.Deadline(one.Current(ClockKind.Order)!.Due)
        + (one.Prolongation?.Granted == true ? "（经批准延长）" : "");

    static string Everybody(Level? level) => level switch
    {
        Level.City => "各县（区）人民政府，市直有关部门：",
        Level.County => "各乡镇人民政府（街道办事处），县直有关部门：",
        _ => "各村（社区），各有关单位：",
    };

    static string[] Lines(string text) =>
        text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    static string Sentence(string text) =>
        string.Join('；', Lines(text)) is var said && said.Length > 0 && "。！？；…".Contains(said[^1]) ? said : said + "。";
}
