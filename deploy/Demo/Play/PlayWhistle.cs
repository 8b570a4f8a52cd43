using System.Diagnostics;
using System.Globalization;
using Dispatch.Demo.Sample;

namespace Dispatch.Demo.Play;

/// <summary>
/// Plays one emergency whistle (应急吹哨) from the call to the rating of both sides: three departments, one of them late,
/// and shows every step with its time and reasons.
/// </summary>
public static class PlayWhistle
{
    const string Township = "620422100";
    const double Latitude = 35.6926, Longitude = 105.0538;

    /// <summary>An emergency has half an hour; the demonstration does not wait so long for who is late.</summary>
    static readonly TimeSpan Within = TimeSpan.FromSeconds(15);

    public static async Task<int> Run(Api api, Options options)
    {
        var people = People.Read(api, options.State);
        var staff = new Staff(people, await people.Seat("admin"), Catalogue.Organisations(options.Sample));
        var blower = await staff.HeadOf("620422100-gov");
        var (emergency, water, power) = (await staff.At("620422-emergency"), await staff.At("620422-water"),
            await staff.At("620422-power"));
        var clock = Stopwatch.StartNew();

        var blown = await blower.Post<WhistleMade>("/api/escalation/whistles", new
        {
            type = "emergency", demand = "南关路供水主管爆裂，积水漫进路边配电箱，需断电、止水并疏散群众。",
            place = new
            {
                jurisdiction = Township, address = "会师镇南关路与枝阳路口", latitude = Latitude, longitude = Longitude,
            },
            lead = "620422-emergency", assisting = new[] { "620422-water", "620422-power" },
            arriveBy = api.Clock.GetUtcNow() + Within,
        }, Guid.NewGuid().ToString());
        Step(clock, $"{blower.Account} 吹哨：{blown.Number}，要求{Within.TotalSeconds:0}秒内到场");

        var path = $"/api/escalation/whistles/{blown.Id}";
        var there = new { latitude = Latitude + 0.0004, longitude = Longitude, accuracy = 12.0 };
        foreach (var (seat, who) in new[] { (emergency, "安国平"), (water, "温建平"), (power, "申广明") })
        {
            await seat.Post(path + "/acknowledgement", new { attendee = who });
            Step(clock, $"{seat.Account} 应哨，由{who}到场");
        }
        await emergency.Post(path + "/arrival", there);
        Step(clock, $"{emergency.Account} 到场，定位在现场范围内");
        await water.Post(path + "/arrival", there);
        Step(clock, $"{water.Account} 到场，定位在现场范围内");

        Step(clock, $"等待 {power.Account} 到场……");
        var absent = await Until.Found("the absent department is ordered to come", async () =>
        {
            var now = await blower.Get<WhistleShown>(path);
            return now.Departments.Single(d => d.Organisation.Value == "620422-power").ArrivalOrder is { } order
                ? await power.Get<OrderShown>($"/api/escalation/orders/{order}") : null;
        }, Within + TimeSpan.FromMinutes(1));
        Step(clock, $"电力公司逾期未到，系统自动发出{absent.Number}：{absent.Demand}");
        await power.Post(path + "/arrival", there);
        Step(clock, $"{power.Account} 逾期到场");
        await power.Post($"/api/escalation/orders/{absent.Id}/answer", new { text = "因路面积水绕行迟到，现已到场并切断电源。" });
        Step(clock, $"{power.Account} 回复督办单");

        await water.Post(path + "/part", new { done = "关闭上游阀门，主管已止水。" });
        Step(clock, $"{water.Account} 报告处置情况");
        await emergency.Post(path + "/result", new
        {
            summary = "已断电、止水，疏散沿街12户，无人员伤亡。", parts = new[]
            {
                new { organisation = "620422-water", done = "更换爆裂管段", remains = "三日内恢复路面" },
            },
        });
        Step(clock, $"{emergency.Account} 报告联合处置结果，路面恢复转督办");
        await blower.Post(path + "/ending", new { finished = true, words = "险情已排除，可以撤离。" });
        Step(clock, $"{blower.Account} 确认处置完毕");
        foreach (var (organisation, inTime) in new[]
            { ("620422-emergency", true), ("620422-water", true), ("620422-power", false) })
            await blower.Post($"{path}/ratings/{organisation}", new
            {
                inTime, didPart = true, solved = true, words = inTime ? "到场迅速，处置得力。" : "迟到，但断电及时。",
            });
        foreach (var seat in new[] { emergency, water, power })
            await seat.Post(path + "/ratings", new { justified = true, words = "多部门险情，确需吹哨。" });
        Step(clock, "双方互评完毕");

        Show(await blower.Get<WhistleShown>(path));
        return 0;
    }

    static void Step(Stopwatch clock, string words) =>
        Console.WriteLine($"  {clock.Elapsed.TotalSeconds,6:0.00}s  {words}");

    static void Show(WhistleShown one)
    {
        Console.WriteLine();
        Console.WriteLine($"{one.Number} 的全部步骤");
        foreach (var step in one.Steps)
        {
            Console.WriteLine($"  {Time(step.At)}  {step.ByName}");
            foreach (var reason in step.Reasons)
                Console.WriteLine($"                {reason.Text}");
        }
        Console.WriteLine();
        Console.WriteLine("应哨单位");
        foreach (var d in one.Departments)
        {
            var arrived = d.ArrivedAt is { } at
                ? $"{Time(at)}到场（{(d.Late == true ? "逾期" : "按时")}，距现场{d.Metres}米）" : "未到场";
            Console.WriteLine($"  {d.Name}  {arrived}{(d.Remains is null ? "" : $"  遗留：{d.Remains}")}");
        }
    }

    // China's time, whatever the machine's.
    static string Time(DateTimeOffset at) =>
        at.ToOffset(TimeSpan.FromHours(8)).ToString("HH:mm:ss", CultureInfo.InvariantCulture);
}

public sealed record WhistleMade(WhistleId Id, string Number, WhistleStatus Status);

public sealed record WhistleShown(
    WhistleId Id, string Number, IReadOnlyList<DepartmentShown> Departments, IReadOnlyList<WhistleStepShown> Steps);

public sealed record DepartmentShown(
    OrganisationId Organisation, string Name, DateTimeOffset? ArrivedAt, int? Metres, bool? Late, OrderId? ArrivalOrder,
    string? Remains);

public sealed record WhistleStepShown(DateTimeOffset At, string What, string ByName, IReadOnlyList<Reason> Reasons);

public sealed record OrderShown(OrderId Id, string Number, string Demand);
