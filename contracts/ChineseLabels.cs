namespace Dispatch.Contracts;

/// <summary>The Chinese names of the shared enums, in one place for all services and spreadsheets.</summary>
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

    public static string Chinese(this CaseKind kind) => kind switch
    {
        CaseKind.Consultation => "咨询",
        CaseKind.Request => "求助",
        CaseKind.Complaint => "投诉",
        CaseKind.Report => "举报",
        CaseKind.Suggestion => "建议",
        CaseKind.Praise => "表扬",
        _ => "矛盾纠纷",
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
        ClockKind.Acknowledgement => "响应时限",
        ClockKind.Arrival => "到场时限",
        ClockKind.JointResult => "处置时限",
        ClockKind.Review => "审核时限",
        ClockKind.Order => "督办时限",
        ClockKind.Confirmation => "确认时限",
        ClockKind.Rating => "评价时限",
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
        Rung.Centre => "综治中心",
        Rung.Leader => "包案领导",
        Rung.Backstop => "综治中心兜底",
        _ => "上级综治中心",
    };

    public static string Chinese(this LiftCause cause) => cause switch
    {
        LiftCause.TimeUsed => "时限将到",
        LiftCause.ClaimExpired => "签收超时",
        LiftCause.ReplyExpired => "办结超时",
        LiftCause.CitizenExpired => "群众时钟超时",
        LiftCause.Unacknowledged => "逾期未确认",
        LiftCause.PlanMissed => "计划落空",
        LiftCause.ReturnRejected => "退单不成立",
        LiftCause.Reopened => "再次重办",
        LiftCause.WhistleUnanswered => "吹哨未到",
        LiftCause.OrderUnanswered => "督办未办结",
        LiftCause.NoOwner => "无单位承接",
        LiftCause.ByHand => "人工提级",
        _ => "原有提级",
    };

    public static string Chinese(this ResponsibleFunction function) => function switch
    {
        ResponsibleFunction.Principal => "主要负责人",
        ResponsibleFunction.DutyLeader => "分管负责人",
        ResponsibleFunction.CountyLeader => "包乡县领导",
        _ => "包村班子成员",
    };

    public static string Chinese(this Channel channel) => channel switch
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

    public static string Chinese(this TicketRole role) => role == TicketRole.Lead ? "主办" : "协办";

    public static string Chinese(this Outcome outcome) => outcome switch
    {
        Outcome.Solved => "解决",
        Outcome.Explained => "解释说明",
        _ => "挂账",
    };

    public static string Chinese(this ReturnReason reason) => reason switch
    {
        ReturnReason.NotOurDuty => "非本单位职责",
        ReturnReason.WrongPlace => "属地不符",
        ReturnReason.Unclear => "诉求不清",
        _ => "应由其他层级办理",
    };

    public static string Chinese(this ApplicationKind kind) => kind switch
    {
        ApplicationKind.Extension => "延期",
        ApplicationKind.Suspension => "挂账",
        _ => "终止办理",
    };

    public static string Chinese(this CentreDecision decision) => decision switch
    {
        CentreDecision.Reopen => "退回重办",
        CentreDecision.Explain => "解释说明",
        _ => "挂账",
    };

    public static string Chinese(this RatingLevel level) => level switch
    {
        RatingLevel.VerySatisfied => "非常满意",
        RatingLevel.Satisfied => "满意",
        RatingLevel.BasicallySatisfied => "基本满意",
        RatingLevel.Dissatisfied => "不满意",
        _ => "非常不满意",
    };

    public static string Chinese(this WhistleType type) => type switch
    {
        WhistleType.StrongDemand => "群众诉求强烈",
        WhistleType.JointEnforcement => "综合执法",
        _ => "应急处置",
    };

    public static string Chinese(this PlaceProof proof) => proof switch
    {
        PlaceProof.Position => "现场定位",
        PlaceProof.Photo => "现场照片",
        _ => "吹哨人确认",
    };

    public static string Chinese(this OrderForm form) => form switch
    {
        OrderForm.Notice => "催办通知",
        OrderForm.Listed => "挂牌督办",
        OrderForm.Interview => "约谈",
        _ => "通报",
    };
}
