namespace Dispatch.Mediation.Files.Domain;

/// <summary>Why a file ended without an agreement: 当事人拒绝, 当事人撤回, 调解不成, 期限届满, 涉嫌违法犯罪, 不属调解范围.</summary>
public enum EndReason { ConsentRefused, PartyWithdrew, NotSettled, TimeOver, CrimeSuspected, NotMediable }

/// <summary>How a mediation without agreement is closed, and what the parties must then be told.</summary>
public static class Ending
{
    /// <summary>A mediation that did not succeed has failed; one that may not go on is terminated.</summary>
    public static FileStatus Status(EndReason reason) =>
        reason is EndReason.NotSettled or EndReason.TimeOver ? FileStatus.Failed : FileStatus.Terminated;

    /// <summary>Why it ended, and the three paths that remain open (人民调解法 §26).</summary>
    public static IReadOnlyList<Reason> Reasons(EndReason reason) =>
    [
        new("mediation_" + Snake(reason), Text(reason)),
        new("path_arbitration", "有仲裁协议或者属于劳动、土地承包等法定仲裁事项的，可以依法申请仲裁。"),
        new("path_reconsideration", "涉及行政机关处理决定的，可以依法申请行政裁决或者行政复议。"),
        new("path_litigation", "可以依法向人民法院提起诉讼。"),
    ];

    public static string PublicAnswer(string organisation, EndReason reason) =>
        $"{organisation}的调解已结束：{Text(reason)}"
        + "您可以依法通过仲裁、行政裁决或行政复议、诉讼等途径维护权利；本诉求转由主管单位继续办理。";

    public static string Text(EndReason reason) => reason switch
    {
        EndReason.ConsentRefused => "一方当事人明确拒绝调解，依法不得调解（人民调解法第十七条）。",
        EndReason.PartyWithdrew => "当事人要求终止调解（人民调解法第二十三条）。",
        EndReason.NotSettled => "经调解未能达成协议（人民调解法第二十六条）。",
        EndReason.TimeOver => "调解期限届满未达成协议（人民调解工作若干规定第三十三条）。",
        EndReason.CrimeSuspected => "纠纷可能涉及治安或刑事案件，已停止调解并报告公安机关（人民调解法第二十五条）。",
        _ => "纠纷依法由专门机关管辖或者不适用调解。",
    };

    static string Snake(EndReason reason) =>
        System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(reason.ToString());
}
