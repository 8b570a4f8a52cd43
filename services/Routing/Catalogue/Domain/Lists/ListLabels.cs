using System.Collections.Immutable;
using System.Text.Json;
using Dispatch.Routing.Catalogue.Domain.Rows;

namespace Dispatch.Routing.Catalogue.Domain.Lists;

/// <summary>The Chinese labels of the words in the lists, as spreadsheets read and write them.</summary>
static class ListLabels
{
    public static readonly ImmutableArray<Choice> PlaceRules =
    [
        new(PlaceRule.Township, "属地乡镇"), new(PlaceRule.Village, "属地村社区"), new(PlaceRule.Mediation, "属地调解组织"),
    ];

    // In the order of the enum's members.
    static readonly Dictionary<Type, string> Chinese = new()
    {
        [typeof(Level)] = "市级 县级 乡镇级 村级 网格级",
        [typeof(OrganisationKind)] = "综治中心 热线 部门 乡镇街道 村社区 调解组织",
        [typeof(CaseKind)] = "咨询 求助 投诉 举报 建议 表扬 矛盾纠纷",
        [typeof(Urgency)] = "一般 紧急 特急 复杂",
        [typeof(Process)] = "派遣 直接答复 调解",
        [typeof(TicketRole)] = "主办 协办",
        [typeof(Channel)] = "电话 手机应用 小程序 网站 邮箱 信访 网格上报 热线转接 Open311",
        [typeof(RosterMode)] = "常规 假日 应急",
        [typeof(PlaceKind)] = "道路 标志物 小区 单位 自然村",
        [typeof(WhistleType)] = Words<WhistleType>(type => type.Chinese()),
        [typeof(ResponsibleFunction)] = Words<ResponsibleFunction>(function => function.Chinese()),
    };

    static string Words<TEnum>(Func<TEnum, string> chinese) where TEnum : struct, Enum =>
        string.Join(' ', Enum.GetValues<TEnum>().Select(chinese));

    /// <summary>The words of an enum with their labels, in the order of its members.</summary>
    public static ImmutableArray<Choice> Of(Type type) =>
    [
        .. Enum.GetNames(type).Zip(Chinese[type].Split(' '),
            (word, chinese) => new Choice(JsonNamingPolicy.CamelCase.ConvertName(word), chinese)),
    ];
}
