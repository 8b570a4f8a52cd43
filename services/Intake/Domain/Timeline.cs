using System.Globalization;
using System.Text.Json;

namespace Dispatch.Intake.Domain;

/// <summary>What one event becomes in the case's timeline: a title and a sentence in plain Chinese.</summary>
/// <param name="What">The event's name in camelCase, the same word that live updates use.</param>
/// <param name="Status">What the case's status becomes; null when it stays.</param>
public sealed record Entry(string What, string Title, string Text, CaseStatus? Status = null);

/// <summary>Puts each event into words (案件时间轴). A new event without words here fails a test.</summary>
public static partial class Timeline
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
            TicketClosed => ("派遣单办结", "派遣单不再有未尽事项，予以办结。", null),
            ObjectionRaised => ("提出异议", "承办单位对裁定提出异议，待综治中心主任复核。办理不停，群众时钟继续计时。", null),
            ObjectionRuled e => ("异议复核", e.Upheld ? "异议成立，另行派遣，不得再次退单。" : "异议不成立，维持原裁定。", null),
            ContactAttempted e => ("联系未通", Attempted(e), null),
            ApplicationMade e => ($"申请{Chinese(e.Kind)}", Asked(e), null),
            ApplicationDecided e => ($"{Chinese(e.Kind)}{(e.Granted ? "获准" : "未获准")}", Ruled(e), null),
            TicketResumed => ("恢复办理", "挂账复查，承办单位恢复办理。", null),
            AssistanceAsked e => ("增加协办", $"请{string.Join("、", e.Assisting.Select(t => t.OrganisationName))}协办。", null),
            StageReported e => ("阶段报告", $"{Role(e.Role)}单位报告了办理进展。", null),
            TicketTransferred e => ("内部转办", $"由{e.OfficerName}具体办理。", null),
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
}
