namespace Dispatch.Contracts;

/// <summary>How a report reached the hotline (渠道).</summary>
public enum Channel { Phone, App, MiniProgram, Web, Mail, LetterVisit, GridReport, Transfer, Open311 }

/// <summary>What the petitioner wants (诉求类型): 咨询, 求助, 投诉, 举报, 建议, 表扬, 矛盾纠纷.</summary>
public enum CaseKind { Consultation, Request, Complaint, Report, Suggestion, Praise, Dispute }

/// <summary>The grade of haste (紧急程度): 一般, 紧急, 特急, 复杂. It sets the terms.</summary>
public enum Urgency { Normal, Urgent, Emergency, Complex }

/// <summary>How far a case has come: 已登记, 已派遣, 办理中, 已办结待回访, 已回访, 已归档, 重办, 已撤回.</summary>
public enum CaseStatus { Registered, Routed, InHand, Replied, CalledBack, Archived, Reopened, Withdrawn }

/// <summary>Whether an organisation leads a case or assists: 主办, 协办.</summary>
public enum TicketRole { Lead, Assisting }

/// <summary>
/// How far a ticket has come: 待签收, 办理中, 退单待裁定, 已退回, 已回复待审核, 已办结, 挂账.
/// </summary>
public enum TicketStatus { Dispatched, Claimed, ReturnAsked, Returned, Replied, Closed, Suspended }

/// <summary>What a reply says was reached: 解决, 解释说明, 挂账.</summary>
public enum Outcome { Solved, Explained, Suspended }

/// <summary>Why an organisation says "not mine": 非本单位职责, 属地不符, 诉求不清, 应由其他层级办理.</summary>
public enum ReturnReason { NotOurDuty, WrongPlace, Unclear, OtherLevel }

/// <summary>What an organisation asks the centre for: 延期, 挂账, 终止办理.</summary>
public enum ApplicationKind { Extension, Suspension, Termination }

/// <summary>
/// Why a handling may be ended (终止办理): 诉讼仲裁复议, 信访已受理, 纪检监察, 超出行政职权, 已答复且无新事实, 不合法诉求, 涉密涉隐私,
/// 无法核实.
/// </summary>
public enum TerminationGround
{
    Litigation, LetterVisit, Discipline, BeyondPower, AlreadyAnswered, Unlawful, Secret, Untraceable,
}

/// <summary>What an audit (审核) finds missing: 未联系, 缺佐证, 答复不清, 未解决, 结果不符, 缺依据, 协办未完成, 态度, 其他.</summary>
public enum AuditGap
{
    NoContact, NoEvidence, UnclearAnswer, NotSolved, WrongOutcome, NoLegalBasis, AssistantUnfinished, Conduct, Other,
}

/// <summary>
/// Which deadline: 群众时钟, 签收, 首次联系, 办结, 回访, 调解, 裁定, 异议复核; of a whistle or an order: 响应, 到场, 处置, 审核, 督办,
/// 吹哨人确认, 互评.
/// </summary>
public enum ClockKind
{
    Citizen, Claim, FirstContact, Reply, Callback, Mediation, Ruling, Objection,
    Acknowledgement, Arrival, JointResult, Review, Order, Confirmation, Rating,
}

/// <summary>正常, and the three colours of warning (三色预警) 黄 橙 红.</summary>
public enum Colour { None, Yellow, Orange, Red }

/// <summary>
/// Who must act next on the ladder (提级), lowest first: 经办人, 单位负责人, 综治中心, 包案领导 with a special team (专班), 兜底 by
/// the centre itself, 上级综治中心.
/// </summary>
public enum Rung { Handler, Head, Centre, Leader, Backstop, Superior }

/// <summary>
/// What lifts a case on the ladder (提级事由): 时限将到, 签收超时, 办结超时, 群众时钟超时, 逾期未确认, 计划落空, 退单不成立, 再次重办,
/// 吹哨未到, 督办未办结, 无单位承接, 人工提级; and 原有提级, for a case that stood there before rungs had names.
/// </summary>
public enum LiftCause
{
    TimeUsed, ClaimExpired, ReplyExpired, CitizenExpired, Unacknowledged, PlanMissed, ReturnRejected, Reopened,
    WhistleUnanswered, OrderUnanswered, NoOwner, ByHand, Carried,
}

/// <summary>
/// The functions that the responsibility list (责任清单) gives to people by name: 主要负责人 and 分管负责人 of an organisation,
/// 包乡县领导 for a county or township, 包村班子成员 for a village.
/// </summary>
public enum ResponsibleFunction { Principal, DutyLeader, CountyLeader, TownshipLeader }

public static class ResponsibleFunctions
{
    /// <summary>The function is one of an organisation, and not one over a jurisdiction.</summary>
    public static bool IsOfOrganisation(this ResponsibleFunction function) =>
        function is ResponsibleFunction.Principal or ResponsibleFunction.DutyLeader;
}

