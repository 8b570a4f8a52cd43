using System.Text.Json;

namespace Dispatch.Intake.Cases.Domain;

/// <summary>What one event becomes in the case's timeline: a title and a sentence in plain Chinese.</summary>
/// <param name="What">The event's name in camelCase, the same word that live updates use.</param>
public sealed record TimelineEntry(string What, string Title, string Text);

/// <summary>Puts each event into words (案件时间轴). A new event without words here fails a test.</summary>
public static class Timeline
{
    public const string RegisteredTitle = "登记受理";

    /// <summary>The service whose step it was.</summary>
    public static string Source(ICaseEvent what) => what switch
    {
        CaseRegistered or PetitionerCalledBack or CaseRated or CaseReopened or CaseArchived
            or UnsolvedCaseDecided => "intake",
        FileOpened or ConsentGiven or ConsentRefused or SessionHeld or AgreementReached or AgreementEffective
            or MediationEnded => "mediation",
        ClocksStarted or ClocksStopped or WarningRaised or WarningAcknowledged or CaseEscalated or HandlerReminded
            or RungAcknowledged or RungReassigned or RungMissed or RungLeft or BackstopAssigned => "escalation",
        _ => "routing",
    };

    public static string Word(Type what) => JsonNamingPolicy.CamelCase.ConvertName(what.Name);

    public static string RegisteredText(Channel channel, CaseNumber number) =>
        $"经{channel.Chinese()}登记，工单编号{number}，群众时钟开始计时。";

    public static Reason Registered(Channel channel) => new("accepted", $"诉求人通过{channel.Chinese()}反映，依法予以受理。");

    public static TimelineEntry Of(ICaseEvent what)
    {
        var (title, text) = what switch
        {
            CaseDispatched e => (e.Hop > 1 ? "改派" : "派遣", Dispatched(e)),
            CaseUndecided e => ("待人工派单", $"未能自动确定承办单位，由{e.HolderName}研判派单。"),
            TicketClaimed e => ("签收", $"{e.Role.Chinese()}单位已签收。"),
            PetitionerContacted e => ("联系诉求人", $"已于{ChinaTime.Moment(e.ContactedAt)}与诉求人联系。"),
            ReturnAsked => ("申请退单", "承办单位认为不属于本单位职责，申请退单，待裁定。群众时钟继续计时。"),
            ReturnRuled e => ("退单裁定", e.Upheld ? "退单成立，另行派遣。" : "退单不成立，由原单位办理，不得再次退单。"),
            TicketReplied e => ("办结回复", $"{e.Role.Chinese()}单位回复（{e.Outcome.Chinese()}）：{e.PublicAnswer}"),
            ReplyAudited e => ("回复审核", e.Passed ? "审核通过，待回访。" : "审核不通过，退回承办单位补正。"),
            TicketReopened e => ("重办", $"第{e.Round}次重办，由原承办单位继续办理。"),
            TicketClosed => ("派遣单办结", "派遣单不再有未尽事项，予以办结。"),
            ObjectionRaised => ("提出异议", "承办单位对裁定提出异议，待综治中心主任复核。办理不停，群众时钟继续计时。"),
            ObjectionRuled e => ("异议复核", e.Upheld ? "异议成立，另行派遣，不得再次退单。" : "异议不成立，维持原裁定。"),
            ContactAttempted e => ("联系未通", Attempted(e)),
            ApplicationMade e => ($"申请{e.Kind.Chinese()}", Asked(e)),
            ApplicationDecided e => ($"{e.Kind.Chinese()}{(e.Granted ? "获准" : "未获准")}", Ruled(e)),
            TicketResumed => ("恢复办理", "挂账复查，承办单位恢复办理。"),
            AssistanceAsked e => ("增加协办", $"请{string.Join("、", e.Assisting.Select(t => t.OrganisationName))}协办。"),
            StageReported e => ("阶段报告", $"{e.Role.Chinese()}单位报告了办理进展。"),
            TicketTransferred e => ("内部转办", $"由{e.OfficerName}具体办理。"),
            CaseRoutedToMediation e => ("转入调解", $"矛盾纠纷转{e.OrganisationName}调解。"),
            FileOpened => ("调解立卷", "调解案卷已建立，待征得各方当事人同意。"),
            ConsentGiven e => ("同意调解", e.AllGiven ? "各方当事人均同意调解，调解受理。" : "一方当事人同意调解。"),
            ConsentRefused => ("拒绝调解", "一方当事人拒绝调解，依法不得调解。"),
            SessionHeld e => ("召开调解会", $"第{e.Session}次调解会于{ChinaTime.Moment(e.HeldAt)}召开。"),
            AgreementReached e => ("达成协议", e.Oral ? "各方达成口头协议并记录在案。" : "各方达成书面调解协议，待签字盖章。"),
            AgreementEffective e => ("协议生效", $"调解协议自{ChinaTime.Moment(e.EffectiveAt)}起生效。"),
            MediationEnded e => ("调解终结", e.PublicAnswer),
            ClocksStarted e => ("开始计时", string.Join("；", e.Clocks.Select(Started)) + "。"),
            ClocksStopped e => ("停止计时", string.Join("；", e.Clocks.Select(Stopped)) + "。"),
            WarningRaised e => ($"{Chinese(e.Colour)}色预警",
                $"{Chinese(e.Clock)}时限{ChinaTime.Moment(e.Due)}到期，发出{Chinese(e.Colour)}色预警。"),
            WarningAcknowledged e => ("预警确认", $"{Chinese(e.Colour)}色预警已有人确认处置。"),
            CaseEscalated e => ("提级", $"由{e.From.Chinese()}提级至{e.To.Chinese()}督促办理{Owned(e.Owner, e.AcknowledgeBy)}。"),
            HandlerReminded e => ("催办经办人", $"时限将到，提醒经办人抓紧办理{Owned(e.Owner, e.AcknowledgeBy)}。"),
            RungAcknowledged e => ("提级确认",
                $"{e.Rung.Chinese()}已确认，计划于{ChinaTime.Moment(e.Until)}前办结：{e.Plan}"),
            RungReassigned e => ("指定责任人", $"{e.Rung.Chinese()}责任人改为{e.Owner.Name}。"),
            RungMissed e => ("提级逾期", $"{e.Rung.Chinese()}逾期未落实，已无上一层级，重新计时。"),
            RungLeft e => ("提级结束", $"{e.Rung.Chinese()}督促结束：{e.Reasons[0].Text}"),
            BackstopAssigned e => ("兜底", $"由综治中心收回兜底办理{Owned(e.Owner, null)}。"),
            PetitionerCalledBack e => ("回访", e.Reached ? e.Solved == true ? "已回访，诉求人表示问题已解决。" : "已回访，诉求人表示问题未解决。"
                : $"第{e.Attempt}次回访未接通。"),
            CaseRated e => ("评价", $"诉求人评价：{e.Level.Chinese()}。"),
            CaseReopened e => ("退回重办", $"第{e.Round}次退回重办，群众时钟自首次诉求起继续计时。"),
            CaseArchived => ("归档", "案件归档，群众时钟停止。"),
            UnsolvedCaseDecided e => ($"综治中心决定：{e.Decision.Chinese()}", e.PublicAnswer),
            _ => throw new ArgumentException($"No words for {what.GetType().Name}.", nameof(what)),
        };
        return new(Word(what.GetType()), title, text);
    }

