using Dispatch.Demo.Play;

namespace Dispatch.Demo.Sample;

/// <summary>
/// The whistles (吹哨) and supervision orders (督办单) of the sample county, in varied states. A second run makes none anew.
/// </summary>
public static class SampleWhistles
{
    const string Path = "/api/escalation/whistles";

    public static async Task Load(Staff staff, People people, Action<string> say)
    {
        var (town, grid, centre, director) = (await staff.HeadOf("620422100-gov"), await people.Seat("gridworker1"),
            await staff.Any(Roles.Dispatcher), await people.Seat("centre.director"));
        var (urban, market, police, housing) = (await staff.At("620422-urban"), await staff.At("620422-market"),
            await staff.At("620422-police"), await staff.At("620422-housing"));

        // One that waits for the township's principal, and one that the principal has refused.
        await Blow(grid, "proposed", "strongDemand", "620422105204", "村口砂石料堆场扬尘，群众多次反映。", "620422-ecology",
            "620422-transport");
        var refused = await Blow(grid, "refused", "strongDemand", "620422105204", "农家书屋长期不开放。", "620422-education",
            "620422-civil");
        await Once(async () => await (await staff.HeadOf("620422105-gov")).Post($"{Path}/{refused}/review",
            new { accepted = false, grounds = "一家单位可以办理，请直接派单。" }));

        // One under way: the lead is there, one comes, one cites its duty list.
        var night = await Blow(town, "under-way", "jointEnforcement", "620422100", "夜市占道、油烟扰民，需联合整治。", "620422-urban",
            "620422-market", "620422-police");
        await Once(() => market.Post($"{Path}/{night}/acknowledgement", new { attendee = "尚志平" }));
        await Once(() => urban.Post($"{Path}/{night}/acknowledgement", new { attendee = "毛建勋" }));
        await Once(() => town.Post($"{Path}/{night}/arrivals/620422-urban", new { attendee = "毛建勋" }));
        await Once(() => police.Post($"{Path}/{night}/refusal", new
        {
            reason = "notOurDuty", explanation = "占道经营和油烟由城管、市场监管查处，现场秩序平稳。",
            duty = "公安局三定规定第三条",
        }));

        // One that has ended in part, rated by one side.
        var wall = await Blow(town, "ended", "jointEnforcement", "620422100", "老旧小区围墙倾斜，需会同排险。", "620422-housing",
            "620422-urban");
        await Once(() => town.Post($"{Path}/{wall}/arrivals/620422-housing", new { attendee = "郭泽林" }));
        await Once(() => housing.Post($"{Path}/{wall}/result", new
        {
            summary = "已设置围挡，拆除倾斜段。",
            parts = new[] { new { organisation = "620422-urban", remains = "清运拆除垃圾" } },
        }));
        await Once(() => town.Post($"{Path}/{wall}/ratings/620422-housing", new
        {
            inTime = true, didPart = true, solved = true, words = "到场及时，措施得当。",
        }));

        await Orders(centre, director, staff);
        say("whistles and supervision orders stand as the sample says");
    }

    static async Task<WhistleId> Blow(
        Seat by, string key, string type, string place, string demand, string lead, params string[] assisting) =>
        (await by.Post<WhistleMade>(Path, new
        {
            type, demand, lead, assisting,
            place = new { jurisdiction = place, address = "会宁县", latitude = 35.6926, longitude = 105.0538 },
        }, "sample-whistle-" + key)).Id;

    static async Task Orders(Seat centre, Seat director, Staff staff)
    {
        async Task<OrderId> Open(Seat by, string key, string form, string organisation, string demand, string basis) =>
            (await by.Post<OrderMade>("/api/escalation/orders", new { form, organisation, demand, basis },
                "sample-order-" + key)).Id;

        await Open(centre, "issued", "notice", "620422-water", "尽快修复城北片区供水主管，恢复正常供水。", "同一片区一周内三次停水");
        var noted = await Open(centre, "noted", "listed", "620422-housing", "制定老旧小区排水改造计划并公示。", "群众反复反映内涝");
        var answered = await Open(centre, "answered", "listed", "620422-market", "对集贸市场缺斤短两开展专项检查。", "投诉集中");
        await Open(centre, "drafted", "interview", "620422-hrss", "说明欠薪线索核查迟缓的原因和整改措施。", "三件诉求逾期未办结");
        var ended = await Open(director, "ended", "circular", "620422-transport", "县道坑槽修补进展迟缓，限期完成。", "逾期两次");
        var soon = staff.Admin.Api.Clock.GetUtcNow().AddDays(1);
        await Once(async () => await (await staff.At("620422-housing")).Post(
            $"/api/escalation/orders/{noted}/acknowledgement", new { plan = "本周完成现场踏勘。", until = soon }));
        await Once(async () => await (await staff.At("620422-market")).Post(
            $"/api/escalation/orders/{answered}/answer", new { text = "已检查摊位62个，责令整改5个。" }));
        await Once(() => director.Post(
            $"/api/escalation/orders/{ended}/ending", new { grounds = "已完成修补，经核实予以终止督办。" }));
    }

    // A step that an earlier run has made is refused; that is as it should be.
    static async Task Once(Func<Task> step)
    {
        try
        {
            await step();
        }
        catch (RefusedException refused) when (refused.Status == System.Net.HttpStatusCode.Conflict)
        {
        }
    }
}

public sealed record OrderMade(OrderId Id, string Number, OrderStatus Status);
