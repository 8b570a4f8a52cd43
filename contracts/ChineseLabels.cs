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
}