    /// <summary>A step of a whistle or an order, in the timeline of each case that it is about.</summary>
    public static TimelineEntry Of(IPressureEvent what)
    {
        var title = what switch
        {
            WhistleProposed => "申请吹哨",
            WhistleRefused => "吹哨审核未通过",
            WhistleAppealed => "吹哨提请复核",
            WhistleWithdrawn => "撤回吹哨",
            WhistleBlown => "吹哨",
            SummonsAcknowledged => "应哨",
            SummonsRefused => "申请免到",
            SummonsRefusalRuled => "免到裁定",
            DepartmentArrived => "报到",
            DepartmentAbsent => "逾期未到",
            WhistleTermMissed => "吹哨时限逾期",
            SummonsPartReported => "现场处置",
            JointResultRecorded => "联合处置结果",
            JointResultRejected => "继续处置",
            WhistleEnded => "吹哨结束",
            WhistleRated => "吹哨评价",
            OrderDrafted => "拟制督办单",
            OrderDiscarded => "督办单未予签发",
            OrderIssued => "督办",
            OrderAcknowledged => "签收督办单",
            OrderAnswered => "督办回复",
            OrderSentBack => "督办回复退回补正",
            OrderProlongationAsked => "申请延长督办时限",
            OrderProlongationRuled => "延长督办时限审批",
            OrderTermMissed => "督办逾期",
            OrderEnded => "督办办结",
            OrderClimbed => "督办升级",
            _ => throw new ArgumentException($"No words for {what.GetType().Name}.", nameof(what)),
        };
        var about = what is WhistleBlown blown
            ? $"要求{string.Join("、", blown.Departments.Select(one => one.OrganisationName))}到场。" : "";
        return new(Word(what.GetType()), title, $"{what.Number}：{about}{what.Reasons[0].Text}");
    }

    static string Dispatched(CaseDispatched e)
    {
        var assisting = e.Assisting.Count == 0 ? ""
            : $"，协办单位{string.Join("、", e.Assisting.Select(t => t.OrganisationName))}";
        return $"派遣至{e.Lead.OrganisationName}主办{assisting}{(e.MatterName is null ? "" : $"，事项：{e.MatterName}")}。";
    }

    static string Started(StartedClock clock) => $"{Chinese(clock.Kind)}时限{clock.Term}，至{ChinaTime.Moment(clock.Due)}";

    static string Stopped(StoppedClock clock) =>
        Chinese(clock.Kind) + clock.InTime switch { true => "按时完成", false => "已超时", null => "不再计时" };

    static string Attempted(ContactAttempted e) => e.Enough
        ? $"第{e.Attempt}次于{ChinaTime.Moment(e.AttemptedAt)}联系未通，已按规定多次联系。"
        : $"于{ChinaTime.Moment(e.AttemptedAt)}联系未通，将另择时间再联系。";

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

    static string Day(DateTimeOffset? at) => at is { } day ? ChinaTime.Date(day) : "";

    static string Chinese(Colour colour) => colour switch
    {
        Colour.Yellow => "黄",
        Colour.Orange => "橙",
        Colour.Red => "红",
        _ => "",
    };

    static string Owned(RungOwner? owner, DateTimeOffset? by) =>
        (owner is null ? "" : $"，责任人：{owner.Function}{owner.Name ?? "（空缺）"}")
        + (by is { } at ? $"，须在{ChinaTime.Moment(at)}前确认并提出办理计划" : "");

    static string Chinese(ClockKind kind) => kind switch
    {
        ClockKind.Citizen => "群众时钟",
        ClockKind.Claim => "签收",
        ClockKind.FirstContact => "首次联系",
        ClockKind.Reply => "办结",
        ClockKind.Callback => "回访",
        ClockKind.Ruling => "裁定",
        ClockKind.Objection => "异议复核",
        ClockKind.Acknowledgement => "响应",
        ClockKind.Arrival => "到场",
        ClockKind.JointResult => "处置",
        ClockKind.Review => "审核",
        ClockKind.Order => "督办",
        ClockKind.Confirmation => "确认",
        ClockKind.Rating => "评价",
        _ => "调解",
    };
}
