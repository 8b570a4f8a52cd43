using System.Globalization;
using System.Text.Json;

namespace Dispatch.Intake.Domain;

/// <summary>What one event becomes in the case's timeline: a title and a sentence in plain Chinese.</summary>
/// <param name="What">The event's name in camelCase, the same word that live updates use.</param>
/// <param name="Status">What the case's status becomes; null when it stays.</param>
public sealed record Entry(string What, string Title, string Text, CaseStatus? Status = null);

/// <summary>Puts each event into words (案件时间轴). A new event without words here fails a test.</summary>
public static class Timeline
{
    public const string RegisteredTitle = "登记受理";

    static readonly TimeSpan China = TimeSpan.FromHours(8);

    public static string Word(Type what) => JsonNamingPolicy.CamelCase.ConvertName(what.Name);

    public static string RegisteredText(Channel channel, CaseNumber number) =>
        $"经{Chinese(channel)}登记，工单编号{number}，群众时钟开始计时。";

    public static Reason Registered(Channel channel) => new("accepted", $"诉求人通过{Chinese(channel)}反映，依法予以受理。");

    public static Entry Of(ICaseEvent what)
    {
        var (title, text, status) = what switch
        {
            CaseDispatched e => (e.Hop > 1 ? "改派" : "派遣", Dispatched(e), (CaseStatus?)CaseStatus.Routed),
            CaseUndecided e => ("待人工派单", $"未能自动确定承办单位，由{e.HolderName}研判派单。", null),
            TicketClaimed e => ("签收", $"{Role(e.Role)}单位已签收。", e.Role == TicketRole.Lead ? CaseStatus.InHand : null),
            PetitionerContacted e => ("联系诉求人", $"已于{Time(e.ContactedAt)}与诉求人联系。", null),
            ReturnAsked => ("申请退单", "承办单位认为不属于本单位职责，申请退单，待裁定。群众时钟继续计时。", null),
            ReturnRuled e => ("退单裁定", e.Upheld ? "退单成立，另行派遣。" : "退单不成立，由原单位办理，不得再次退单。", null),
            TicketReplied e => ("办结回复", $"{Role(e.Role)}单位回复（{Chinese(e.Outcome)}）：{e.PublicAnswer}", null),
            ReplyAudited e => ("回复审核", e.Passed ? "审核通过，待回访。" : "审核不通过，退回承办单位补正。",
                e.Passed ? CaseStatus.Replied : CaseStatus.InHand),
            TicketReopened e => ("重办", $"第{e.Round}次重办，由原承办单位继续办理。", CaseStatus.InHand),
            TicketClosed => ("派遣单办结", "案件归档，派遣单随之办结。", null),
            CaseRoutedToMediation e => ("转入调解", $"矛盾纠纷转{e.OrganisationName}调解。", null),
            FileOpened => ("调解立卷", "调解案卷已建立，待征得各方当事人同意。", null),
            ConsentGiven e => ("同意调解", e.AllGiven ? "各方当事人均同意调解，调解受理。" : "一方当事人同意调解。", null),
            ConsentRefused => ("拒绝调解", "一方当事人拒绝调解，依法不得调解。", null),
            SessionHeld e => ("召开调解会", $"第{e.Session}次调解会于{Time(e.HeldAt)}召开。", null),
            AgreementReached e => ("达成协议", e.Oral ? "各方达成口头协议并记录在案。" : "各方达成书面调解协议，待签字盖章。", null),
            AgreementEffective e => ("协议生效", $"调解协议自{Time(e.EffectiveAt)}起生效。", null),
            MediationEnded e => ("调解终结", e.PublicAnswer, null),
            ClocksStarted e => ("开始计时", string.Join("；", e.Clocks.Select(Started)) + "。", null),
            ClocksStopped e => ("停止计时", string.Join("；", e.Clocks.Select(Stopped)) + "。", null),
            WarningRaised e => ($"{Chinese(e.Colour)}色预警",
                $"{Chinese(e.Clock)}时限{Time(e.Due)}到期，发出{Chinese(e.Colour)}色预警。", null),
            WarningAcknowledged e => ("预警确认", $"{Chinese(e.Colour)}色预警已有人确认处置。", null),
            CaseEscalated e => ("提级", $"由{Chinese(e.From)}提级至{Chinese(e.To)}督促办理。", null),
            PetitionerCalledBack e => ("回访", e.Reached ? e.Solved == true ? "已回访，诉求人表示问题已解决。" : "已回访，诉求人表示问题未解决。"
                : $"第{e.Attempt}次回访未接通。", null),
            CaseRated e => ("评价", $"诉求人评价：{Closing.Chinese(e.Level)}。", null),
            CaseReopened e => ("退回重办", $"第{e.Round}次退回重办。", null),
            CaseArchived => ("归档", "案件归档，群众时钟停止。", null),
            _ => throw new ArgumentException($"No words for {what.GetType().Name}.", nameof(what)),
        };
        return new(Word(what.GetType()), title, text, status);
    }

    static string Dispatched(CaseDispatched e)
    {
        var assisting = e.Assisting.Count == 0 ? ""
            : $"，协办单位{string.Join("、", e.Assisting.Select(t => t.OrganisationName))}";
        return $"派遣至{e.Lead.OrganisationName}主办{assisting}{(e.MatterName is null ? "" : $"，事项：{e.MatterName}")}。";
    }

    static string Started(StartedClock clock) => $"{Chinese(clock.Kind)}时限{clock.Term}，至{Time(clock.Due)}";

    static string Stopped(StoppedClock clock) =>
        Chinese(clock.Kind) + clock.InTime switch { true => "按时完成", false => "已超时", null => "不再计时" };

    static string Time(DateTimeOffset at) => at.ToOffset(China).ToString("M月d日HH:mm", CultureInfo.InvariantCulture);

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
