namespace Dispatch.Routing.Tickets.Domain;

/// <summary>The grounds for ending a handling (终止办理), as they are told to the petitioner.</summary>
/// <remarks>Source: 国办发〔2020〕53号, 北京市接诉即办工作条例 §11, 潍坊市12345条例 §21 (the hotline approves).</remarks>
public static class TerminationGrounds
{
    public static string Chinese(TerminationGround ground) => ground switch
    {
        TerminationGround.Litigation => "已进入诉讼、仲裁、行政复议等法定程序",
        TerminationGround.LetterVisit => "已由信访工作机构受理",
        TerminationGround.Discipline => "属于纪检监察机关受理范围",
        TerminationGround.BeyondPower => "不属于行政机关职权范围",
        TerminationGround.AlreadyAnswered => "同一诉求已经答复且没有新的事实和理由",
        TerminationGround.Unlawful => "诉求违反法律法规或者公序良俗",
        TerminationGround.Secret => "涉及国家秘密、商业秘密或者个人隐私",
        _ => "诉求内容无法核实且无法与诉求人取得联系",
    };
}
