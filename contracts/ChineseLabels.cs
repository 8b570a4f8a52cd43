namespace Dispatch.Contracts;

/// <summary>
/// What the values of the shared words are called in Chinese, in one place for all services and sheets.
/// </summary>
public static class ChineseLabels
{
    public static string Chinese(this Level level) => level switch
    {
        Level.City => "市级",
        Level.County => "县级",
        Level.Township => "乡镇（街道）",
        Level.Village => "村（社区）",
        _ => "网格",
    };

    public static string Chinese(this Urgency urgency) => urgency switch
    {
        Urgency.Emergency => "特急",
        Urgency.Urgent => "紧急",
        Urgency.Complex => "复杂",
        _ => "一般",
    };

    public static string Chinese(this ClockKind kind) => kind switch
    {
        ClockKind.Citizen => "群众时钟",
        ClockKind.Claim => "签收时限",
        ClockKind.FirstContact => "首次联系时限",
        ClockKind.Reply => "办结时限",
        ClockKind.Callback => "回访时限",
        ClockKind.Ruling => "裁定时限",
        ClockKind.Objection => "异议复核时限",
        _ => "调解时限",
    };

    public static string Chinese(this Colour colour) => colour switch
    {
        Colour.Yellow => "黄色预警",
        Colour.Orange => "橙色预警",
        Colour.Red => "红色预警",
        _ => "正常",
    };

    public static string Chinese(this Rung rung) => rung switch
    {
        Rung.Handler => "经办人",
        Rung.Head => "单位负责人",
        _ => "综治中心",
    };
}
