namespace Dispatch.Mediation.Files.Domain;

/// <summary>Every "no" that a mediation file can answer with, and what to do next.</summary>
public static class Refusals
{
    static Refusal Conflict(string code, string zh, string en) => new(RefusalKind.Conflict, code, zh, en);

    static Refusal Invalid(string code, string field, string zh, string en) =>
        new(RefusalKind.Invalid, code, zh, en, field);

    public static readonly Refusal FileNotFound = new(
        RefusalKind.NotFound, "file_not_found", "您所在的单位没有这份调解案卷，请在案卷列表中重新选择。",
        "Your organisation has no such mediation file; choose one from the list.");
    public static readonly Refusal PartyNotFound = new(
        RefusalKind.NotFound, "party_not_found", "案卷中没有这位当事人，请先登记当事人。",
        "The file has no such party; add the party first.");
    public static readonly Refusal FileEnded = Conflict(
        "file_ended", "本案卷已办结，不能再办理；如有新的纠纷请重新登记诉求。",
        "The file is closed and takes no more steps; register a new case for a new dispute.");
    public static readonly Refusal ConsentRefused = Conflict(
        "consent_refused", "已有当事人明确拒绝调解，依法不得调解（人民调解法第十七条）；请告知仲裁、行政、诉讼途径。",
        "A party has refused, so mediation is forbidden (People's Mediation Law §17); tell them of the other paths.");
    public static readonly Refusal PartiesFixed = Conflict(
        "parties_fixed", "各方已同意调解，当事人不能再增加；如需增加请终止本案卷后重新申请。",
        "All parties have consented, so none can be added; terminate this file and apply again.");
    public static readonly Refusal TooManyParties = Conflict(
        "too_many_parties", "一方人数众多的，应推选不超过五名代表参加调解，请登记代表。",
        "A large group takes part through at most five representatives; add those.");
    public static readonly Refusal ConsentRecorded = Conflict(
        "consent_already_recorded", "该当事人的意愿已登记；如其要求退出，请以“当事人要求终止”结束案卷。",
        "This party's answer is recorded; if it now withdraws, terminate the file with partyWithdrew.");
    public static readonly Refusal ConsentMissing = Conflict(
        "consent_missing", "须双方当事人全部同意后方可开展调解（人民调解法第十七条），请先登记各方意愿。",
        "Applicant and respondent must all consent before mediation (§17); record each party's consent first.");
    public static readonly Refusal NoSession = Conflict(
        "no_session_yet", "尚未开展调解，请先登记调解会。", "No session has been held; record the session first.");
    public static readonly Refusal SessionInFuture = Invalid(
        "session_in_future", "heldAt", "调解会时间不能晚于现在，请在调解会结束后登记。",
        "A session is recorded after it was held; heldAt must not be in the future.");
    public static readonly Refusal SessionBeforeConsent = Invalid(
        "session_before_consent", "heldAt", "调解会不能早于各方同意之日（人民调解法第十七条），请核对时间。",
        "A session cannot have been held before the day of the last consent (§17); check heldAt.");
    public static readonly Refusal PerformanceTermMissing = Invalid(
        "performance_term_missing", "performBy", "限期或分期履行的协议须写明履行期限（人民调解法第二十九条），请填写。",
        "Unless performed at once, the agreement needs its term of performance (§29); give performBy.");
    public static readonly Refusal PerformanceTermPast = Invalid(
        "performance_term_past", "performBy", "履行期限不能早于调解当日，请重新填写。",
        "The term of performance cannot lie before the day of the session; give a later day.");
    public static readonly Refusal MustBeWritten = Invalid(
        "agreement_must_be_written", "oral", "不能当场履行的协议应当制作书面协议，请改为书面。",
        "An agreement that is not performed at once must be written; send oral as false.");
    public static readonly Refusal AgreementSigned = Conflict(
        "agreement_already_signed", "协议已有人签名，内容不能再改；如各方反悔请终止调解。",
        "The agreement bears a signature and cannot be changed; terminate the file if the parties change their mind.");
    public static readonly Refusal AgreementMissing = Conflict(
        "agreement_missing", "尚无待签的书面协议，请先起草协议。", "There is no written agreement to sign; draft it first.");
    public static readonly Refusal AlreadySigned = Conflict(
        "already_signed", "该签名或印章已登记，无需重复；请登记其余签名。",
        "This signature is on the agreement already; record those still missing.");
    public static readonly Refusal OneSignature = Invalid(
        "one_signature_only", "party", "每次只能登记一项：当事人、调解员或调委会印章，请分别提交。",
        "Send exactly one of party, mediator and seal; send the others by themselves.");
}
