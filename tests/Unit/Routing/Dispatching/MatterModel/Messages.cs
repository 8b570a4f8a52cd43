using Dispatch.Routing.Dispatching.Domain.MatterModel;

namespace Dispatch.Tests.Unit.Routing.Dispatching.MatterModel;

/// <summary>Made-up messages about three matters, enough to train a model on.</summary>
static class Messages
{
    static readonly (string Matter, string[] What)[] Matters =
    [
        ("供水", ["自来水停了", "水压太低上不到五楼", "水管爆裂往外冒水", "水龙头流出黄水", "水表走得太快"]),
        ("供暖", ["暖气一直不热", "室温只有十三度", "供热公司不来测温", "暖气片漏得满地", "取暖费要求退还"]),
        ("公交", ["公交车半小时不来", "末班公交提前收车", "公交司机到站不停", "公交站牌倒了", "老年卡刷不了公交车"]),
    ];

    static readonly string[] Where = ["我们小区", "状元城", "老街这边", "学校附近", "桥头一带", "新村", "东关"];
    static readonly string[] When = ["已经三天", "从上周开始", "今天早上", "每到周末", "这个月"];
    static readonly string[] Wish = ["请派人处理", "打电话没人管", "希望尽快答复"];

    public static List<Example> Many { get; } =
    [
        .. from matter in Matters
           from what in matter.What
           from place in Where
           from wish in Wish
           let time = When[(what.Length + place.Length + wish.Length) % When.Length]
           select new Example($"{place}{time}{what}，{wish}。", matter.Matter),
    ];

    public static readonly TextModel Model = TextTraining.Train(Many);
}
