namespace Dispatch.Routing.Tickets.Domain;

/// <summary>The fixed list of what an audit (审核) can find missing.</summary>
public static class AuditGaps
{
    public static Reason Reason(AuditGap gap) => new("audit_gap_" + gap.ToWireName(), Chinese(gap));

    static string Chinese(AuditGap gap) => gap switch
    {
        AuditGap.NoContact => "没有与诉求人联系的记录",
        AuditGap.NoEvidence => "没有现场照片等佐证",
        AuditGap.UnclearAnswer => "公开答复没有回应诉求",
        AuditGap.NotSolved => "问题没有实际解决",
        AuditGap.WrongOutcome => "办理结果与实际情况不符",
        AuditGap.NoLegalBasis => "没有写明法律政策依据",
        AuditGap.AssistantUnfinished => "协办事项没有完成",
        AuditGap.Conduct => "服务态度不当",
        _ => "其他缺项",
    };
}
