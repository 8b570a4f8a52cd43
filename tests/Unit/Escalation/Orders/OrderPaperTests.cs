using Dispatch.Escalation.Orders;
using Dispatch.Escalation.Orders.Domain;
using Dispatch.Kit;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;

namespace Dispatch.Tests.Unit.Escalation.Orders;

public sealed class OrderPaperTests
{
    const string Petitioner = "张秀英";

    static readonly Issuer Issuer = new("会宁县综治中心", Level.County);
    static readonly Actor Water = new(new("water-head"), "王五", Roles.Head, new("water"), new("620422")),
        Director = new(new("centre-1"), "赵六", Roles.Director, new("centre"), new("620422"));
    static readonly DateTimeOffset Start = Calendars.China("2026-09-07 10:00");

    static AggregateHead Head(DateTimeOffset at, Actor? by = null) =>
        new(EventId.New(), 1, at.ToUniversalTime(), by?.ToActedBy() ?? ActedBy.System, null);

    static SupervisionOrder Open(
        OrderForm form, string demand = "三日内修复主管道，恢复供水", Urgency urgency = Urgency.Normal, bool signs = true,
        DateTimeOffset? until = null) =>
        SupervisionOrder.Open(
            new(OrderId.New(), form, OrderOrigin.Person, "person/1", new("water"), "水务局", urgency, demand,
                "《城镇供水条例》第二十一条", until, [], [new("order_opened", "赵六发出：供水")]),
            "督办〔2026〕1号", new("centre"), new("620422"), signs, Calendars.InForce, Head(Start, Director)).Order;

    static List<PaperCase> Cases(int count) => [.. Enumerable.Range(0, count).Select(n =>
        new PaperCase(CaseNumber.New(Start.AddMinutes(n)), CaseKind.Complaint, Urgency.Urgent, Start.AddMinutes(n)))];

    static OrderPaper Paper(SupervisionOrder order, int cases = 0, params IReadOnlyList<SupervisionOrder> before)
    {
        Assert.True(order.OnPaper(Issuer, before, [new("absent", "水务局应于9月7日前到场，逾期未到")], Cases(cases))
            .Accepted(out var paper, out var refusal), refusal?.Code);
        return paper;
    }

    static string All(OrderPaper paper) => string.Join('\n', paper.Parts.SelectMany(part => part.Paragraphs));

    [Theory]
    [InlineData(OrderForm.Notice, "催办通知书", "水务局：", "办结", "予以挂牌督办")]
    [InlineData(OrderForm.Listed, "挂牌督办通知书", "水务局：", "办结", "约谈主要负责人")]
    [InlineData(OrderForm.Interview, "约谈通知书", "水务局：", "整改到位", "予以通报")]
    [InlineData(OrderForm.Circular, "督办通报", "各乡镇人民政府（街道办事处），县直有关部门：", "整改到位", "引以为戒")]
    public void Each_form_says_to_whom_it_goes_and_by_when_what_must_be_done(
        OrderForm form, string title, string addressee, string end, string next)
    {
        var paper = Paper(Open(form), cases: 2);
        Assert.Equal((title, addressee, "赵六", "2026年9月7日"),
            (paper.Title, paper.Addressee, paper.Signer, paper.Date));
        var all = All(paper);
        Assert.All(
            ["三日内修复主管道，恢复供水。", "《城镇供水条例》第二十一条。", "应于9月7日前到场，逾期未到。", "涉及工单2件：", end, next],
            words => Assert.Contains(words, all, StringComparison.Ordinal));
        Assert.Equal("一二三四", string.Concat(paper.Parts.Select(part => part.Heading[0])));
    }

    [Theory]
    [InlineData(false, "须由综治中心主任或分管领导签发后才能出具")]
    [InlineData(true, "未予签发，不出具公文")]
    public void What_nobody_has_signed_is_no_document_yet(bool discarded, string why)
    {
        var draft = Open(OrderForm.Circular, signs: false);
        if (discarded)
            Assert.True(draft.Sign(false, "不同意", Director, Calendars.InForce, Head(Start, Director))
                .Accepted(out var step, out _) && (draft = step.Order) is not null);
        Assert.False(draft.OnPaper(Issuer, [], [], []).Accepted(out _, out var refusal));
        Assert.Equal("order_not_signed", refusal.Code);
        Assert.Contains(why, refusal.Chinese, StringComparison.Ordinal);
    }

    [Fact]
    public void A_term_within_the_time_for_taking_note_is_named_once()
    {
        var paper = Paper(Open(OrderForm.Notice, until: Start.AddHours(1)));
        Assert.Contains("请你单位于2026年9月7日11:00前签收、办结，", All(paper), StringComparison.Ordinal);
    }

