using System.Diagnostics;
using System.Globalization;
using Dispatch.Demo.Sample;

namespace Dispatch.Demo.Play;

/// <summary>
/// Plays one complaint from its registration to its archive, each step by whoever takes it in life, and shows its
/// timeline and its clocks.
/// </summary>
public static class PlayCase
{
    const string Text = "状元城小区3号楼2单元暖气不热三天了，室内温度只有14度，家里有老人和孩子，供热公司电话一直没人接，请尽快派人处理。";

    public static async Task<int> Run(Api api, Options options)
    {
        var people = People.Read(api, options.State);
        var admin = await people.Seat("admin");
        var staff = new Staff(people, admin, Catalogue.Organisations(options.Sample));
        var (operators, centre) = (await staff.Any(Roles.Operator), await staff.Any(Roles.Dispatcher));
        var clock = Stopwatch.StartNew();

        var registered = await operators.Post<Registered>("/api/intake/cases", new
        {
            channel = "phone", kind = "complaint", text = Text,
            petitioner = new { name = "李桂英", phone = "13900001234" },
            place = new { address = "会宁县会师镇状元城小区3号楼2单元", grid = "620422100" }, matter = "020201", urgency = "urgent",
        });
        var number = registered.Number;
        Step(clock, $"{operators.Account} 登记诉求，工单编号 {number}");

        await Seen(centre, number, "caseDispatched", "clocksStarted");
        var ticket = (await centre.Tickets(number)).First(t => t.Role == TicketRole.Lead);
        Step(clock, $"系统派遣至 {ticket.OrganisationName}（{ticket.MatterName}），开始计时");

        var handler = await staff.At(ticket.Organisation.Value);
        var path = $"/api/routing/tickets/{ticket.Id}";
        await handler.Post(path + "/claim", new { });
        Step(clock, $"{handler.Account} 签收");
        await handler.Post(path + "/contact", new { note = "已电话联系诉求人，约定一小时内上门测温。" });
        Step(clock, $"{handler.Account} 联系诉求人");
        await handler.Post(path + "/reply", new
        {
            outcome = "solved", measures = "清洗过滤器并排气，复测室温19.1℃，留有照片。",
            legalBasis = "《甘肃省供热用热条例》及供用热合同约定的室温标准",
            publicAnswer = "您好，经入户检查，系单元回水管过滤器堵塞，现已清洗排气，复测室温19.1℃。供热期内如有反复请随时联系我们。",
        });
        Step(clock, $"{handler.Account} 回复办理结果");
        await centre.Post(path + "/audit", new { passed = true });
        Step(clock, $"{centre.Account} 审核通过");

        await Seen(operators, number, "replyAudited");
        await operators.Post(
            $"/api/intake/cases/{number}/callbacks",
            new { reached = true, contacted = true, solved = true, note = "诉求人表示已恢复供暖。" });
        Step(clock, $"{operators.Account} 回访：已解决，随即归档");
        await operators.Post($"/api/intake/cases/{number}/ratings", new { level = "verySatisfied" });
        Step(clock, $"{operators.Account} 记录评价：非常满意");
        var timeline = await Seen(operators, number, "caseArchived", "ticketClosed", "caseRated");
        var clocks = await Until.Found("every clock has stopped", async () =>
        {
            var list = await centre.Get<ClockList>($"/api/escalation/clocks?case={number}");
            return list.Items.Count > 0 && list.Items.All(c => c.StoppedAt is not null) ? list : null;
        });
        Step(clock, "全部时限停止计时");

        Show(number, timeline, clocks.Items);
        return 0;
    }

    /// <summary>The timeline, once it tells of all of these.</summary>
    static Task<Page<StepShown>> Seen(Seat seat, CaseNumber number, params string[] what) => Until.Found(
        $"the timeline of {number} tells of {string.Join(", ", what)}", async () =>
        {
            var timeline = await seat.Get<Page<StepShown>>($"/api/intake/cases/{number}/timeline");
            return what.All(w => timeline.Items.Any(step => step.What == w)) ? timeline : null;
        });

    static void Step(Stopwatch clock, string words) =>
        Console.WriteLine($"  {clock.Elapsed.TotalSeconds,6:0.00}s  {words}");

    static void Show(CaseNumber number, Page<StepShown> timeline, IReadOnlyList<ClockShown> clocks)
    {
        Console.WriteLine();
        Console.WriteLine($"工单 {number} 的时间轴");
        foreach (var step in timeline.Items)
        {
            var organisation = step.By.Organisation is { } code ? $"（{code}）" : "";
            Console.WriteLine($"  {Time(step.At, "HH:mm:ss.fff")}  {step.Title}  —  {step.By.Name}{organisation}");
            Console.WriteLine($"                {step.Text}");
            foreach (var reason in step.Reasons)
                Console.WriteLine($"                因：{reason.Text}");
            if (step.TraceId is { } trace)
                Console.WriteLine($"                迹：{trace}");
        }
        Console.WriteLine();
        Console.WriteLine("时限");
        foreach (var clock in clocks.OrderBy(c => c.StartedAt).ThenBy(c => c.Due))
        {
            var end = clock.StoppedAt is { } stopped
                ? $"{clock.InTime switch { true => "按时完成", false => "超时", null => "不再计时" }}于{Time(stopped, "HH:mm:ss")}"
                : "计时中";
            Console.WriteLine(
                $"  {Name(clock.Kind)}  {clock.Term}，至{Time(clock.Due, "M月d日HH:mm")}  {end}  {clock.OrganisationName}");
        }
    }

    // China's time, whatever the machine's.
    static string Time(DateTimeOffset at, string format) =>
        at.ToOffset(TimeSpan.FromHours(8)).ToString(format, CultureInfo.InvariantCulture);

    static string Name(ClockKind kind) => kind switch
    {
        ClockKind.Citizen => "群众时钟",
        ClockKind.Claim => "签收    ",
        ClockKind.FirstContact => "首次联系",
        ClockKind.Reply => "办结    ",
        ClockKind.Callback => "回访    ",
        _ => "调解    ",
    };
}

public sealed record ClockList(IReadOnlyList<ClockShown> Items);
