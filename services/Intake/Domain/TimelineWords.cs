using System.Globalization;

namespace Dispatch.Intake.Domain;

/// <summary>How the timeline calls things in Chinese.</summary>
public static partial class Timeline
{
    static string Attempted(ContactAttempted e) => e.Enough
        ? $"第{e.Attempt}次于{Time(e.AttemptedAt)}联系未通，已按规定多次联系。" : $"于{Time(e.AttemptedAt)}联系未通，将另择时间再联系。";

    static string Asked(ApplicationMade e) => e.Kind switch
    {
        ApplicationKind.Extension => $"承办单位申请延期{e.Days}个工作日，待综治中心审批。",
        ApplicationKind.Suspension => $"承办单位申请挂账至{Day(e.ReviewAt)}复查，待综治中心审批。群众时钟继续计时。",
        _ => "承办单位申请终止办理，待综治中心审批。",
    };

    static string Ruled(ApplicationDecided e) => (e.Kind, e.Granted) switch
    {
        (ApplicationKind.Extension, true) => $"同意延期{e.Days}个工作日，只延长承办单位的办结时限，群众时钟不变。",
        (ApplicationKind.Suspension, true) => $"同意挂账，定于{Day(e.ReviewAt)}复查。群众时钟继续计时。",
        (ApplicationKind.Termination, true) => "同意终止办理，向诉求人说明理由并转入回访。",
        _ => "综治中心不同意，由承办单位继续按原时限办理。",
    };

    static string Day(DateTimeOffset? at) =>
        at?.ToOffset(China).ToString("yyyy年M月d日", CultureInfo.InvariantCulture) ?? "";

    static string Chinese(ApplicationKind kind) =>
        kind switch { ApplicationKind.Extension => "延期", ApplicationKind.Suspension => "挂账", _ => "终止办理" };

    static string Role(TicketRole role) => role == TicketRole.Lead ? "主办" : "协办";

    static string Chinese(Outcome outcome) =>
        outcome switch { Outcome.Solved => "解决", Outcome.Explained => "解释说明", _ => "挂账" };

    static string Chinese(Colour colour) => colour switch
    {
        Colour.Yellow => "黄",
        Colour.Orange => "橙",
        Colour.Red =>
        "红",
        _ => ""
    };

    static string Chinese(Rung rung) => rung switch { Rung.Handler => "经办人", Rung.Head => "单位负责人", _ => "综治中心" };

    static string Chinese(ClockKind kind) => kind switch
    {
        ClockKind.Citizen => "群众时钟",
        ClockKind.Claim => "签收",
        ClockKind.FirstContact => "首次联系",
        ClockKind.Reply => "办结",
        ClockKind.Callback => "回访",
        ClockKind.Ruling => "裁定",
        ClockKind.Objection => "异议复核",
        _ => "调解",
    };

    static string Chinese(Channel channel) => channel switch
    {
        Channel.Phone => "12345电话",
        Channel.App => "手机客户端",
        Channel.MiniProgram => "小程序",
        Channel.Web => "网站",
        Channel.Mail => "来信",
        Channel.LetterVisit => "信访",
        Channel.GridReport => "网格上报",
        Channel.Transfer => "其他热线转办",
        _ => "Open311接口",
    };
}