    [Fact]
    public void A_circular_tells_what_was_ordered_before_and_no_word_that_the_organisation_has_written()
    {
        var first = Open(OrderForm.Notice);
        Assert.True(first.Acknowledge($"上门向{Petitioner}说明", Start.AddDays(1), Water, Head(Start.AddHours(1), Water))
            .Accepted(out var noted, out _));
        Assert.True(noted.Order.Reply($"{Petitioner}已满意", Water, Calendars.InForce, Head(Start.AddHours(2), Water))
            .Accepted(out var answered, out _));
        Assert.True(answered.Order.Review(false, $"缺{Petitioner}的确认", Director, Head(Start.AddHours(3), Director))
            .Accepted(out var back, out _));
        var chain = new List<SupervisionOrder> { back.Order };
        while (chain[^1].Form < OrderForm.Circular)
        {
            var (late, at) = (chain[^1], Start.AddDays(60 * chain.Count));
            OrderDemand? sharper = null;
            while (sharper is null && late.NextOverdue(Head(at)) is { } step)
                (late, sharper) = (step.Order, step.Sharper);
            chain[^1] = late;
            Assert.Equal(late.ClimbedTo, sharper!.Id);
            var next = SupervisionOrder.Open(sharper, $"督办〔2026〕{chain.Count + 1}号", new("centre"), new("620422"),
                true, Calendars.InForce, Head(at)).Order;
            Assert.Equal(late.Id, next.ClimbedFrom);
            chain.Add(next);
        }
        Assert.Null(chain[0].ClimbedFrom);
        var paper = Paper(chain[^1], 1, [.. chain[..^1]]);
        var facts = paper.Parts[0].Paragraphs;
        Assert.Contains("印发《催办通知书》（督办〔2026〕1号），要求水务局于2026年9月14日", facts[1], StringComparison.Ordinal);
        Assert.Contains("经审核不符合要求，已退回补正，逾期未办结", facts[1], StringComparison.Ordinal);
        Assert.Contains("印发《约谈通知书》（督办〔2026〕3号）", facts[3], StringComparison.Ordinal);
        Assert.Contains("未按要求签收和报送办理计划，逾期未办结", facts[3], StringComparison.Ordinal);
        Assert.Equal("督办依据：《城镇供水条例》第二十一条。", facts[4]);
        Assert.DoesNotContain(Petitioner, All(paper), StringComparison.Ordinal);
        Assert.Equal("会宁县综治中心", paper.Signer);
        Keep(OrderDocument.Write(paper), "climbed");
    }

    public static TheoryData<OrderForm, int, string> Documents
    {
        get
        {
            var data = new TheoryData<OrderForm, int, string>();
            foreach (var form in Enum.GetValues<OrderForm>())
            {
                data.Add(form, 0, "三日内修复主管道，恢复供水");
                data.Add(form, 50, string.Join('\n', Enumerable.Repeat("沿街管网老化，多处渗漏，须全面排查整治", 40)));
            }
            data.Add(OrderForm.Notice, 2,
                "NUL\0 响铃\a 退格\b 换页\f 制表\t 换行\r\n 半个字\uD83D 非字符\uFFFE 表情\U0001F6B0 <b>&amp;</b>");
            data.Add(OrderForm.Listed, 1, new string('x', 2000));
            return data;
        }
    }

    [Theory, MemberData(nameof(Documents))]
    public void The_document_is_valid_and_reaches_nothing_outside(OrderForm form, int cases, string demand)
    {
        var written = OrderDocument.Write(Paper(Open(form, demand, Urgency.Emergency), cases));
        Keep(written, $"{form}-{cases}-{demand.Length}");
        using var stream = new MemoryStream(written);
        using var file = WordprocessingDocument.Open(stream, isEditable: false);
        var faults = new OpenXmlValidator(FileFormatVersions.Office2019).Validate(file)
            .Select(fault => $"{fault.Path?.XPath}: {fault.Description}").ToList();
        Assert.True(faults.Count == 0, string.Join('\n', faults));
        Assert.All(file.GetAllParts(), part =>
        {
            Assert.Empty(part.ExternalRelationships);
            Assert.Empty(part.HyperlinkRelationships);
            Assert.DoesNotContain("macro", part.ContentType, StringComparison.OrdinalIgnoreCase);
        });
        var text = file.MainDocumentPart!.Document.InnerText;
        Assert.Contains("会宁县综治中心", text, StringComparison.Ordinal);
        Assert.Equal(cases > 3, text.Contains("附件：涉及工单清单", StringComparison.Ordinal));
    }

    /// <summary>For looking at the pages: DISPATCH_KEEP_DOCUMENTS names the folder.</summary>
    static void Keep(byte[] document, string name)
    {
        if (Environment.GetEnvironmentVariable("DISPATCH_KEEP_DOCUMENTS") is { } folder)
            File.WriteAllBytes(Path.Combine(folder, name + ".docx"), document);
    }
}