/// <summary>The five levels of a rating (好差评), best first; the last two must be rectified (国办发〔2019〕51号).</summary>
public enum RatingLevel { VerySatisfied, Satisfied, BasicallySatisfied, Dissatisfied, VeryDissatisfied }

/// <summary>
/// What the centre decides (研判) on a case that its petitioner calls unsolved and that does not simply go back to its
/// owner: 重办, 解释说明, 挂账.
/// </summary>
public enum CentreDecision { Reopen, Explain, Suspend }

/// <summary>The four kinds of mediation (调解类型): 人民, 行政, 行业, 司法.</summary>
public enum MediationKind { Peoples, Administrative, Industry, Judicial }

/// <summary>How far a mediation file has come: 申请, 已受理, 调解中, 达成协议, 协议生效, 调解不成, 终止.</summary>
public enum FileStatus { Applied, Accepted, InSession, Agreed, Effective, Failed, Terminated }

/// <summary>Units of a term: 工作日, 自然日, 工作小时, 小时.</summary>
public enum TermUnit { WorkingDays, CalendarDays, WorkingHours, Hours }

/// <summary>What an organisation is: 综治中心, 热线, 部门, 街道/乡镇, 村/社区, 调解组织.</summary>
public enum OrganisationKind { Centre, Hotline, Department, Township, Village, Mediation }

/// <summary>The levels of a jurisdiction: 市, 县, 乡镇, 村, 网格.</summary>
public enum Level { City, County, Township, Village, Grid }

/// <summary>
/// For what a whistle may be blown (吹哨类型): 群众诉求强烈, 综合执法, 应急处置. Source: 北京市街道办事处条例 §17.
/// </summary>
public enum WhistleType { StrongDemand, JointEnforcement, Emergency }

/// <summary>How far a whistle has come: 待审核, 审核未通过, 待综治中心复核, 已吹哨, 待吹哨人确认, 已结束, 已撤回.</summary>
public enum WhistleStatus { Proposed, Refused, Appealed, Blown, ResultRecorded, Ended, Withdrawn }

/// <summary>How far a summoned department has come: 待响应, 已响应, 申请免到待裁定, 裁定免到, 已到场, 已处置, 转督办.</summary>
public enum SummonsState { Called, Acknowledged, RefusalAsked, Excused, Arrived, Done, Carried }

/// <summary>What proves that a department is on the spot: 定位, 现场照片, 吹哨人确认.</summary>
public enum PlaceProof { Position, Photo, Confirmation }

/// <summary>The forms of a supervision order (督办形式), mildest first: 催办通知, 挂牌督办, 约谈, 通报.</summary>
public enum OrderForm { Notice, Listed, Interview, Circular }

/// <summary>How far an order has come: 待签发, 已签发, 已签收, 已回复待审核, 退回补正, 已办结, 已升级, 未予签发.</summary>
public enum OrderStatus { Drafted, Issued, Acknowledged, Answered, SentBack, Ended, Climbed, Discarded }

/// <summary>Who or what opened an order: 综治中心, 提级, 吹哨, 联席会议, 回访.</summary>
public enum OrderOrigin { Person, Ladder, Whistle, Meeting, Callback }

/// <summary>The roles an account can have; an account has exactly one.</summary>
public static class Roles
{
    /// <summary>话务员</summary>
    public const string Operator = "operator";
    /// <summary>部门经办人</summary>
    public const string Handler = "handler";
    /// <summary>部门负责人</summary>
    public const string Head = "head";
    /// <summary>综治中心派单员</summary>
    public const string Dispatcher = "dispatcher";
    /// <summary>综治中心主任</summary>
    public const string Director = "director";
    /// <summary>退单裁定员</summary>
    public const string Arbiter = "arbiter";
    /// <summary>调解员</summary>
    public const string Mediator = "mediator";
    /// <summary>网格员</summary>
    public const string GridWorker = "gridworker";
    /// <summary>领导</summary>
    public const string Leader = "leader";
    /// <summary>审计员</summary>
    public const string Auditor = "auditor";
    /// <summary>系统管理员</summary>
    public const string Admin = "admin";
    /// <summary>接口客户</summary>
    public const string Client = "client";

    public static readonly IReadOnlyList<string> All =
    [
        Operator, Handler, Head, Dispatcher, Director, Arbiter, Mediator, GridWorker, Leader, Auditor, Admin, Client,
    ];
}

/// <summary>
/// One reason behind a decision: a stable code, and the sentence in plain Chinese that stood when it was made.
/// </summary>
public sealed record Reason(string Code, string Text);

/// <summary>Who acted: staff or the platform itself, never a petitioner.</summary>
public sealed record ActedBy(AccountId Account, string Name, OrganisationId? Organisation)
{
    /// <summary>The platform acting by rule.</summary>
    public static readonly ActedBy System = new(new("system"), "系统", null);
}
